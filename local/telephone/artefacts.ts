import * as z from 'zod';
import type { Resource, Template } from '../cloud/template.ts';
import { CloudProblem } from '../cloud-problem.ts';
import type { ConnectInstance } from './connect/contact-call.ts';
import type { Hours } from './connect/hours.ts';
import { createTask } from './flow/actions/create-task.ts';
import { FLOW_ACTIONS } from './flow/actions/index.ts';
import { type ContactFlow, readContactFlow } from './flow/contact-flow.ts';
import { FlowProblem } from './flow/flow-problem.ts';
import type { BotAlias, BotLocale } from './lex/bot.ts';

/** What of the synthesized stack is played by the telephone. */
export interface TelephoneArtefacts {
  /** Undefined when the stack has no contact flow. */
  connect: ConnectInstance | undefined;
  /** Undefined when the stack has no SIP media application. */
  chime: SipMediaApplication | undefined;
}

export interface SipMediaApplication {
  id: string;
  functionArn: string;
  /** Whom its numbers lead to. */
  playbook: string;
  bots: readonly BotAlias[];
}

const Flow = z.object({
  InstanceArn: z.string(),
  Name: z.string(),
  Type: z.string(),
  Content: z.string(),
});
const HoursOfOperation = z.object({
  TimeZone: z.string(),
  Config: z.array(
    z.object({
      Day: z.string(),
      StartTime: z.object({ Hours: z.number(), Minutes: z.number() }),
      EndTime: z.object({ Hours: z.number(), Minutes: z.number() }),
    }),
  ),
});
const SipApplication = z.object({ Endpoints: z.tuple([z.object({ LambdaArn: z.string() })]) });
const SipFunction = z.object({
  Environment: z.object({ Variables: z.object({ PLAYBOOK: z.string() }) }),
});

const Bot = z.object({
  Name: z.string(),
  BotLocales: z.array(
    z.object({
      LocaleId: z.string(),
      NluConfidenceThreshold: z.number(),
      SpeechRecognitionSettings: z
        .object({ SpeechModelPreference: z.enum(['Standard', 'Neural', 'Advanced']) })
        .optional(),
      VoiceSettings: z.object({ VoiceId: z.string(), Engine: z.string().optional() }).optional(),
      Intents: z.array(
        z.object({
          Name: z.string(),
          ParentIntentSignature: z.string().optional(),
          SampleUtterances: z.array(z.object({ Utterance: z.string() })).default([]),
        }),
      ),
    }),
  ),
});
type Bot = z.infer<typeof Bot>;
const Alias = z.object({
  BotId: z.string(),
  BotVersion: z.string(),
  BotAliasName: z.string(),
  BotAliasLocaleSettings: z
    .array(
      z.object({
        LocaleId: z.string(),
        BotAliasLocaleSetting: z.object({
          Enabled: z.boolean(),
          CodeHookSpecification: z.object({ LambdaCodeHook: z.object({ LambdaArn: z.string() }) }).optional(),
        }),
      }),
    )
    .default([]),
  SentimentAnalysisSettings: z.object({ DetectSentiment: z.boolean() }).optional(),
});
type Alias = z.infer<typeof Alias>;

/** The number of a contact flow to which none was claimed: reserved for fiction (NANPA 555-01XX). */
const NUMBER = '+12065550199';
const FALLBACK = 'AMAZON.FallbackIntent';
/** Lex's recognition of a locale that names none. */
const USUAL_SPEECH_MODEL = 'Standard';

/**
 * Reads the flows, bots and applications out of the synthesized templates.
 *
 * @throws CloudProblem, also for a flow that Connect would refuse or that cannot be played.
 */
export function readArtefacts(templates: readonly Template[]): TelephoneArtefacts {
  const resources = templates.flatMap((template) => template.resources);
  const of = (type: string): Resource[] => resources.filter((resource) => resource.type === type);
  const bots = readAliases(of('AWS::Lex::BotAlias'), of('AWS::Lex::Bot'));
  const [application] = of('AWS::Chime::SipMediaApplication');
  return {
    connect: readInstance(of('AWS::Connect::ContactFlow'), of('AWS::Connect::HoursOfOperation'), bots),
    chime: application && readApplication(application, of('AWS::Lambda::Function'), bots),
  };
}

function readApplication(
  application: Resource,
  functions: readonly Resource[],
  bots: readonly BotAlias[],
): SipMediaApplication {
  const [{ LambdaArn: functionArn }] = application.read(SipApplication).Endpoints;
  const answering = functions.find(({ identity }) => identity.attributes.Arn === functionArn);
  if (answering === undefined)
    throw new CloudProblem(`The function of ${application.logicalId} is not in the template.`);
  const { PLAYBOOK: playbook } = answering.read(SipFunction).Environment.Variables;
  return { id: application.identity.ref, functionArn, playbook, bots };
}

