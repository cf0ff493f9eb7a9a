import { DateTime } from 'luxon';

/** Days that callers name instead of counting: what they are called stands in the words of each language. */
export type Holiday =
  | 'new-year'
  | 'king'
  | 'valentine'
  | 'presidents'
  | 'good-friday'
  | 'easter'
  | 'easter-monday'
  | 'mothers'
  | 'memorial'
  | 'juneteenth'
  | 'fathers'
  | 'independence'
  | 'labor'
  | 'columbus'
  | 'halloween'
  | 'veterans'
  | 'thanksgiving'
  | 'christmas-eve'
  | 'christmas'
  | 'new-years-eve';

const MONDAY = 1;
const THURSDAY = 4;
const SUNDAY = 7;

/** When they are, as the United States keep them (5 U.S.C. 6103 for the federal ones). */
const DAYS: Readonly<Record<Holiday, (year: number) => DateTime>> = {
  'new-year': fixed(1, 1),
  king: nth(3, MONDAY, 1),
  valentine: fixed(2, 14),
  presidents: nth(3, MONDAY, 2),
  'good-friday': (year) => easter(year).minus({ days: 2 }),
  easter,
  'easter-monday': (year) => easter(year).plus({ days: 1 }),
  mothers: nth(2, SUNDAY, 5),
  // The last Monday of May is a week before the first of June.
  memorial: (year) => nth(1, MONDAY, 6)(year).minus({ weeks: 1 }),
  juneteenth: fixed(6, 19),
  fathers: nth(3, SUNDAY, 6),
  independence: fixed(7, 4),
  labor: nth(1, MONDAY, 9),
  columbus: nth(2, MONDAY, 10),
  halloween: fixed(10, 31),
  veterans: fixed(11, 11),
  thanksgiving: nth(4, THURSDAY, 11),
  'christmas-eve': fixed(12, 24),
  christmas: fixed(12, 25),
  'new-years-eve': fixed(12, 31),
};

/** The calendar day of a holiday in a year. */
export function holidayIn(year: number, holiday: Holiday): { month: number; day: number } {
  const { month, day } = DAYS[holiday](year);
  return { month, day };
}

function fixed(month: number, day: number) {
  return (year: number): DateTime => DateTime.utc(year, month, day);
}

/** The nth of that weekday (ISO: 1 is Monday) in the month. */
function nth(which: number, weekday: number, month: number) {
  return (year: number): DateTime => {
    const first = DateTime.utc(year, month, 1);
    return first.plus({ days: ((weekday - first.weekday + 7) % 7) + (which - 1) * 7 });
  };
}

/** Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Jones and Butcher). */
function easter(year: number): DateTime {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return DateTime.utc(year, Math.floor(sum / 31), (sum % 31) + 1);
}
