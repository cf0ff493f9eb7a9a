import { describe, expect, it } from 'vitest';
import { ConfigurationInvalid } from '../../../lib/configuration/problem.ts';
import { parseConfiguration } from '../../../lib/configuration/read.ts';
import type { Configuration } from '../../../lib/configuration/schema.ts';
import { loadPlaybooks } from '../../../lib/playbooks.ts';
import { CERTIFICATE } from '../../builders/stack.ts';

const playbooks = loadPlaybooks();
const INSTANCE = 'arn:aws:connect:us-east-1:111122223333:instance/0b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11';
const QUEUE = `${INSTANCE}/queue/1b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11`;

const read = (text: string): Configuration => parseConfiguration(text, 'parley.config.yaml', playbooks);

function problemsOf(text: string): string {
  try {
    read(text);
  } catch (cause) {
    if (cause instanceof ConfigurationInvalid) return cause.message;
    throw cause;
  }
  return 'no problem';
}

const CONNECT = `
connect:
  instance: {arn: ${INSTANCE}}
  agents:
    dental-appointments:
      queue: {arn: ${QUEUE}}
`;

describe('the configuration', () => {
  it('leaves every part out when there is no file', () => {
    expect(read('')).toEqual({});
  });

  it('fills in what a part does not say', () => {
    expect(read('mediaService: {}')).toEqual({ mediaService: { tasks: 2 } });
  });

  it('makes a part that the file does not have where the caller asks for it, and only then', () => {
    const both = parseConfiguration('mediaService: {tasks: 5}', 'f', playbooks, {
      mediaService: {},
      alarms: { email: 'on-call@example.com' },
    });
    expect(both).toEqual({ mediaService: { tasks: 5 }, alarms: { email: 'on-call@example.com' } });
  });

  it('takes an instance and a queue that exist', () => {
    expect(read(CONNECT).connect?.instance).toEqual({ arn: INSTANCE });
  });

  it.each([
    ['an unknown key', 'mediaServise: {}', '1:1', 'did you mean "mediaService"?'],
    ['an unknown key further in', 'mediaService:\n  task: 2', '2:3', 'did you mean "tasks"?'],
    ['a number out of range', 'mediaService:\n  tasks: 0', '2:10', 'tasks: '],
    ['an address that is none', 'alarms:\n  email: on-call', '2:10', 'email: '],
    [
      'an origin in clear',
      'mediaService:\n  allowedOrigins: [http://a.example]',
      '2:20',
      'an origin such as',
    ],
    [
      'the ARN of something else',
      'mediaService:\n  certificateArn: arn:aws:iam::111122223333:server-certificate/old',
      '2:19',
      'an ARN such as arn:aws:acm:',
    ],
    [
      'a wrong instance ARN',
      CONNECT.replace('instance/0b9c', 'instanz/0b9c'),
      '3:19',
      'arn: an ARN such as arn:aws:connect',
    ],
    ['a missing queue', CONNECT.replace(/\n {6}queue.*/, ' {}'), '5:', '"queue" is missing'],
    [
      'a queue in another region',
      CONNECT.replace(`queue: {arn: ${QUEUE}`, `queue: {arn: ${QUEUE.replace('us-east-1', 'eu-west-1')}`),
      '6:',
      'this is in eu-west-1, the rest of the deployment in us-east-1',
    ],
    [
      'a region that the ARNs are not in',
      `region: eu-west-1${CONNECT}`,
      '3:19',
      'the rest of the deployment in eu-west-1',
    ],
    [
      'a queue of another instance',
      CONNECT.replace(QUEUE, QUEUE.replaceAll('0b9c', '9999')),
      '6:',
      'does not belong to the instance',
    ],
    [
      'an unknown playbook',
      CONNECT.replace('dental-appointments', 'dental-apointments'),
      '5:5',
      'did you mean "dental-appointments"?',
    ],
    ['an unknown locale', `${CONNECT}      languages: [xx-XX]\n`, '7:19', 'Lex V2 has no locale for "xx-XX"'],
    [
      'a language of another playbook',
      `${CONNECT}      languages: [fr-FR]\n`,
      '7:19',
      'does not speak fr-FR',
    ],
    [
      'Chime without a bot',
      'chimePstn:\n  playbook: dental-appointments\n  numbers: ["+12065550100"]',
      '2:13',
      'has no bot',
    ],
    [
      'a queue that two agents would make',
      [
        'connect:',
        '  instance: {alias: alder-lane}',
        '  agents:',
        '    dental-appointments: {queue: {make: Desk}}',
        '    restaurant: {queue: {make: Desk}}',
      ].join('\n'),
      '5:32',
      '"dental-appointments" makes a queue of this name already',
    ],
    [
      'a language that is named twice',
      `${CONNECT}      languages: [en-US, en-US]\n`,
      '7:',
      'each language once',
    ],
    [
      'a telephone number that is named twice',
      `${CONNECT}chimePstn:\n  playbook: dental-appointments\n  numbers: ["+12065550100", "+12065550100"]`,
      '9:',
      'each number once',
    ],
    [
      'a sender of texts in another region',
      'region: us-east-1\ntexts: {from: arn:aws:sms-voice:eu-west-1:111122223333:pool/pool-1}',
      '2:15',
      'this is in eu-west-1',
    ],
    ['what is no YAML', 'mediaService: {', '1:', 'is not closed'],
    ['a list', '- mediaService', '1:', 'the file'],
  ])('refuses %s, with its line and what would be right', (_, text, place, message) => {
    const problems = problemsOf(text);
    expect(problems).toContain(`parley.config.yaml:${place}`);
    expect(problems).toContain(message);
  });

  it('names everything that is wrong at once', () => {
    const problems = problemsOf('alarms: {email: x}\nmediaService: {tasks: 0}');
    expect(problems).toContain('parley.config.yaml:1:');
    expect(problems).toContain('parley.config.yaml:2:');
  });

  it.each([
    [
      'a part',
      `alarms: {email: x}\nmediaServise: {}${CONNECT.replace(QUEUE, QUEUE.replace('us-east-1', 'eu-west-1'))}`,
      ['email: ', 'did you mean "mediaService"?', 'this is in eu-west-1'],
    ],
    [
      'an agent',
      `${CONNECT}    restaurant: {}\n    dental: {queue: {arn: ${QUEUE}}}\n`,
      ['"queue" is missing', 'there is no playbook "dental"'],
    ],
  ])('names in one run what is wrong with the form of %s and with how the rest fits', (_, text, told) => {
    const problems = problemsOf(text);
    for (const message of told) expect(problems).toContain(message);
  });

  it('does not say that Chime has no bot when the agent that has it is written wrongly', () => {
    const text = `${CONNECT.replace(/queue.*/, 'queue: {}')}    restaurant: {queue: {arn: ${QUEUE}}}
chimePstn:
  playbook: dental-appointments
  numbers: ["+12065550100"]`;
    expect(problemsOf(text)).toContain('either {arn: <a queue of the instance>}');
    expect(problemsOf(text)).not.toContain('has no bot');
  });

  it('refuses an unknown region of a certificate beside a media service elsewhere', () => {
    const text = `region: eu-central-1\nmediaService:\n  certificateArn: ${CERTIFICATE}`;
    expect(problemsOf(text)).toContain('parley.config.yaml:3:');
  });
});
