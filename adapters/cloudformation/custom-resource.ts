import * as z from 'zod';

/** What CloudFormation asks of a custom resource (user guide, "Custom resource request objects"). */
export const CustomResourceEvent = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: z.record(z.string(), z.unknown()),
  /** As they were before an update. */
  OldResourceProperties: z.record(z.string(), z.unknown()).optional(),
});
export type CustomResourceEvent = z.infer<typeof CustomResourceEvent>;

/** What came of a change: the name by which CloudFormation knows the thing from now on. */
export interface Changed {
  physicalId: string;
}

/** A change has failed when it was never made; CloudFormation wants a name all the same. */
const NEVER_MADE = 'never-made';
/** Longer reasons are cut by CloudFormation, or refuse the whole answer (4 KB in all). */
const MAX_REASON_CHARACTERS = 1_000;

/**
 * Makes the change and tells CloudFormation what came of it, success or failure: without an answer a
 * deployment would hang for an hour.
 *
 * @throws when the event is none, or when CloudFormation cannot be told.
 */
export async function answerCustomResource(
  input: unknown,
  change: (event: CustomResourceEvent) => Promise<Changed>,
  onFailure: (cause: unknown) => void,
): Promise<void> {
  const event = CustomResourceEvent.parse(input);
  const { StackId, RequestId, LogicalResourceId } = event;
  const common = { StackId, RequestId, LogicalResourceId };
  const body = await change(event).then(
    ({ physicalId }) => ({ ...common, Status: 'SUCCESS', PhysicalResourceId: physicalId }),
    (cause: unknown) => {
      onFailure(cause);
      return {
        ...common,
        Status: 'FAILED',
        PhysicalResourceId: event.PhysicalResourceId ?? NEVER_MADE,
        Reason: reasonOf(cause),
      };
    },
  );
  // The address is signed for a request without a content type.
  const response = await fetch(event.ResponseURL, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`CloudFormation took no answer: status ${response.status}.`);
}

/** Whether the resource to be deleted was never made, so that there is nothing to undo. */
export function neverMade(event: CustomResourceEvent): boolean {
  return event.PhysicalResourceId === undefined || event.PhysicalResourceId === NEVER_MADE;
}

function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : 'unknown error';
  return text.slice(0, MAX_REASON_CHARACTERS);
}
