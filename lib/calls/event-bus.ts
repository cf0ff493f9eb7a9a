import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '../../agent/call/events/catalogue.ts';

/**
 * How long published events can be replayed. The calls table keeps them for good; the archive is for a
 * consumer that was wrong or new, and a quarter covers the reports such consumers make.
 */
const ARCHIVE_RETENTION = Duration.days(90);

/** The bus on which every event of every call is published, with an archive to replay from. */
export class CallEventBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { description: 'Events of Parley calls.' });
    this.bus.archive('Archive', {
      description: 'Events of Parley calls, for replay.',
      eventPattern: { source: [EVENT_SOURCE] },
      retention: ARCHIVE_RETENTION,
    });
  }
}
