import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LexSession } from '../../../agent/lex/session.ts';
import { SETTING_KEYS } from '../../../agent/lex/settings.ts';
import type { ConfigurationInput } from '../../../lib/configuration/schema.ts';
import { lexLocale, lexLocales } from '../../../lib/connect/locales.ts';
import { synthesizeTemplate } from '../../../lib/synthesize.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';
import { stackWith } from '../../builders/stack.ts';

const INSTANCE = 'arn:aws:connect:us-east-1:111122223333:instance/0b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11';
const AGENT = 'dental-appointments';
const MADE: ConfigurationInput = {
  connect: {
    instance: { alias: 'alder-lane' },
    agents: { [AGENT]: { queue: { make: 'Front desk', maxWaiting: 5 } } },
  },
};
const GIVEN: ConfigurationInput = {
  connect: {
    instance: { arn: INSTANCE },
    agents: {
      [AGENT]: {
        queue: { arn: `${INSTANCE}/queue/1b9c1a52-7d53-4b0e-9a0e-5f2f4f6f0c11` },
        claimNumber: { country: 'US', type: 'DID' },
      },
    },
  },
};
const { template } = stackWith(MADE);

const Action = z.object({
  Identifier: z.string(),
  Type: z.string(),
  Parameters: z.record(z.string(), z.unknown()),
  Transitions: z.object({
    NextAction: z.string().optional(),
    Errors: z.array(z.object({ NextAction: z.string(), ErrorType: z.string() })).default([]),
    Conditions: z
      .array(
        z.object({
          NextAction: z.string(),
          Condition: z.object({ Operator: z.string(), Operands: z.tuple([z.string()]) }),
        }),
      )
      .default([]),
  }),
});
type Action = z.infer<typeof Action>;

/** The call's flow. */
function flowOf(from: Template, agent = AGENT): Map<string, Action> {
  return actionsOf(from, `Parley ${agent}`);
}

/** The blocks of a flow by its name, with every reference of CloudFormation as some text. */
function actionsOf(from: Template, name: string): Map<string, Action> {
  const [flow] = Object.values(
    from.findResources('AWS::Connect::ContactFlow', { Properties: { Name: name } }),
  );
  const parts: unknown[] = flow?.Properties.Content['Fn::Join'][1];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'arn:x')).join('');
  const { Actions } = z.object({ Actions: z.array(Action) }).parse(JSON.parse(text));
  return new Map(Actions.map((action) => [action.Identifier, action]));
}

/** Every block that can be reached from one, the one included. */
function reachedFrom(
  flow: ReadonlyMap<string, Action>,
  start: string,
  through?: (action: Action) => boolean,
): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const action = flow.get(name);
    if (action === undefined || reached.has(name)) continue;
    reached.add(name);
    if (through?.(action) === false) continue;
    const { NextAction, Errors, Conditions } = action.Transitions;
    waiting.push(
      ...(NextAction === undefined ? [] : [NextAction]),
      ...[...Errors, ...Conditions].map((one) => one.NextAction),
    );
  }
  return reached;
}

const flow = flowOf(template);
const ofType = (type: string): Action[] => [...flow.values()].filter((action) => action.Type === type);
const errorTarget = (name: string, error: string): string | undefined =>
  flow.get(name)?.Transitions.Errors.find(({ ErrorType }) => ErrorType === error)?.NextAction;

