/** The player of time: which events the cursor lets through, and where it goes next. */
import type { Reach } from "./timescale";

export const STEPS = [
  { days: 1, title: "day" },
  { days: 7, title: "week" },
  { days: 30, title: "month" },
] as const;

/** Milliseconds from one step to the next. */
export const SPEEDS = [
  { every: 1600, title: "slow" },
  { every: 800, title: "normal" },
  { every: 400, title: "fast" },
  { every: 150, title: "very fast" },
] as const;

/** Which events are shown: null = all of the days chosen; 0 = those up to the cursor; n = those of the n days up to it. */
export const REACHES: readonly { reach: number | null; title: string }[] = [
  { reach: null, title: "all days chosen" },
  { reach: 0, title: "up to the cursor" },
  { reach: 1, title: "on the day of the cursor" },
  { reach: 7, title: "7 days up to the cursor" },
  { reach: 30, title: "30 days up to the cursor" },
  { reach: 90, title: "90 days up to the cursor" },
];

/** The days of events that are shown, of those chosen, by the cursor. */
export function boundDays(from: number | null, to: number | null, at: number, reach: number | null): { from: number | null; to: number | null } {
  if (reach === null) return { from, to };
  const last = to === null ? at : Math.min(to, at);
  if (reach === 0) return { from, to: last };
  const first = at - reach + 1;
  return { from: from === null ? first : Math.max(from, first), to: last };
}

/** The cursor's next day; null at the end. A month is a month of the calendar. */
export function nextDay(at: number, step: number, days: Reach): number | null {
  if (at >= days[1]) return null;
  const next = step === 30 ? addMonth(at) : at + step;
  return Math.min(days[1], next);
}

function addMonth(day: number): number {
  const date = new Date(day * 86_400_000);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 2, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, Math.min(last, date.getUTCDate())) / 86_400_000;
}
