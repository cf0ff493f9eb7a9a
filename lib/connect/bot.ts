import { createHash } from 'node:crypto';
import { Annotations, Aws, Lazy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnBot, CfnBotAlias, CfnBotVersion, CfnResourcePolicy } from 'aws-cdk-lib/aws-lex';
import { Construct } from 'constructs';
import { botIntents, FALLBACK_INTENT, intentNames } from '../../agent/lex/intents.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { type LexLocale, lexLocale } from './locales.ts';

/** Below it Lex gives the fallback, which is where free speech belongs: only plain words are an intent. */
const NLU_CONFIDENCE = 0.6;
/** How long Lex keeps a session that nobody speaks in: longer than any silence the agent allows. */
const IDLE_SESSION_SECONDS = 300;
/** Hex digits of the version's content in its logical id. */
const HASH_DIGITS = 8;
const ALIAS_NAME = 'live';

/** Who may hold conversations with the bot. */
export interface BotUser {
  /** Service principal, such as connect.amazonaws.com. */
  service: string;
  actions: string[];
  sourceArn: string;
}

export interface BotProps {
  playbook: CompiledPlaybook;
  /** BCP-47; the first is the one in which a call begins. */
  locales: readonly string[];
  /** The code hook. */
  hook: LambdaFunction;
}

/**
 * A Lex V2 bot made from a playbook: it hears and speaks, the hook thinks. Free speech, silence and keys come
 * as the fallback; yes, no, a person, goodbye and each goal as intents of their own.
 */
export class Bot extends Construct {
  readonly aliasArn: string;
  readonly playbook: CompiledPlaybook;
  /** Every intent that it can end a conversation with. */
  readonly intents: readonly string[];
  /** Who may talk. Lex has one policy per alias: whoever else adds to it must find it there. */
  readonly policy: CfnResourcePolicy;
  readonly #users: BotUser[] = [];

  constructor(scope: Construct, id: string, props: BotProps) {
    super(scope, id);
    const { playbook, locales, hook } = props;
    this.playbook = playbook;
    const spoken = locales.map((locale) => this.#lexLocale(locale));
    this.intents = intentNames(playbook, locales);
    const botLocales = spoken.map((each) => localeDefinition(playbook, each));
    const bot = this.#bot(playbook, botLocales);
    const version = this.#version(bot, spoken, botLocales);
    this.aliasArn = this.#alias(bot, version, spoken, hook).attrArn;
    this.#letLexInvoke(hook);
    this.policy = this.#letUsersTalk();
  }

  /** Lets a service hold conversations with the bot. */
  allow(user: BotUser): void {
    this.#users.push(user);
  }

  #letUsersTalk(): CfnResourcePolicy {
    return new CfnResourcePolicy(this, 'Policy', {
      resourceArn: this.aliasArn,
      policy: {
        Version: '2012-10-17',
        Statement: Lazy.any({ produce: () => this.#users.map((user) => this.#statement(user)) }),
      },
    });
  }

  #statement({ service, actions, sourceArn }: BotUser) {
    return {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: actions,
      Resource: this.aliasArn,
      Condition: {
        StringEquals: { 'AWS:SourceAccount': Aws.ACCOUNT_ID },
        ArnEquals: { 'AWS:SourceArn': sourceArn },
      },
    };
  }

  #lexLocale(locale: string): LexLocale {
    const known = lexLocale(locale);
    if (known === undefined)
      throw new Error(`Lex V2 has no locale for ${locale}; see lib/connect/locales.ts.`);
    if (known.speechModel !== 'Advanced')
      Annotations.of(this).addInfo(
        `Lex hears ${locale} with its ${known.speechModel} speech model: ${known.source}.`,
      );
    return known;
  }

  #bot(playbook: CompiledPlaybook, botLocales: CfnBot.BotLocaleProperty[]): CfnBot {
    return new CfnBot(this, 'Bot', {
      name: `${Stack.of(this).stackName}-${playbook.id}`,
      description: `Hears and speaks for ${playbook.source.company}.`,
      roleArn: this.#role().roleArn,
      dataPrivacy: { ChildDirected: false },
      idleSessionTtlInSeconds: IDLE_SESSION_SECONDS,
      autoBuildBotLocales: true,
      botLocales,
      // Connect's console lists only bots with this tag.
      botTags: [{ key: 'AmazonConnectEnabled', value: 'True' }],
    });
  }

  #role(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lexv2.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: 'What the Lex bot may do: speak, and tell the sentiment of what it heard.',
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['polly:SynthesizeSpeech', 'comprehend:DetectSentiment'],
        resources: ['*'],
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Neither Polly nor Comprehend has a resource to name for these two actions.',
    });
    return role;
  }

  /** A version never changes, so another content is another resource. */
  #version(bot: CfnBot, locales: readonly LexLocale[], content: unknown): CfnBotVersion {
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, HASH_DIGITS);
    return new CfnBotVersion(this, `Version${hash}`, {
      botId: bot.ref,
      botVersionLocaleSpecification: locales.map(({ id }) => ({
        localeId: id,
        botVersionLocaleDetails: { sourceBotVersion: 'DRAFT' },
      })),
    });
  }

  #alias(
    bot: CfnBot,
    version: CfnBotVersion,
    locales: readonly LexLocale[],
    hook: LambdaFunction,
  ): CfnBotAlias {
    return new CfnBotAlias(this, 'Alias', {
      botId: bot.ref,
      botAliasName: ALIAS_NAME,
      botVersion: version.attrBotVersion,
      botAliasLocaleSettings: locales.map(({ id }) => ({
        localeId: id,
        botAliasLocaleSetting: {
          enabled: true,
          codeHookSpecification: {
            lambdaCodeHook: { lambdaArn: hook.functionArn, codeHookInterfaceVersion: '1.0' },
          },
        },
      })),
      sentimentAnalysisSettings: { DetectSentiment: true },
    });
  }

  #letLexInvoke(hook: LambdaFunction): void {
    new CfnPermission(this, 'LexInvokesHook', {
      action: 'lambda:InvokeFunction',
      functionName: hook.functionArn,
      principal: 'lexv2.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: this.aliasArn,
    });
  }
}

/** Every turn goes to the hook: Lex asks nothing and says nothing of its own. */
const ASK_THE_HOOK = {
  dialogCodeHook: { enabled: true },
  fulfillmentCodeHook: { enabled: true },
  initialResponseSetting: {
    codeHook: { enableCodeHookInvocation: true, isActive: true, postCodeHookSpecification: {} },
  },
} satisfies Partial<CfnBot.IntentProperty>;

function localeDefinition(playbook: CompiledPlaybook, locale: LexLocale): CfnBot.BotLocaleProperty {
  const tag = locale.id.replace('_', '-');
  const voice = playbook.source.languages[tag];
  if (voice === undefined) throw new Error(`Playbook "${playbook.id}" has no voice for ${tag}.`);
  const fallback = {
    name: FALLBACK_INTENT,
    parentIntentSignature: 'AMAZON.FallbackIntent',
    ...ASK_THE_HOOK,
  };
  const intents = botIntents(playbook, tag).map(({ name, utterances }) => ({
    name,
    sampleUtterances: utterances.map((utterance) => ({ utterance })),
    ...ASK_THE_HOOK,
  }));
  return {
    localeId: locale.id,
    nluConfidenceThreshold: NLU_CONFIDENCE,
    speechRecognitionSettings: { speechModelPreference: locale.speechModel },
    voiceSettings: { voiceId: voice.voice, engine: voice.engine },
    intents: [...intents, fallback],
  };
}
