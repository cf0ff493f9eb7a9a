import { Stack } from 'aws-cdk-lib';
import { CfnContactFlow, CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { phrase } from '../../agent/conversation/set-phrases.ts';
import { telephonePhrase } from '../../agent/conversation/telephone-phrases.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { SpeechEngine } from '../../agent/turn/voice.ts';
import type { ConnectAgentConfiguration } from '../configuration/schema.ts';
import { Bot } from './bot.ts';
import { callFlow } from './call-flow.ts';
import type { FlowLanguage } from './call-flow-blocks.ts';
import { Desk } from './desk.ts';
import type { FlowEngine } from './flow/actions.ts';
import { type Flow, writeFlow } from './flow/flow.ts';
import { lexLocale } from './locales.ts';
import { callBackFlow, whisperFlow } from './side-flows.ts';

export interface ConnectAgentProps extends ConnectAgentConfiguration {
  playbook: CompiledPlaybook;
  instanceArn: string;
  hook: LambdaFunction;
}

/** One agent on the telephone: its bot, its contact flow, the queue behind it. */
export class ConnectAgent extends Construct {
  readonly bot: Bot;
  readonly flow: CfnContactFlow;

  constructor(scope: Construct, id: string, props: ConnectAgentProps) {
    super(scope, id);
    const { playbook, hook, instanceArn } = props;
    const locales = props.languages ?? playbook.locales;
    this.bot = new Bot(this, 'Bot', { playbook, locales, hook });
    this.bot.allow({
      service: 'connect.amazonaws.com',
      actions: ['lex:RecognizeText', 'lex:StartConversation'],
      sourceArn: instanceArn,
    });
    const associated = new CfnIntegrationAssociation(this, 'BotOfInstance', {
      instanceId: instanceArn,
      integrationType: 'LEX_BOT',
      integrationArn: this.bot.aliasArn,
    });
    // Connect writes a statement of its own into the alias's policy, and makes one where there is none: ours would
    // then be refused.
    associated.addResourceDependency(this.bot.policy);
    this.flow = this.#callFlow(props, locales);
    this.flow.addResourceDependency(associated);
  }

  #callFlow(props: ConnectAgentProps, locales: readonly string[]): CfnContactFlow {
    const { playbook, hook, agenticVoice, queue } = props;
    const [first, ...others] = locales.map((locale) => languageOf(playbook, locale, agenticVoice));
    if (first === undefined)
      throw new Error(`Playbook "${playbook.id}" speaks no language on the telephone.`);
    const notice = playbook.source.recordingNotice;
    const queueArn = this.#queue(props);
    const side = (id: string, type: string, flow: Flow): string =>
      this.#flow(id, type, `${playbook.id} ${id.toLowerCase()}`, flow, props).attrContactFlowArn;
    return this.#flow(
      'Flow',
      'CONTACT_FLOW',
      playbook.id,
      {
        ...callFlow({
          playbook: playbook.id,
          languages: [first, ...others],
          markup: agenticVoice === undefined ? 'ssml' : 'agentic',
          botAliasArn: this.bot.aliasArn,
          botIntents: this.bot.intents,
          hookArn: hook.functionArn,
          queueArn,
          whisperFlowArn: side('Whisper', 'AGENT_WHISPER', whisperFlow()),
          callBackFlowArn: side('CallBack', 'CONTACT_FLOW', callBackFlow(queueArn)),
          closedOnHolidays: 'make' in queue && queue.hoursArn === undefined,
          ...(notice === undefined ? {} : { recordingNotice: phrase(playbook, first, notice) }),
          apology: telephonePhrase(playbook, first.locale, 'apology'),
          callBack: telephonePhrase(playbook, first.locale, 'callBack'),
        }),
      },
      props,
    );
  }

  #flow(
    id: string,
    type: string,
    name: string,
    flow: Flow,
    { instanceArn }: ConnectAgentProps,
  ): CfnContactFlow {
    const stack = Stack.of(this);
    return new CfnContactFlow(this, id, {
      instanceArn,
      type,
      name: `${stack.stackName} ${name}`,
      description: 'Made by Parley; changes in the console are lost with the next deployment.',
      content: stack.toJsonString(writeFlow(flow)),
    });
  }

  #queue({ queue, instanceArn, playbook }: ConnectAgentProps): string {
    if ('arn' in queue) return queue.arn;
    return new Desk(this, 'Desk', { instanceArn, queue, playbook: playbook.source }).queueArn;
  }
}

/** A playbook's engine as a flow names it; Connect does not speak with Polly's long-form engine. */
const FLOW_ENGINE: Readonly<Record<SpeechEngine, FlowEngine>> = {
  standard: 'Standard',
  neural: 'Neural',
  generative: 'Generative',
  'long-form': 'Neural',
};

function languageOf(
  playbook: CompiledPlaybook,
  locale: string,
  agenticVoice: string | undefined,
): FlowLanguage {
  const known = lexLocale(locale);
  const voice = playbook.source.languages[locale];
  if (known === undefined || voice === undefined)
    throw new Error(`Playbook "${playbook.id}" cannot be spoken in ${locale} on the telephone.`);
  const common = { locale, speechModel: known.speechModel };
  if (agenticVoice !== undefined) return { ...common, voice: agenticVoice, engine: 'connect:agentic' };
  return { ...common, voice: voice.voice, engine: FLOW_ENGINE[voice.engine] };
}
