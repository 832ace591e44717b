/** An event of the columns in one line: what, where, when, who. */
import { saySpan } from "./days";
import { sayType } from "./kinds";
import { UNKNOWN, type RecordColumns } from "./record";

export function sayEvent(record: RecordColumns, row: number, titles: Record<string, { title: string }> = {}): string {
  const { types, events, places, actors } = record.data;
  const [from, to] = [record.from[row] as number, record.to[row] as number];
  const names = (all: readonly number[] | undefined): string => (all ?? []).map((one) => actors.name[one]).join(", ");
  const who = [names(events.actors[row]), names(events.targets[row])].filter(Boolean).join(" against ");
  const where = places.name[record.place[row] as number] ?? "no place";
  const when = saySpan(from === UNKNOWN ? null : from, to === UNKNOWN ? null : to);
  return [sayType(types[record.type[row] as number] ?? "", titles), where, when, who].filter(Boolean).join(" · ");
}
