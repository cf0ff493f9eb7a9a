import type { Flow } from './flow/flow.ts';

/** What the person hears before they have the caller: the summary, if there is one. */
export function whisperFlow(): Flow {
  return {
    start: 'summary',
    blocks: [
      [
        'summary',
        {
          type: 'MessageParticipant',
          parameters: { Text: '$.Attributes.summary' },
          next: 'end',
          errors: { NoMatchingError: 'end' },
        },
      ],
      ['end', { type: 'EndFlowExecution' }],
    ],
  };
}

/** How long a task waits before it asks again for a place in a queue that was full, in seconds. */
const ASK_AGAIN_SECONDS = '300';

/**
 * Brings a promise to call back to a person: into the queue that the caller did not get through, where it stays
 * until somebody has time. A queue that is full takes it later.
 */
export function callBackFlow(queueArn: string): Flow {
  return {
    start: 'queue',
    blocks: [
      [
        'queue',
        {
          type: 'UpdateContactTargetQueue',
          parameters: { QueueId: queueArn },
          next: 'wait-for-person',
          errors: { NoMatchingError: 'later' },
        },
      ],
      [
        'wait-for-person',
        { type: 'TransferContactToQueue', errors: { QueueAtCapacity: 'later', NoMatchingError: 'later' } },
      ],
      [
        'later',
        {
          type: 'Wait',
          parameters: { TimeoutSeconds: ASK_AGAIN_SECONDS },
          when: { WaitCompleted: 'queue' },
          errors: { NoMatchingError: 'over' },
        },
      ],
      ['over', { type: 'DisconnectParticipant' }],
    ],
  };
}