describe('the flow of a call', () => {
  it('sets voice and language, lets the hook greet, and only then talks', () => {
    const before = reachedFrom(flow, 'log', ({ Identifier }) => Identifier !== 'talk');
    for (const block of ['voice', 'language', 'enter', 'talk']) expect(before).toContain(block);
    expect(flow.get('talk')?.Parameters).toMatchObject({ SSML: '$.External.prompt' });
    expect(flow.get('voice')?.Parameters).toEqual({
      TextToSpeechVoice: 'Joanna',
      TextToSpeechEngine: 'Neural',
    });
    expect(flow.get('language')?.Parameters).toEqual({ LanguageCode: 'en-US' });
  });

  it('tells Lex all that the hook reads back', () => {
    const { LexSessionAttributes } = z
      .object({ LexSessionAttributes: z.record(z.string(), z.string()) })
      .parse(flow.get('talk')?.Parameters);
    const told = Object.keys(LexSessionAttributes);
    expect(told).toEqual(
      expect.arrayContaining(Object.keys(LexSession.shape).filter((key) => key !== 'waits')),
    );
    expect(told).toEqual(expect.arrayContaining(Object.values(SETTING_KEYS)));
  });

  it('has a condition for every intent of the bot', () => {
    const [bot] = Object.values(template.findResources('AWS::Lex::Bot'));
    const intents: string[] = bot?.Properties.BotLocales[0].Intents.map(({ Name }: { Name: string }) => Name);
    const conditions = flow.get('talk')?.Transitions.Conditions.map(({ Condition }) => Condition.Operands[0]);
    expect(intents.length).toBe(8);
    expect(conditions?.toSorted()).toEqual(intents.toSorted());
  });

  it('enters the talk again after every ending that the hook did not ask for, Lex’s 15 minutes among them', () => {
    for (const error of ['InputTimeLimitExceeded', 'NoMatchingError']) {
      const next = errorTarget('talk', error) ?? '';
      expect(reachedFrom(flow, next, ({ Identifier }) => Identifier !== 'talk')).toContain('talk');
    }
  });

  it('never drops a caller because of an error: a person, or the promise of a call back, comes first', () => {
    const failures = [...flow.values()].flatMap(({ Identifier, Transitions }) =>
      Transitions.Errors.map(({ ErrorType, NextAction }) => ({
        at: `${Identifier}: ${ErrorType}`,
        NextAction,
      })),
    );
    expect(failures.length).toBeGreaterThan(20);
    const spokenLast = ['last-words', 'call-back'];
    for (const { at, NextAction } of failures) {
      if (spokenLast.some((block) => at.startsWith(block))) continue;
      expect(NextAction, at).not.toBe('hang-up');
    }
  });

  it('hangs up in one place only, which only a goodbye leads to', () => {
    expect(ofType('DisconnectParticipant')).toHaveLength(1);
    const before = [...flow.values()].filter(({ Transitions: { NextAction, Conditions } }) =>
      [NextAction, ...Conditions.map((one) => one.NextAction)].includes('hang-up'),
    );
    expect(before.map(({ Identifier }) => Identifier).toSorted()).toEqual([
      'call-back-words',
      'last-words',
      'route',
    ]);
  });

  it('hands over with attributes, a whisper, the queue and its hours; closed and full promise a call back', () => {
    const way = reachedFrom(flow, 'tell');
    for (const block of [
      'tell',
      'whisper',
      'queue',
      'hours',
      'wait-for-person',
      'closed',
      'queue-full',
      'failed',
    ])
      expect(way).toContain(block);
    expect(flow.get('tell')?.Parameters).toMatchObject({
      Attributes: { summary: '$.Lex.SessionAttributes.summary', need: '$.Lex.SessionAttributes.need' },
    });
    expect(errorTarget('wait-for-person', 'QueueAtCapacity')).toBe('queue-full');
    expect(flow.get('hours')?.Transitions.Conditions).toContainEqual(
      expect.objectContaining({ NextAction: 'closed' }),
    );
  });

  it('changes voice and language together when the language changes, and goes on talking', () => {
    const targets = flow.get('which-language')?.Transitions.Conditions ?? [];
    expect(targets.map(({ Condition }) => Condition.Operands[0])).toEqual(dentalPlaybook().locales);
    for (const { NextAction, Condition } of targets) {
      const [locale] = Condition.Operands;
      const switched = reachedFrom(flow, NextAction, ({ Identifier }) => Identifier !== 'talk');
      for (const block of [`voice-${locale}`, `language-${locale}`, 'talk'])
        expect(switched).toContain(block);
      expect(flow.get(`language-${locale}`)?.Parameters).toEqual({ LanguageCode: locale });
    }
  });

  it('asks a function for no longer than Connect waits', () => {
    for (const { Parameters } of ofType('InvokeLambdaFunction'))
      expect(Number(Parameters.InvocationTimeLimitSeconds)).toBeLessThanOrEqual(8);
  });

  it('records nobody unless the playbook has a notice, which then comes first', () => {
    expect(ofType('UpdateContactRecordingBehavior')).toEqual([]);
    const playbook = aPlaybook({ recordingNotice: { 'en-US': 'This call is recorded.' } });
    const recorded = flowOf(
      synthesizeTemplate(
        { connect: { instance: { arn: INSTANCE }, agents: { [playbook.id]: { queue: { make: 'q' } } } } },
        [playbook],
      ).template,
      playbook.id,
    );
    const before = reachedFrom(recorded, 'log', ({ Identifier }) => Identifier !== 'recording-notice');
    expect(before).toContain('record');
    expect(before).not.toContain('enter');
  });
});

