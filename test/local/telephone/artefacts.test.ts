import { beforeAll, describe, expect, it } from 'vitest';
import { isOpen } from '../../../local/telephone/connect/hours.ts';
import { addressOf, placeFrom } from '../../../local/telephone/place.ts';
import { requireNumber } from '../../../local/telephone/require-number.ts';
import { LineFault } from '../../../media/lines/caller-line.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import { SYNTH_MS, synthesizedArtefacts } from '../../builders/a-telephone.ts';

beforeAll(() => void synthesizedArtefacts(), SYNTH_MS);

describe('what the telephone reads out of the synthesized template', () => {
  it('the contact flow of each playbook, its whisper, its bot, and who calls whom', () => {
    const { connect } = synthesizedArtefacts();
    expect(connect?.entries.map(({ name }) => name)).toEqual(['Parley dental-appointments']);
    expect(connect?.flows.size).toBe(3);
    const [alias] = connect?.bots ?? [];
    expect(alias?.locales.map(({ localeId }) => localeId)).toEqual(
      dentalPlaybook().locales.map((locale) => locale.replace('-', '_')),
    );
    expect(alias?.locales[0]?.codeHookArn).toMatch(/^arn:aws:lambda:us-east-1:000000000000:function:Parley-/);
    expect(alias?.detectsSentiment).toBe(true);
  });

  it('the hours of the queue, in the time zone of the practice', () => {
    const [hours] = synthesizedArtefacts().connect?.hours ?? [];
    if (hours === undefined) throw new Error('The queue has no hours.');
    expect(isOpen(hours, Date.parse('2026-11-23T18:00:00Z'))).toBe(true);
    expect(isOpen(hours, Date.parse('2026-11-24T06:00:00Z'))).toBe(false);
  });

  it('the SIP media application shares the bot', () => {
    const { connect, chime } = synthesizedArtefacts();
    expect(chime?.functionArn).toMatch(/^arn:aws:lambda:/);
    expect(chime?.bots).toEqual(connect?.bots);
  });

  it.each(['connect', 'chime-pstn'] as const)(
    'the %s line refuses whom none of its numbers leads to',
    (line) => {
      const artefacts = synthesizedArtefacts();
      requireNumber(artefacts, line, 'dental-appointments');
      expect(() => requireNumber(artefacts, line, 'dentist')).toThrow(
        `${line} line leads to a playbook "dentist"`,
      );
      expect(() => requireNumber({ connect: undefined, chime: undefined }, line, 'dentist')).toThrow(
        LineFault,
      );
    },
  );
});

describe('hours of operation', () => {
  const hours = {
    arn: 'arn',
    timeZone: 'America/Los_Angeles',
    periods: [
      { day: 'MONDAY', start: { hours: 8, minutes: 0 }, end: { hours: 17, minutes: 30 } },
      { day: 'TUESDAY', start: { hours: 20, minutes: 0 }, end: { hours: 0, minutes: 0 } },
    ],
  };

  it.each([
    ['2026-11-23T07:59:00-08:00', false],
    ['2026-11-23T08:00:00-08:00', true],
    ['2026-11-23T17:29:00-08:00', true],
    ['2026-11-23T17:30:00-08:00', false],
    ['2026-11-24T23:59:00-08:00', true],
    ['2026-11-25T00:00:00-08:00', false],
  ])('at %s: %s', (at, open) => {
    expect(isOpen(hours, Date.parse(at))).toBe(open);
  });
});

describe("a line's address", () => {
  it('says the line and who is at its end', () => {
    const address = addressOf('ws://127.0.0.1:40123/call', 'chime-pstn', 'never');
    expect(placeFrom(new URL(address).pathname + new URL(address).search)).toMatchObject({
      line: 'chime-pstn',
      queue: { agent: 'never', hours: 'open' },
    });
  });

  it('what makes no sense in it is a call to Connect with a person at hand', () => {
    expect(placeFrom('/call?line=carrier-pigeon&agent=ghost')).toMatchObject({
      line: 'connect',
      queue: { agent: 'accepts' },
    });
  });
});
