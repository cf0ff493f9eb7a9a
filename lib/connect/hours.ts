import { CfnHoursOfOperation } from 'aws-cdk-lib/aws-connect';
import type { Construct } from 'constructs';
import { minuteRange, WEEKDAYS, type Weekday } from '../../agent/playbook/hours.ts';
import type { PlaybookSource } from '../../agent/playbook/schema.ts';

const CONNECT_DAY: Record<Weekday, string> = {
  mon: 'MONDAY',
  tue: 'TUESDAY',
  wed: 'WEDNESDAY',
  thu: 'THURSDAY',
  fri: 'FRIDAY',
  sat: 'SATURDAY',
  sun: 'SUNDAY',
};
const MINUTES_PER_HOUR = 60;

/** The playbook's opening hours as hours of operation of the instance. Holidays are not in them. */
export function playbookHours(
  scope: Construct,
  id: string,
  props: { instanceArn: string; name: string; playbook: PlaybookSource },
): CfnHoursOfOperation {
  const { instanceArn, name, playbook } = props;
  return new CfnHoursOfOperation(scope, id, {
    instanceArn,
    name,
    description: `Opening hours of ${playbook.company}, from its playbook.`,
    timeZone: playbook.timeZone,
    config: WEEKDAYS.flatMap((day) =>
      playbook.hours[day].map((range) => {
        const { fromMinute, toMinute } = minuteRange(range);
        return { day: CONNECT_DAY[day], startTime: timeOf(fromMinute), endTime: timeOf(toMinute) };
      }),
    ),
  });
}

function timeOf(minute: number): { hours: number; minutes: number } {
  return { hours: Math.floor(minute / MINUTES_PER_HOUR), minutes: minute % MINUTES_PER_HOUR };
}
