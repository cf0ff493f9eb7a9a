import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** How long log lines are kept. They hold no caller's data; a month covers looking into a complaint. */
export const LOG_RETENTION = RetentionDays.ONE_MONTH;