function readInstance(
  flows: readonly Resource[],
  hours: readonly Resource[],
  bots: readonly BotAlias[],
): ConnectInstance | undefined {
  const read = flows.map((resource) => ({ arn: resource.identity.ref, ...resource.read(Flow) }));
  const byArn = new Map<string, ContactFlow>(
    read.map(({ arn, Name, Content }) => [arn, readFlow(Name, Content)]),
  );
  const ofTasks = new Set([...byArn.values()].flatMap(flowsOfTasks));
  const entries = read.filter(({ arn, Type }) => Type === 'CONTACT_FLOW' && !ofTasks.has(arn));
  const [first] = entries;
  if (first === undefined) return undefined;
  return {
    arn: first.InstanceArn,
    number: NUMBER,
    entries: entries.flatMap(({ arn }) => byArn.get(arn) ?? []),
    flows: byArn,
    bots,
    hours: hours.map(readHours),
  };
}

/** The flows that a flow makes tasks for: no caller comes into those. */
function flowsOfTasks({ actions }: ContactFlow): unknown[] {
  const tasks = [...actions.values()].filter(({ Type }) => Type === createTask.type);
  return tasks.map(({ Parameters }) => Parameters.ContactFlowId);
}

function readFlow(name: string, content: string): ContactFlow {
  try {
    return readContactFlow(name, content, (type) => FLOW_ACTIONS.has(type));
  } catch (cause) {
    if (!(cause instanceof FlowProblem)) throw cause;
    throw new CloudProblem(cause.message, { cause });
  }
}

function readHours(resource: Resource): Hours {
  const { TimeZone, Config } = resource.read(HoursOfOperation);
  return {
    arn: resource.identity.ref,
    timeZone: TimeZone,
    periods: Config.map(({ Day, StartTime, EndTime }) => ({
      day: Day,
      start: { hours: StartTime.Hours, minutes: StartTime.Minutes },
      end: { hours: EndTime.Hours, minutes: EndTime.Minutes },
    })),
  };
}

function readAliases(aliases: readonly Resource[], bots: readonly Resource[]): BotAlias[] {
  return aliases.map((resource) => {
    const alias = resource.read(Alias);
    const bot = bots.find(({ identity }) => identity.ref === alias.BotId)?.read(Bot);
    if (bot === undefined)
      throw new CloudProblem(`The alias ${resource.logicalId} is of a bot that is not in the template.`);
    return {
      botId: alias.BotId,
      botName: bot.Name,
      botVersion: alias.BotVersion,
      aliasId: resource.identity.attributes.BotAliasId ?? resource.identity.ref,
      aliasName: alias.BotAliasName,
      aliasArn: resource.identity.attributes.Arn ?? resource.identity.ref,
      detectsSentiment: alias.SentimentAnalysisSettings?.DetectSentiment === true,
      locales: bot.BotLocales.flatMap((locale) => readLocale(locale, alias)),
    };
  });
}

/** A locale that the alias has switched off is not there. */
function readLocale(locale: Bot['BotLocales'][number], alias: Alias): BotLocale[] {
  const setting = alias.BotAliasLocaleSettings.find(({ LocaleId }) => LocaleId === locale.LocaleId);
  if (setting?.BotAliasLocaleSetting.Enabled !== true) return [];
  const fallback = locale.Intents.find(({ ParentIntentSignature }) => ParentIntentSignature === FALLBACK);
  if (fallback === undefined)
    throw new CloudProblem(
      `The bot's locale ${locale.LocaleId} has no fallback intent: Lex cannot build it.`,
    );
  return [
    {
      localeId: locale.LocaleId,
      confidenceThreshold: locale.NluConfidenceThreshold,
      speechModel: locale.SpeechRecognitionSettings?.SpeechModelPreference ?? USUAL_SPEECH_MODEL,
      voice:
        locale.VoiceSettings === undefined
          ? undefined
          : { name: locale.VoiceSettings.VoiceId, engine: locale.VoiceSettings.Engine ?? 'standard' },
      intents: locale.Intents.filter((intent) => intent !== fallback).map(({ Name, SampleUtterances }) => ({
        name: Name,
        sampleUtterances: SampleUtterances.map(({ Utterance }) => Utterance),
      })),
      fallback: fallback.Name,
      codeHookArn: setting.BotAliasLocaleSetting.CodeHookSpecification?.LambdaCodeHook.LambdaArn,
    },
  ];
}
