/** The table beside the map: places with what the map says of them. */
import type { Holding } from "./control";
import { FAMILIES } from "./kinds";
import { mainFamily } from "./places";
import { oncePerRecord, type PlaceSums, type RecordColumns } from "./record";

export type PlaceColumn = "name" | "count" | "family" | "holder";

interface Names {
  /** The rank of each place by its name. */
  rank: Int32Array;
  /** The places in the order of their names. */
  sorted: Int32Array;
}

/** The order of places by name: names are slow to compare. */
const namesOf = oncePerRecord((record): Names => {
  const { name } = record.data.places;
  const words = new Intl.Collator("en");
  const sorted = Int32Array.from(name.keys()).sort((a, b) => words.compare(name[a] as string, name[b] as string));
  const rank = new Int32Array(name.length);
  sorted.forEach((place, at) => (rank[place] = at));
  return { rank, sorted };
});

/** The rows of places that have events or a holder, sorted; ties go by count, then name. */
export function placeRows(record: RecordColumns, sums: PlaceSums, holdings: ReadonlyMap<number, Holding>, column: PlaceColumn, down: boolean): number[] {
  const shown: number[] = [];
  let most = 0;
  for (let place = 0; place < sums.count.length; place++) {
    const count = sums.count[place] as number;
    if (count || holdings.has(place)) shown.push(place);
    if (count > most) most = count;
  }
  const { rank, sorted } = namesOf(record);
  const weigh = weighing(record, sums, holdings, column, down, most);
  // One number for each place: they sort many times faster than places compare, and this runs at each step of a brush.
  const keys = Float64Array.from(shown, (place) => (weigh(place) * (most + 1) + most - (sums.count[place] as number)) * sorted.length + (rank[place] as number));
  return Array.from(keys.sort(), (key) => sorted[key % sorted.length] as number);
}

/** Return what gives the place of a place in a column, from 0 up. */
function weighing(record: RecordColumns, sums: PlaceSums, holdings: ReadonlyMap<number, Holding>, column: PlaceColumn, down: boolean, most: number): (place: number) => number {
  const turned = (value: number, last: number): number => (down ? last - value : value);
  const { rank, sorted } = namesOf(record);
  if (column === "name") return (place) => turned(rank[place] as number, sorted.length);
  if (column === "count") return (place) => turned(sums.count[place] as number, most);
  if (column === "family") return (place) => turned(sums.count[place] ? mainFamily(sums, place) : FAMILIES.length, FAMILIES.length);
  const nameOf = (holding: Holding): string => record.data.actors.name[holding.holder ?? -1] ?? holding.state;
  const holders = [...new Set([...holdings.values()].map(nameOf))].sort((a, b) => a.localeCompare(b));
  const ranks = new Map(holders.map((name, at) => [name, at]));
  // Places that nobody is said to hold come last either way.
  return (place) => {
    const holding = holdings.get(place);
    return holding ? turned(ranks.get(nameOf(holding)) ?? 0, holders.length) : holders.length + 1;
  };
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
