/** The scale of the timeline: days to pixels and back, bins, ticks, zoom, brush. All in days since 1970. */
import { toIso } from "./days";

/** A stretch of days, first and last, both within. */
export type Reach = readonly [number, number];

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WIDTHS = [1, 2, 7, 14, 28, 91, 182, 364, 1820, 3640];

export function toX(day: number, [first, last]: Reach, width: number): number {
  return ((day - first) / (last + 1 - first)) * width;
}

export function toDayAt(x: number, [first, last]: Reach, width: number): number {
  return Math.floor(first + (Math.max(0, Math.min(width, x)) / Math.max(1, width)) * (last + 1 - first) - 1e-9);
}

/** The narrowest bin, in days, with which a view has at most `most` bins. */
export function binWidth([first, last]: Reach, most: number): number {
  const days = last + 1 - first;
  return WIDTHS.find((width) => days / width <= most) ?? Math.ceil(days / most);
}

/** Where the first bin begins so that bins do not move when the view does. */
export function binStart(first: number, width: number): number {
  // Day 4 is a Monday: weeks begin there.
  return Math.floor((first - 4) / width) * width + 4;
}

export interface Tick {
  day: number;
  label: string;
}

/** The ticks of a view, at most `most` of them: days, months or years, each with what tells it from the one before. */
export function ticks([first, last]: Reach, most: number): Tick[] {
  const days = last + 1 - first;
  if (days <= most * 7) return dayTicks(first, last, Math.max(1, Math.ceil(days / most)));
  const months = days / 30.44;
  const step = [1, 2, 3, 6].find((one) => months / one <= most);
  if (step) return monthTicks(first, last, step);
  const years = months / 12;
  return monthTicks(first, last, 12 * ([1, 2, 5, 10, 20, 50, 100].find((one) => years / one <= most) ?? 200));
}

function dayTicks(first: number, last: number, step: number): Tick[] {
  const out: Tick[] = [];
  for (let day = first; day <= last; day += step) {
    const [year, month, date] = partsOf(day);
    const label = `${date} ${MONTHS[month]}`;
    out.push({ day, label: out.length === 0 ? `${label} ${year}` : label });
  }
  return out;
}

function monthTicks(first: number, last: number, step: number): Tick[] {
  const [year, month] = partsOf(first);
  const out: Tick[] = [];
  for (let at = Math.floor((year * 12 + month) / step) * step; ; at += step) {
    const day = Date.UTC(Math.floor(at / 12), at % 12, 1) / 86_400_000;
    if (day > last) return out;
    const isYear = at % 12 === 0;
    if (day >= first) out.push({ day, label: isYear ? String(Math.floor(at / 12)) : (MONTHS[at % 12] as string) + (out.length ? "" : ` ${Math.floor(at / 12)}`) });
  }
}

function partsOf(day: number): [number, number, number] {
  const [year, month, date] = toIso(day).split("-").map(Number) as [number, number, number];
  return [year, month - 1, date];
}

/** Zoom a view about a day by a factor (below 1 = in), within the whole and not under a week. */
export function zoom([first, last]: Reach, about: number, factor: number, whole: Reach): Reach {
  const days = last + 1 - first;
  const all = whole[1] + 1 - whole[0];
  const wanted = Math.round(Math.min(all, Math.max(Math.min(7, all), days * factor)));
  const share = Math.max(0, Math.min(1, (about - first) / days));
  return within([Math.round(about - share * wanted), 0], wanted, whole);
}

/** Move a view by days, within the whole. */
export function pan([first, last]: Reach, by: number, whole: Reach): Reach {
  return within([first + by, 0], last + 1 - first, whole);
}

function within([first]: Reach, days: number, whole: Reach): Reach {
  const start = Math.max(whole[0], Math.min(first, whole[1] + 1 - days));
  return [start, start + days - 1];
}

/** Days with a little air about them. */
export function padded([first, last]: Reach): Reach {
  const air = Math.max(3, Math.round((last - first) * 0.02));
  return [first - air, last + air];
}

/** The days that a view opens on: all of them, or those of 96% of the events where the rest lies far away. */
export function coreReach(days: Int32Array, unknown: number, whole: Reach): Reach {
  const known = days.filter((day) => day !== unknown).sort();
  const low = known[Math.floor(known.length * 0.02)];
  const high = known[Math.ceil(known.length * 0.98) - 1];
  if (low === undefined || high === undefined) return whole;
  return (high - low + 1) * 4 < whole[1] + 1 - whole[0] ? padded([low, Math.max(high, low + 6)]) : whole;
}

/** Rectangles of a stacked histogram as one SVG path for each family. */
export function stackPaths(counts: Int32Array, families: number, x: (bin: number) => number, y: (count: number) => number): string[] {
  const bins = counts.length / families;
  const paths: string[][] = Array.from({ length: families }, () => []);
  for (let bin = 0; bin < bins; bin++) {
    let below = 0;
    const left = x(bin).toFixed(1);
    const right = Math.max(x(bin + 1) - 0.6, x(bin) + 0.8).toFixed(1);
    for (let family = 0; family < families; family++) {
      const count = counts[bin * families + family] as number;
      if (!count) continue;
      paths[family]?.push(`M${left} ${y(below).toFixed(1)}V${y(below + count).toFixed(1)}H${right}V${y(below).toFixed(1)}Z`);
      below += count;
    }
  }
  return paths.map((parts) => parts.join(""));
}

/** The largest number of events in a bin. */
export function tallest(counts: Int32Array, families: number): number {
  let most = 0;
  for (let at = 0; at < counts.length; at += families) {
    let sum = 0;
    for (let family = 0; family < families; family++) sum += counts[at + family] as number;
    if (sum > most) most = sum;
  }
  return most;
}

export interface Bar {
  row: number;
  from: number;
  to: number;
  lane: number;
  /** Whether the day is not exact: the event lies somewhere within. */
  rough: boolean;
}

/** Lay intervals into lanes so that none covers another, `gap` days apart; longest first where they begin together. */
export function layBars(rows: ArrayLike<number>, from: Int32Array, to: Int32Array, unknown: number, view: Reach, gap: number): { bars: Bar[]; lanes: number } {
  const bars: Bar[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const [start, end] = [from[row] as number, to[row] as number];
    if (start === unknown && end === unknown) continue;
    const [low, high] = [start === unknown ? end : start, end === unknown ? start : end];
    if (high < view[0] || low > view[1]) continue;
    bars.push({ row, from: low, to: high, lane: 0, rough: start !== end });
  }
  bars.sort((a, b) => a.from - b.from || b.to - a.to || a.row - b.row);
  const ends: number[] = [];
  for (const bar of bars) {
    const free = ends.findIndex((end) => end + gap < bar.from);
    bar.lane = free < 0 ? ends.length : free;
    ends[bar.lane] = bar.to;
  }
  return { bars, lanes: ends.length };
}

/** The days of a brush after one of its edges or the whole was moved; edges never cross. */
export function moveBrush([first, last]: Reach, part: "first" | "last" | "whole", by: number, whole: Reach): Reach {
  if (part === "first") return [Math.max(whole[0], Math.min(last, first + by)), last];
  if (part === "last") return [first, Math.min(whole[1], Math.max(first, last + by))];
  return pan([first, last], by, whole);
}
