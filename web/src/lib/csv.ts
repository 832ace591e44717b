/** Events as a CSV file, made in the page; every row bears its review state and the build that it is from. */
import { toIso } from "./days";
import { UNKNOWN, type RecordColumns } from "./record";

const HEAD = [
  "id",
  "type",
  "from",
  "to",
  "grain",
  "actors",
  "targets",
  "place",
  "place_id",
  "lon",
  "lat",
  "radius_km",
  "precision",
  "killed_low",
  "killed_best",
  "killed_high",
  "claims",
  "reports",
  "independent",
  "state",
  "review",
  "build",
  "notice",
] as const;

type Cell = string | number | null | undefined;

/** Write rows of a record as CSV, in their order; `notice` says what the rows are. */
export function toCsv(record: RecordColumns, rows: Int32Array, notice: string): string {
  const lines = [HEAD.join(",")];
  for (const row of rows) lines.push(cellsOf(record, row, notice).map(writeCell).join(","));
  return lines.join("\r\n") + "\r\n";
}

function cellsOf(record: RecordColumns, row: number, notice: string): Cell[] {
  const { events, types, grains, states, reviews, places, actors, build } = record.data;
  const place = record.place[row] as number;
  const at = <T>(values: readonly T[]): T | null => (place < 0 ? null : (values[place] ?? null));
  const day = (value: number): string | null => (value === UNKNOWN ? null : toIso(value));
  const names = (parties: readonly number[] | undefined): string => (parties ?? []).map((one) => actors.name[one]).join("; ");
  return [
    events.id[row],
    types[events.type[row] as number],
    day(record.from[row] as number),
    day(record.to[row] as number),
    grains[events.grain[row] as number],
    names(events.actors[row]),
    names(events.targets[row]),
    at(places.name),
    at(places.id),
    at(places.lon),
    at(places.lat),
    at(places.radius_km),
    at(places.precision),
    events.killed_low?.[row],
    events.killed[row],
    events.killed_high?.[row],
    events.claims[row],
    events.reports[row],
    events.independent[row],
    states[events.state[row] as number],
    reviews[events.review[row] as number],
    build,
    notice,
  ];
}

/** Write a cell so that a spreadsheet shows it and runs nothing: names come from reports. */
export function writeCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Give a file to the reader, as if it had been downloaded. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