describe('where nobody is there', () => {
  const task = actionsOf(template, `Parley ${AGENT} callback`);

  it('a promise to call back becomes a task before it is spoken, with what the hook says of it', () => {
    for (const why of ['closed', 'queue-full', 'failed'])
      expect(flow.get(why)?.Transitions.NextAction).toBe('promised');
    const [promised] = flow.get('promised')?.Transitions.Conditions ?? [];
    expect([promised?.Condition.Operands[0], promised?.NextAction]).toEqual(['promised', 'task']);
    expect(flow.get('task')?.Transitions.NextAction).toBe('last-words');
    expect(flow.get('task')?.Parameters).toMatchObject({
      Name: '$.External.taskName',
      Description: '$.External.taskText',
      Attributes: { ticket: '$.External.ticket', callBackNumber: '$.External.callBackNumber' },
    });
  });

  it('a hook out of reach still leaves a task with the caller’s number', () => {
    for (const why of ['closed', 'queue-full', 'failed'])
      expect(errorTarget(why, 'NoMatchingError')).toBe('call-back');
    expect(flow.get('call-back')?.Type).toBe('CreateTask');
    expect(flow.get('call-back')?.Parameters).toMatchObject({ Description: '$.CustomerEndpoint.Address' });
    expect(flow.get('call-back-words')?.Parameters.Text).toMatch(/call you back\. Goodbye!$/);
  });

  it('the task waits in the queue that the caller did not get through, and comes back to one that is full', () => {
    expect(task.get('queue')?.Parameters).toEqual(flow.get('queue')?.Parameters);
    const full = task.get('wait-for-person')?.Transitions.Errors.map(({ NextAction }) => NextAction);
    expect(full).toEqual(['later', 'later']);
    expect(task.get('later')?.Transitions.Conditions).toEqual([
      { NextAction: 'queue', Condition: { Operator: 'Equals', Operands: ['WaitCompleted'] } },
    ]);
  });

  it('a holiday of the playbook is closed, whatever the weekday', () => {
    expect(flow.get('queue')?.Transitions.NextAction).toBe('holiday');
    const [yes] = flow.get('holiday')?.Transitions.Conditions ?? [];
    expect([yes?.Condition.Operands[0], yes?.NextAction]).toEqual(['yes', 'closed']);
    expect(errorTarget('holiday', 'NoMatchingCondition')).toBe('hours');
  });

  it('a queue with hours of its own is asked for those alone', () => {
    expect(flowOf(stackWith(GIVEN).template).get('queue')?.Transitions.NextAction).toBe('hours');
  });
});

