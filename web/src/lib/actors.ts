/** What an actor did and suffered over time: bins for a histogram, bars for what holds for a while. */
import { saySpan, shortSpan, toDay } from "./days";
import type { RecordColumns } from "./record";

export type Part = "any" | "actor" | "target";

/** Return the rows of some events in which an actor plays a part. */
export function rowsOf(record: RecordColumns, events: readonly string[], actor: string, part: Part): Int32Array {
  const number = record.data.actors.id.indexOf(actor);
  const { actors, targets } = record.data.events;
  const plays = (row: number): boolean => {
    if (part === "any") return true;
    return Boolean((part === "actor" ? actors : targets)[row]?.includes(number));
  };
  return Int32Array.from(events.map((id) => record.at(id)).filter((row) => row >= 0 && plays(row)));
}

/** Bins of days: `width` days each from `first` on. */
export interface Bins {
  first: number;
  width: number;
  count: number;
}

const WIDTHS = [1, 2, 3, 7, 14, 28, 56, 91, 182, 365, 730, 1826, 3652, 7305];

/** Cut the days between two into at most some bins of a width that people use. */
export function binsFor(first: number, last: number, most = 60): Bins {
  const days = last - first + 1;
  const width = WIDTHS.find((one) => Math.ceil(days / one) <= most) ?? Math.ceil(days / most);
  return { first, width, count: Math.max(1, Math.ceil(days / width)) };
}

export function sayBin(bins: Bins, at: number): string {
  const from = bins.first + at * bins.width;
  return shortSpan(from, from + bins.width - 1);
}

/** Read a day, a month or a year of a register as its first or its last day. */
export function edgeOf(date: string | null, end: "first" | "last"): number | null {
  if (!date) return null;
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(date) ?? [];
  if (!year) return toDay(date);
  if (end === "first") return toDay(`${year}-${month ?? "01"}-01`);
  // Day 0 of the next month is the last of this one.
  return Math.round(Date.UTC(Number(year), month ? Number(month) : 12, 0) / 86_400_000);
}

/** Say from when to when something holds. */
export function sayHeld(from: string | null, until: string | null): string {
  const [first, last] = [edgeOf(from, "first"), edgeOf(until, "last")];
  return first === null && last === null ? "no day given" : saySpan(first, last);
}

/** Where a bar begins and how wide it is, in percent of the days from `first` to `last`; an open end reaches the edge. */
export interface Bar {
  start: number;
  width: number;
  openStart: boolean;
  openEnd: boolean;
}

export function barOf(from: string | null, until: string | null, [first, last]: readonly [number, number]): Bar {
  const days = Math.max(1, last - first + 1);
  const [begins, ends] = [edgeOf(from, "first"), edgeOf(until, "last")];
  const start = Math.max(first, begins ?? first);
  const end = Math.min(last, ends ?? last);
  return {
    start: ((Math.min(start, last) - first) / days) * 100,
    width: (Math.max(1, end - start + 1) / days) * 100,
    openStart: begins === null,
    openEnd: ends === null,
  };
}

/** The days over which bars are drawn: those of the events, and those that the bars themselves name. */
export function reachOf(reach: readonly [number, number], spans: readonly { from: string | null; until: string | null }[]): [number, number] {
  const days = spans.flatMap((span) => [edgeOf(span.from, "first"), edgeOf(span.until, "last")]).filter((day) => day !== null);
  if (reach[0] !== 0 || reach[1] !== 0) days.push(...reach);
  return days.length ? [Math.min(...days), Math.max(...days)] : [0, 0];
}
