/** The table beside the map: places with what the map says of them. */
import type { Holding } from "./control";
import { FAMILIES } from "./kinds";
import { mainFamily } from "./places";
import type { PlaceSums, RecordColumns } from "./record";

export type PlaceColumn = "name" | "count" | "family" | "holder";

/** The rows of places that have events or a holder, sorted; ties go by count, then name. */
export function placeRows(record: RecordColumns, sums: PlaceSums, holdings: ReadonlyMap<number, Holding>, column: PlaceColumn, down: boolean): number[] {
  const { name } = record.data.places;
  const actors = record.data.actors.name;
  const rows: number[] = [];
  for (let place = 0; place < name.length; place++) if (sums.count[place] || holdings.has(place)) rows.push(place);
  const sign = down ? -1 : 1;
  const count = (place: number): number => sums.count[place] as number;
  const words = (a: number, b: number): number => (name[a] as string).localeCompare(name[b] as string);
  const holder = (place: number): string => {
    const holding = holdings.get(place);
    return holding ? (actors[holding.holder ?? -1] ?? holding.state) : "";
  };
  const family = (place: number): number => (count(place) ? mainFamily(sums, place) : FAMILIES.length);
  const by: Record<PlaceColumn, (a: number, b: number) => number> = {
    name: (a, b) => sign * words(a, b),
    count: (a, b) => sign * (count(a) - count(b)),
    family: (a, b) => sign * (family(a) - family(b)),
    // Places that nobody is said to hold come last either way.
    holder: (a, b) => Number(holder(a) === "") - Number(holder(b) === "") || sign * holder(a).localeCompare(holder(b)),
  };
  return rows.sort((a, b) => by[column](a, b) || count(b) - count(a) || words(a, b));
}

/** The events of a place, newest first, those without a day last. */
export function eventsOf(record: RecordColumns, rows: Int32Array, place: number): number[] {
  const found: number[] = [];
  for (const row of rows) if (record.place[row] === place) found.push(row);
  return newestFirst(record, found);
}

export function newestFirst(record: RecordColumns, rows: number[]): number[] {
  // UNKNOWN is the smallest number: what has no day sorts last by itself.
  return rows.sort((a, b) => (record.to[b] as number) - (record.to[a] as number) || (record.from[b] as number) - (record.from[a] as number) || a - b);
}

/** Names of the actors of an event, `then` whom it was against. */
export function sayParties(record: RecordColumns, row: number): { who: string; whom: string } {
  const names = (list: readonly number[] | undefined): string => (list ?? []).map((actor) => record.data.actors.name[actor] ?? "").join(", ");
  return { who: names(record.data.events.actors[row]), whom: names(record.data.events.targets[row]) };
}