describe('the bot', () => {
  const BotResource = z.object({
    Properties: z.object({
      BotLocales: z.array(
        z.object({
          LocaleId: z.string(),
          SpeechRecognitionSettings: z.object({ SpeechModelPreference: z.string() }),
          Intents: z.array(
            z.object({
              Name: z.string(),
              ParentIntentSignature: z.string().optional(),
              DialogCodeHook: z.object({ Enabled: z.boolean() }),
            }),
          ),
        }),
      ),
    }),
  });
  const [bot] = Object.values(template.findResources('AWS::Lex::Bot')).map((one) => BotResource.parse(one));
  const locales = bot?.Properties.BotLocales ?? [];

  it('has a locale for each language of the playbook, with the best speech model that is known for it', () => {
    expect(
      locales.map(({ LocaleId, SpeechRecognitionSettings }) => [LocaleId, SpeechRecognitionSettings]),
    ).toEqual(
      dentalPlaybook().locales.map((locale) => [
        locale.replace('-', '_'),
        { SpeechModelPreference: 'Advanced' },
      ]),
    );
  });

  it('asks the hook whatever the intent, the fallback for free speech among them', () => {
    for (const { Intents } of locales) {
      expect(Intents.every(({ DialogCodeHook }) => DialogCodeHook.Enabled)).toBe(true);
      expect(
        Intents.filter(({ ParentIntentSignature }) => ParentIntentSignature === 'AMAZON.FallbackIntent'),
      ).toHaveLength(1);
    }
  });

  it('is published as a new version when its content changes, and only then', () => {
    const versionOf = (playbook: ReturnType<typeof aPlaybook>) =>
      Object.keys(
        synthesizeTemplate(
          { connect: { instance: { arn: INSTANCE }, agents: { [playbook.id]: { queue: { make: 'q' } } } } },
          [playbook],
        ).template.findResources('AWS::Lex::BotVersion'),
      );
    const same = versionOf(aPlaybook());
    expect(versionOf(aPlaybook())).toEqual(same);
    const goals = aPlaybook().source.goals;
    const changed = Object.fromEntries(
      Object.entries(goals).map(([id, goal]) => [id, { ...goal, phrases: { 'en-US': [`please ${id}`] } }]),
    );
    expect(versionOf(aPlaybook({ goals: changed }))).not.toEqual(same);
  });

  it('tells the sentiment, runs the hook, and lets only this instance talk to its alias', () => {
    template.hasResourceProperties('AWS::Lex::BotAlias', {
      SentimentAnalysisSettings: { DetectSentiment: true },
      BotAliasLocaleSettings: dentalPlaybook().locales.map((locale) => ({
        LocaleId: locale.replace('-', '_'),
        BotAliasLocaleSetting: { Enabled: true, CodeHookSpecification: Match.anyValue() },
      })),
    });
    template.hasResourceProperties('AWS::Lex::ResourcePolicy', {
      Policy: {
        Statement: [
          Match.objectLike({
            Principal: { Service: 'connect.amazonaws.com' },
            Condition: Match.objectLike({ ArnEquals: { 'AWS:SourceArn': Match.anyValue() } }),
          }),
        ],
      },
    });
  });

  it('says in the synth output which language is not heard with the best model', () => {
    expect(lexLocale('sv-SE')?.speechModel).toBe('Standard');
    expect(lexLocale('xx-XX')).toBeUndefined();
    for (const { id, source } of lexLocales()) {
      expect(id).toMatch(/^[a-z]{2}_([A-Z]{2}|419)$/);
      expect(source.length).toBeGreaterThan(30);
    }
  });
});

