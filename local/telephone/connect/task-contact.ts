import { type Contact, newContact } from '../flow/contact.ts';
import type { ContactFlow } from '../flow/contact-flow.ts';
import type { FlowEffect, FlowResult, Task } from '../flow/effect.ts';
import { FlowProblem } from '../flow/flow-problem.ts';
import { beginFlow, resumeFlow } from '../flow/stepper.ts';
import { contactEvent, type Publish } from './contact-events.ts';

/** A task that waits in a queue for a person. */
export interface QueuedTask extends Task {
  contactId: string;
  /** Name of the queue, as the template's ARN has it. */
  queue: string;
  /** ISO-8601, UTC. */
  queuedAt: string;
}

export interface TaskPorts {
  publish: Publish;
  newId(): string;
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** A person would see it now. */
  onTask(task: QueuedTask): void;
}

/**
 * Makes a task and plays its flow until it waits in a queue, publishing its contact events as Connect does. On a
 * laptop a queue has room for every task: nobody would want to watch one wait.
 *
 * @throws FlowProblem when its flow never brings it into a queue.
 */
export async function startTask(
  task: Task,
  flow: ContactFlow,
  origin: Pick<Contact, 'instanceArn' | 'to'>,
  ports: TaskPorts,
): Promise<void> {
  const initiated = new Date(ports.nowMs()).toISOString();
  const { instanceArn, to } = origin;
  const { attributes, description } = task;
  const made: Contact = {
    ...newContact({ contactId: ports.newId(), instanceArn, to }),
    channel: 'TASK',
    attributes,
    description,
  };
  await ports.publish(contactEvent('INITIATED', made, { initiated }));
  let step = beginFlow(flow, made);
  while (step.effect !== undefined && step.effect.type !== 'queue')
    step = resumeFlow(step.run, resultOf(step.effect));
  const { contact } = step.run;
  if (step.effect === undefined || contact.queue === undefined)
    throw new FlowProblem(`The flow "${flow.name}" brings its task to nobody.`);
  const queued = new Date(ports.nowMs()).toISOString();
  await ports.publish(contactEvent('QUEUED', contact, { initiated, queued }));
  ports.onTask({ ...task, contactId: contact.contactId, queue: contact.queue.name, queuedAt: queued });
}

/** Nobody speaks to a task and nobody listens: what needs a caller fails, as it does in Connect. */
function resultOf({ type }: FlowEffect): FlowResult {
  return type === 'wait' || type === 'create-task'
    ? { type: 'done' }
    : { type: 'failed', error: 'NoMatchingError' };
}
