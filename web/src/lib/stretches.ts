/** Stretches of control of a place as rows of bars: who is said to hold it, from when to when. */
import { toDay } from "./days";
import { covers, firmnessOf, type Firmness } from "./control";
import type { ControlRow } from "./types";
import type { Reach } from "./timescale";

export interface Stretch<Row extends ControlRow = ControlRow> {
  row: Row;
  from: number | null;
  to: number | null;
  firmness: Firmness;
}

export interface Lane<Row extends ControlRow = ControlRow> {
  key: string;
  place: string;
  holder: string | null;
  stretches: Stretch<Row>[];
}

export function stretchOf<Row extends ControlRow>(row: Row): Stretch<Row> {
  return { row, from: toDay(row.from), to: toDay(row.to), firmness: firmnessOf(row.basis) };
}

/** Order stretches by their first day; those that begin at no known day come before, those without any day last. */
export function inOrder<Row extends ControlRow>(rows: readonly Row[]): Stretch<Row>[] {
  const key = (one: Stretch): number => (one.from === null && one.to === null ? Infinity : (one.from ?? -Infinity));
  const by = (a: Stretch, b: Stretch): number => (key(a) === key(b) ? 0 : key(a) < key(b) ? -1 : 1);
  return rows.map(stretchOf).toSorted((a, b) => by(a, b) || (a.to ?? Infinity) - (b.to ?? Infinity) || a.row.id.localeCompare(b.row.id));
}

/** A lane for each place and holder, the place itself first, then what lies in it; undated stretches have no bar. */
export function lanesOf<Row extends ControlRow>(rows: readonly Row[], own: string): Lane<Row>[] {
  const lanes = new Map<string, Lane<Row>>();
  for (const stretch of inOrder(rows)) {
    if (stretch.from === null && stretch.to === null) continue;
    const { place, holder } = stretch.row;
    const key = `${place.id ?? place.name}\n${holder?.id ?? holder?.name ?? ""}`;
    const lane = lanes.get(key) ?? { key, place: place.id ?? place.name, holder: holder?.name ?? null, stretches: [] };
    lane.stretches.push(stretch);
    lanes.set(key, lane);
  }
  return [...lanes.values()].toSorted((a, b) => Number(a.place !== own) - Number(b.place !== own) || (a.place === b.place ? 0 : a.place.localeCompare(b.place)));
}

/** The days that the bars need, at least those of the record's events when there are any. */
export function reachOf(rows: readonly ControlRow[], record: Reach): Reach {
  const days = rows.flatMap((row) => [toDay(row.from), toDay(row.to)]).filter((day) => day !== null);
  if (!days.length) return record;
  const air = Math.max(7, Math.round((Math.max(...days) - Math.min(...days)) * 0.05));
  return [Math.min(...days) - air, Math.max(...days) + air];
}

/** The stretches of a place itself that take in a day. */
export function standingOn<Row extends ControlRow>(rows: readonly Row[], own: string, day: number): Stretch<Row>[] {
  return inOrder(rows.filter((row) => (row.place.id ?? row.place.name) === own)).filter((one) => covers(one, day));
}

/** Left edge and width of a bar as parts of the view; `open` tells on which sides it goes on. */
export function barIn(stretch: Stretch, [first, last]: Reach): { left: number; width: number; openLeft: boolean; openRight: boolean } {
  const days = last + 1 - first;
  const from = Math.max(first, stretch.from ?? first);
  const to = Math.min(last, stretch.to ?? last);
  return { left: (from - first) / days, width: Math.max(0.004, (to + 1 - from) / days), openLeft: stretch.from === null, openRight: stretch.to === null };
}

/** Say from when to when, with open ends told as such. */
export function sayStretch(stretch: Stretch, say: (from: number | null, to: number | null) => string): string {
  if (stretch.from === null && stretch.to === null) return "day not known";
  const told = toDay(stretch.row.last_told);
  if (stretch.to === null) return `${say(stretch.from, null)}; no end is told${told === null ? "" : `, last told of ${say(told, told)}`}`;
  if (stretch.from === null) return `until ${say(stretch.to, stretch.to)}; no beginning is told`;
  return say(stretch.from, stretch.to);
}
