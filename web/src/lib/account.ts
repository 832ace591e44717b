/** The account of a period in words, and tolls as bars. */
import type { Account, Actor, TollRow } from "./types";
import { sayTime } from "./days";

/** Say low, best and high as one reads them: `12`, `11 to 34, best 12`, `at least 20`. */
export function sayRange(low: number | null, best: number | null, high: number | null): string {
  const number = (value: number): string => value.toLocaleString("en");
  if (low === null && best === null && high === null) return "no number";
  if (low !== null && low === high) return number(low);
  if (high === null) return best !== null && best !== low ? `at least ${number(low ?? 0)}, best ${number(best)}` : `at least ${number(low ?? best ?? 0)}`;
  if (low === null) return `at most ${number(high)}`;
  return best !== null && best !== low && best !== high ? `${number(low)} to ${number(high)}, best ${number(best)}` : `${number(low)} to ${number(high)}`;
}

/** Say what lies between the parts and the whole; null where there is nothing to say. */
export function sayGap(node: Account): string | null {
  if (!node.parts.length || node.sum_of_parts === null) return null;
  const sum = node.sum_of_parts.toLocaleString("en");
  const whole = node.best ?? node.low;
  const gap = node.gap ?? (whole === null ? null : whole - node.sum_of_parts);
  if (gap === null) return `No source gives the whole. The parts that do not overlap add to ${sum}.`;
  const size = Math.abs(gap).toLocaleString("en");
  if (gap > 0) return `The parts add to ${sum}; ${size} ${gap === 1 ? "is" : "are"} in no report of an incident.`;
  if (gap < 0) return `The parts add to ${sum}, ${size} more than is said of the whole.`;
  return `The parts add to ${sum}, which is the whole.`;
}

/** The largest figure of an account, for the length of its bars. */
export function largest(node: Account): number {
  const own = Math.max(node.high ?? 0, node.best ?? 0, node.low ?? 0, node.sum_of_parts ?? 0);
  return node.parts.reduce((most, part) => Math.max(most, largest(part)), own);
}

/** A bar of low, best and high as shares of a largest figure; `open` where there is no upper bound. */
export function barOf(row: { low: number | null; best: number | null; high: number | null }, most: number): { low: number; best: number | null; high: number; open: boolean } {
  const share = (value: number): number => (most > 0 ? Math.max(0, Math.min(1, value / most)) : 0);
  const low = row.low ?? 0;
  const high = row.high ?? Math.max(low, row.best ?? 0);
  return { low: share(low), best: row.best === null ? null : share(row.best), high: share(high), open: row.high === null && row.low !== null };
}

export interface TollFilter {
  policy: string | null;
  harm: string | null;
  group: string | null;
  from: string | null;
  to: string | null;
}

export const keyOf = (actor: Actor | null): string | null => (actor ? (actor.id ?? `~${actor.name}`) : null);

export const placeKey = (row: TollRow): string => row.place?.id ?? row.place?.name ?? "";

/** The ids of all tolls that an account names. */
export function tollsIn(node: Account): Set<string> {
  const found = new Set(node.toll ? [node.toll] : []);
  for (const part of node.parts) for (const id of tollsIn(part)) found.add(id);
  return found;
}

/** Keep the tolls that a filter asks for; one without days is kept only where no days are asked for. */
export function filterTolls(rows: readonly TollRow[], filter: TollFilter, placeIds: ReadonlySet<string> | null): TollRow[] {
  return rows.filter((row) => {
    if (filter.policy && row.policy !== filter.policy) return false;
    if (filter.harm && row.harm !== filter.harm) return false;
    if (filter.group && keyOf(row.group) !== filter.group) return false;
    if (placeIds && !placeIds.has(placeKey(row))) return false;
    if (!filter.from && !filter.to) return true;
    const first = row.time?.earliest ?? row.time?.latest;
    const last = row.time?.latest ?? row.time?.earliest;
    if (!first || !last) return false;
    return (!filter.to || first <= filter.to) && (!filter.from || last >= filter.from);
  });
}

export type TollColumn = "time" | "place" | "group" | "harm" | "best" | "state" | "independent";

/** Sort tolls by a column, stably; what has no value comes last either way. */
export function sortTolls(rows: readonly TollRow[], column: TollColumn, down: boolean): TollRow[] {
  const value = (row: TollRow): string | number | null => {
    if (column === "time") return row.time?.earliest ?? row.time?.latest ?? null;
    if (column === "place") return row.place?.name ?? null;
    if (column === "group") return row.group?.name ?? null;
    if (column === "best") return row.best ?? row.low ?? row.high;
    return row[column];
  };
  const sign = down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, two] = [value(a), value(b)];
    if (one === null || two === null) return Number(one === null) - Number(two === null);
    if (typeof one === "number" && typeof two === "number") return sign * (one - two);
    return sign * String(one).localeCompare(String(two));
  });
}

const SCOPES: Record<string, string> = { event: "one incident", period: "a period", running_total: "a running total" };

export function sayScope(scope: string): string {
  return SCOPES[scope] ?? scope.replaceAll("_", " ");
}

/** Say what a toll counts: `killed: Islamic State, Sirte, 12 June 2016`. */
export function sayToll(row: TollRow): string {
  return [`${row.harm.replaceAll("_", " ")}: ${row.group?.name ?? "people"}`, row.place?.name, row.time ? sayTime(row.time) : null].filter(Boolean).join(", ");
}