describe('the instance', () => {
  it('is made when it is named, and knows the bot and the hook', () => {
    template.resourceCountIs('AWS::Connect::Instance', 1);
    for (const IntegrationType of ['LEX_BOT', 'LAMBDA_FUNCTION'])
      template.hasResourceProperties('AWS::Connect::IntegrationAssociation', { IntegrationType });
  });

  it('knows a bot only after the bot lets it in: Connect’s own statement must find a policy to join', () => {
    const [[policy] = []] = Object.entries(template.findResources('AWS::Lex::ResourcePolicy'));
    const associations = template.findResources('AWS::Connect::IntegrationAssociation', {
      Properties: { IntegrationType: 'LEX_BOT' },
    });
    expect(Object.values(associations).map(({ DependsOn }) => DependsOn)).toEqual([[policy]]);
  });

  it('stays when another alias makes another one', () => {
    template.hasResource('AWS::Connect::Instance', { UpdateReplacePolicy: 'Retain' });
  });

  it('is left alone when it exists', () => {
    const given = stackWith(GIVEN).template;
    given.resourceCountIs('AWS::Connect::Instance', 0);
    given.resourceCountIs('AWS::Connect::Queue', 0);
    given.hasResourceProperties('AWS::Connect::ContactFlow', { InstanceArn: INSTANCE });
  });

  it('has the queue with the playbook’s hours', () => {
    template.hasResourceProperties('AWS::Connect::Queue', { Name: 'Front desk', MaxContacts: 5 });
    template.hasResourceProperties('AWS::Connect::HoursOfOperation', {
      TimeZone: 'America/Los_Angeles',
      Config: Match.arrayWith([
        { Day: 'MONDAY', StartTime: { Hours: 8, Minutes: 0 }, EndTime: { Hours: 12, Minutes: 0 } },
      ]),
    });
  });

  it('brings the queue’s calls and tasks to whoever has its routing profile', () => {
    const queueArn = { 'Fn::GetAtt': [Match.stringLikeRegexp('Queue'), 'QueueArn'] };
    template.hasResourceProperties('AWS::Connect::RoutingProfile', {
      DefaultOutboundQueueArn: queueArn,
      MediaConcurrencies: [
        { Channel: 'VOICE', Concurrency: 1 },
        { Channel: 'TASK', Concurrency: 1 },
      ],
      QueueConfigs: ['VOICE', 'TASK'].map((Channel) =>
        Match.objectLike({ QueueReference: { Channel, QueueArn: queueArn } }),
      ),
    });
    stackWith(GIVEN).template.resourceCountIs('AWS::Connect::RoutingProfile', 0);
  });

  it('has a place for recordings when it is new and callers are told that they are recorded', () => {
    template.resourceCountIs('AWS::Connect::InstanceStorageConfig', 0);
    const playbook = aPlaybook({ recordingNotice: { 'en-US': 'This call is recorded.' } });
    const made = synthesizeTemplate(
      { connect: { instance: { alias: 'elm' }, agents: { [playbook.id]: { queue: { make: 'q' } } } } },
      [playbook],
    ).template;
    made.hasResourceProperties('AWS::Connect::InstanceStorageConfig', {
      ResourceType: 'CALL_RECORDINGS',
      StorageType: 'S3',
      S3Config: { BucketName: { Ref: Match.stringLikeRegexp('CallRecordings') } },
    });
    made.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        BucketEncryption: Match.anyValue(),
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 90, Status: 'Enabled' })] },
      },
    });
    made.hasResource('AWS::Connect::ContactFlow', {
      Properties: { Name: `Parley ${playbook.id}` },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('CallRecordingsStorage')]),
    });
  });

  it('claims a number and points it at the flow only where one is asked for', () => {
    template.resourceCountIs('AWS::Connect::PhoneNumber', 0);
    template.resourceCountIs('Custom::ParleyFlowOfNumber', 0);
    const { template: given } = stackWith(GIVEN);
    given.hasResourceProperties('AWS::Connect::PhoneNumber', { CountryCode: 'US', Type: 'DID' });
    given.hasResourceProperties('Custom::ParleyFlowOfNumber', {
      ContactFlowId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Flow'), 'ContactFlowArn'] },
    });
  });

  it('lets go of a number that another one has replaced, whose ARN no template has any more', () => {
    stackWith(GIVEN).template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'connect:DisassociatePhoneNumberContactFlow',
            Resource: Match.arrayWith([
              { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':phone-number/\\*$')])] },
            ]),
          }),
        ]),
      },
    });
  });

  it('tells the record of its contact events, and of no other instance’s', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.connect'],
        detail: Match.objectLike({
          instanceArn: [Match.anyValue()],
          eventType: ['QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED'],
        }),
      },
      EventBusName: Match.absent(),
    });
  });
});
