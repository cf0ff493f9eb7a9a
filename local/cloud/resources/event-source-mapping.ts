import * as z from 'zod';
import { eventPattern } from '../../services/event-pattern.ts';
import type { MappingOptions } from '../../stream/delivery.ts';
import type { Resource } from '../template.ts';

const Properties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  /** 100 is Lambda's default for streams. */
  BatchSize: z.number().default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.string()).default([]),
  MaximumRetryAttempts: z.number().default(-1),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).default({ Filters: [] }),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).default({}),
});

/** A mapping of a table's stream to a function. */
export interface MappingSpec {
  options: Omit<MappingOptions, 'functionArn'>;
  functionName: string;
  enabled: boolean;
  /** ARN of the queue that takes what is given up. */
  onFailureArn: string | undefined;
}

export function readMapping(resource: Resource): MappingSpec {
  const properties = resource.read(Properties);
  return {
    options: {
      name: resource.logicalId,
      streamArn: properties.EventSourceArn,
      batchSize: properties.BatchSize,
      bisectOnError: properties.BisectBatchOnFunctionError,
      reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      retryAttempts: properties.MaximumRetryAttempts,
      maxRecordAgeSeconds: properties.MaximumRecordAgeInSeconds,
      filters: properties.FilterCriteria.Filters.map(({ Pattern }) => eventPattern(JSON.parse(Pattern))),
    },
    functionName: properties.FunctionName.split(':').at(-1) ?? properties.FunctionName,
    enabled: properties.Enabled,
    onFailureArn: properties.DestinationConfig.OnFailure?.Destination,
  };
}
