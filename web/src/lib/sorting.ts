/** Events in order of a column: a stable sort over whole numbers, quick for a hundred thousand rows. */
import { sayType } from "./kinds";
import { UNKNOWN, oncePerRecord, type RecordColumns } from "./record";

export const COLUMNS = ["day", "type", "who", "whom", "place", "killed", "claims", "independent", "state", "review"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  by: Column;
  down: boolean;
}

/** The newest first. */
export const FIRST_ORDER: Order = { by: "day", down: true };

/** The key of what is not known: such rows stand last in either direction. */
const LAST = 0xffffffff;
const HALF = 0x80000000;

/** Read an order from the URL: `killed`, or `-killed` for downwards. */
export function readOrder(word: string | null): Order {
  const down = Boolean(word?.startsWith("-"));
  const by = (down ? word?.slice(1) : word) as Column | null | undefined;
  return by && COLUMNS.includes(by) ? { by, down } : FIRST_ORDER;
}

/** Write an order for the URL; null for the first one. */
export function writeOrder(order: Order): string | null {
  if (order.by === FIRST_ORDER.by && order.down === FIRST_ORDER.down) return null;
  return (order.down ? "-" : "") + order.by;
}

/** Return the order after a click on a column's head: numbers and days begin with the largest. */
export function turnOrder(order: Order, by: Column): Order {
  if (order.by === by) return { by, down: !order.down };
  return { by, down: ["day", "killed", "claims", "independent"].includes(by) };
}

type Titles = Record<string, { title: string }>;
const columnsOf = oncePerRecord(() => new Map<Column, Uint32Array>());

/** Return rows in an order; rows that are equal in it stay as they were. */
export function sortRows(record: RecordColumns, rows: Int32Array, order: Order, titles: Titles = {}): Int32Array {
  const keys = columnsOf(record);
  let column = keys.get(order.by);
  if (!column) keys.set(order.by, (column = keysOf(record, order.by, titles)));
  return sortBy(rows, column, order.down);
}

/** Sort rows by the key of each row, by its lower and then by its upper half (radix sort). */
export function sortBy(rows: Int32Array, keys: Uint32Array, down: boolean): Int32Array {
  const keyOf = (row: number): number => {
    const key = keys[row] as number;
    return down && key !== LAST ? LAST - 1 - key : key;
  };
  const half = spread(rows, (row) => keyOf(row) & 0xffff);
  return spread(half, (row) => keyOf(row) >>> 16);
}

function spread(rows: Int32Array, digit: (row: number) => number): Int32Array {
  const starts = new Uint32Array(0x10001);
  for (const row of rows) (starts[digit(row) + 1] as number)++;
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const out = new Int32Array(rows.length);
  for (const row of rows) {
    const cell = digit(row);
    const at = starts[cell] as number;
    out[at] = row;
    starts[cell] = at + 1;
  }
  return out;
}

function keysOf(record: RecordColumns, by: Column, titles: Titles): Uint32Array {
  const { events, types, places, actors, states, reviews } = record.data;
  const keys = new Uint32Array(record.size).fill(LAST);
  const fill = (value: (at: number) => number | null | undefined): void => {
    for (let at = 0; at < keys.length; at++) keys[at] = value(at) ?? LAST;
  };
  if (by === "day") fill((at) => dayKey(record.from[at] as number, record.to[at] as number));
  else if (by === "type") rankInto(types.map((type) => sayType(type, titles)), (rank) => fill((at) => rank[events.type[at] as number]));
  else if (by === "place") rankInto(places.name, (rank) => fill((at) => rank[events.place[at] as number]));
  else if (by === "who") rankInto(actors.name, (rank) => fill((at) => rank[events.actors[at]?.[0] as number]));
  else if (by === "whom") rankInto(actors.name, (rank) => fill((at) => rank[events.targets[at]?.[0] as number]));
  else if (by === "state") orderInto(states, STATES, (rank) => fill((at) => rank[events.state[at] as number]));
  else if (by === "review") orderInto(reviews, REVIEWS, (rank) => fill((at) => rank[events.review[at] as number]));
  else fill((at) => events[by][at]);
  return keys;
}

const STATES = ["single", "agreed", "range", "disputed", "human"];
const REVIEWS = ["unreviewed", "accepted", "corrected", "rejected"];

function dayKey(from: number, to: number): number | null {
  const day = from === UNKNOWN ? to : from;
  return day === UNKNOWN ? null : day + HALF;
}

const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

function rankInto(words: readonly string[], then: (rank: Uint32Array) => void): void {
  const order = Uint32Array.from(words.keys()).sort((a, b) => collator.compare(words[a] as string, words[b] as string));
  const rank = new Uint32Array(words.length);
  let last = -1;
  order.forEach((word, at) => {
    // Words that read alike rank alike, so that their rows keep their order.
    if (at === 0 || collator.compare(words[order[at - 1] as number] as string, words[word] as string) !== 0) last = at;
    rank[word] = last;
  });
  then(rank);
}

function orderInto(words: readonly string[], order: readonly string[], then: (rank: number[]) => void): void {
  then(words.map((word) => (order.includes(word) ? order.indexOf(word) : order.length)));
}
