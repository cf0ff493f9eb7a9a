import { describe, expect, it } from 'vitest';
import { complaints, playbookWith } from '../../builders/playbook-text.ts';

const CONNECTOR = `connectors:
  check_area:
    description: Says whether we work in an area.
    method: GET
    url: https://api.example.com/areas/{zip}
    headers: { x-api-key: { secret: area-key } }
    input: { type: object, properties: { zip: { type: string } }, required: [zip] }
    output: { type: object, properties: { served: { type: boolean } } }
    timeoutMs: 2000
    idempotent: true
`;
const MESSAGES = `messages:
  mostPerCall: 1
  decline: { en-US: [no texts] }
  templates:
    directions: { en-US: "Find us at https://example.com/way_in, {name}." }
`;

/** What is wrong with the small playbook when this stands before its rules, with a change in it. */
function complaintsOf(section: string, from = '', to = ''): string[] {
  expect(section).toContain(from);
  return complaints(playbookWith(['rules:\n', `${section.replace(from, to)}rules:\n`])).map((line) =>
    line.replace(/^\S+\s+/, ''),
  );
}

describe('a connector', () => {
  it('may stand in a playbook', () => {
    expect(complaintsOf(CONNECTOR)).toEqual([]);
  });

  it.each([
    ['https://api.example.com/areas/{zip}', 'http://api.example.com/{zip}', 'is not encrypted; use https'],
    ['https://api.example.com/areas/{zip}', 'https://{zip}.example.com/', 'the host must be written out'],
    ['https://api.example.com/areas/{zip}', 'https://169.254.169.254/{zip}', 'is an address of a machine'],
    ['https://api.example.com/areas/{zip}', 'https://a:b@example.com/{zip}', 'use headers with a secret'],
    ['https://api.example.com/areas/{zip}', 'areas/{zip}', 'is no address'],
    ['/areas/{zip}', '/areas/{zpi}', 'did you mean "zip"?'],
    ['required: [zip]', 'required: []', '{zip} may be missing'],
    ['output: { type: object', 'output: { type: objekt', 'a type is one of object, array'],
    ['{ served: { type: boolean } }', '{ served: { type: bool } }', 'output is no JSON Schema that can be'],
    [
      'required: [zip]',
      'required: [zip, zpi]',
      '"zpi" is required and not among properties; did you mean "zip"?',
    ],
    ['idempotent: true', 'idempotent: maybe', 'idempotent should be true or false, not "maybe"'],
    ['input: { type: object', 'input: { type: string', 'input should be a schema of an object'],
    ['{ secret: area-key }', '{ sekret: area-key }', 'did you mean "secret"?'],
    ['check_area:', 'end_call:', 'is the name of a tool that every playbook has'],
    ['idempotent: true\n', 'idempotent: true\n    sets: { area: /area }\n', 'there is no variable "area"'],
  ])('with %j written as %j is refused with what would be right', (from, to, message) => {
    expect(complaintsOf(CONNECTOR, from, to).join('\n')).toContain(message);
  });

  it('is not listed under tools as well, which is said in place of the tools that there are', () => {
    const text = playbookWith(['rules:\n', `${CONNECTOR}rules:\n`], ['tools:\n', 'tools:\n  - check_area\n']);
    expect(complaints(text)).toEqual([
      expect.stringContaining('the connector "check_area" need not be listed here'),
    ]);
  });

  it('sets variables from parts that its answer has', () => {
    const variables = 'variables: { area: { description: Served or not., type: yes-no, from: tool } }\n';
    const setting = (pointer: string) =>
      complaintsOf(`${CONNECTOR}    sets: { area: ${pointer} }\n${variables}`);
    expect(setting('/served')).toEqual([]);
    expect(setting('/servd')).toEqual(['output has no "servd"; did you mean "served"?']);
    // What lies below a part that the schema leaves open cannot be told.
    expect(setting('/served/more')).toEqual([]);
  });

  it('may be the tool of a goal that collects what it needs', () => {
    const [problem, ...others] = complaints(
      playbookWith(['rules:\n', `${CONNECTOR}rules:\n`]).replace(
        'tool: cancel_appointment',
        'tool: check_area',
      ),
    );
    expect(problem).toContain('check_area needs "zip"');
    expect(others).toEqual([]);
  });
});

describe('text messages', () => {
  it('need the tool that sends them, and it needs them', () => {
    expect(complaintsOf(MESSAGES)).toEqual(['nothing sends these texts; add send_text to tools']);
    const listed = playbookWith(['\ntools:\n', '\ntools:\n  - send_text\n']);
    expect(complaints(listed).join()).toContain('send_text needs texts to send');
  });

  it('are written, not spoken, but have no holes that nothing fills', () => {
    const text = playbookWith(['\ntools:\n', '\ntools:\n  - send_text\n']);
    expect(complaints(text.replace('rules:\n', `${MESSAGES}rules:\n`))).toEqual([]);
    const hole = MESSAGES.replace('{name}', '{nmae}');
    expect(complaints(text.replace('rules:\n', `${hole}rules:\n`)).join()).toContain('did you mean {name}?');
  });
});

describe('what goes into a lead', () => {
  it('is a field or variable of the call', () => {
    expect(complaintsOf('crm: { fields: { who: nmae }, status: new }\n')).toEqual([
      'there is no field or variable "nmae"; did you mean "name"?',
    ]);
    expect(complaintsOf('crm: { fields: { who: name }, status: new, sets: { gold: status } }\n')).toEqual([
      'there is no variable "gold" with from: tool; declare it under variables',
    ]);
  });
});
