import { type Block, type CallFlowProps, external, hook } from './call-flow-blocks.ts';
import type { FlowAction } from './flow/actions.ts';

/** Texts of the hook's answer that the person who calls back needs as attributes of the task. */
const PROMISED = ['ticket', 'callBackNumber'];

/** Contact attributes that tell a person what they take over; the agent's desk shows them. */
const TOLD = ['summary', 'need', 'goal', 'fields', 'sentiment'];

/** Puts the caller through to a person, or promises to call back where nobody is there. */
export function handingOver(props: CallFlowProps): Block[] {
  const { queueArn, whisperFlowArn, closedOnHolidays } = props;
  return [
    [
      'tell',
      {
        type: 'UpdateContactAttributes',
        parameters: {
          Attributes: Object.fromEntries(TOLD.map((name) => [name, `$.Lex.SessionAttributes.${name}`])),
          TargetContact: 'Current',
        },
        next: 'whisper',
        errors: { NoMatchingError: 'whisper' },
      },
    ],
    [
      'whisper',
      {
        type: 'UpdateContactEventHooks',
        parameters: { EventHooks: { AgentWhisper: whisperFlowArn } },
        next: 'queue',
        errors: { NoMatchingError: 'queue' },
      },
    ],
    [
      'queue',
      {
        type: 'UpdateContactTargetQueue',
        parameters: { QueueId: queueArn },
        next: closedOnHolidays ? 'holiday' : 'hours',
        errors: { NoMatchingError: 'failed' },
      },
    ],
    ...(closedOnHolidays ? [holiday()] : []),
    [
      'hours',
      {
        // Without hours of its own it looks at those of the queue.
        type: 'CheckHoursOfOperation',
        parameters: {},
        when: { True: 'wait-for-person', False: 'closed' },
        errors: { NoMatchingError: 'wait-for-person' },
      },
    ],
    [
      'wait-for-person',
      {
        type: 'TransferContactToQueue',
        errors: { QueueAtCapacity: 'queue-full', NoMatchingError: 'failed' },
      },
    ],
    ...['closed', 'queue-full', 'failed'].map(
      (why): Block => [why, hook(props, { step: 'unanswered', progress: why }, 'promised', 'call-back')],
    ),
    ...callBack(props),
  ];
}

/** The hook says with each transfer whether today is one of the playbook's holidays. */
function holiday(): Block {
  return [
    'holiday',
    {
      type: 'Compare',
      parameters: { ComparisonValue: '$.Lex.SessionAttributes.holiday' },
      when: { yes: 'closed' },
      errors: { NoMatchingCondition: 'hours' },
    },
  ];
}

/**
 * A promise to call back becomes a task in the queue before it is spoken. If none can be made the record still
 * has the promise; if the hook is out of reach, the task has at least the caller's number.
 */
function callBack({ callBackFlowArn }: CallFlowProps): Block[] {
  const task = (Name: string, Description: string, names: readonly string[], next: string): FlowAction => ({
    type: 'CreateTask',
    parameters: { ContactFlowId: callBackFlowArn, Name, Description, Attributes: external(...names) },
    next,
    errors: { NoMatchingError: next },
  });
  return [
    [
      'promised',
      {
        type: 'Compare',
        parameters: { ComparisonValue: '$.External.callBack' },
        when: { promised: 'task' },
        errors: { NoMatchingCondition: 'last-words' },
      },
    ],
    ['task', task('$.External.taskName', '$.External.taskText', PROMISED, 'last-words')],
    ['call-back', task('Call back', '$.CustomerEndpoint.Address', [], 'call-back-words')],
  ];
}
