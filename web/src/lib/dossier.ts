/** What a record says of an event as one value per field, with why. */
import { sayTime } from "./days";
import { sayPrecision } from "./geo";
import { sayGrain, sayHow, sayState } from "./known";
import { sayType } from "./kinds";
import { shortBounds } from "./words";
import type { Actor, EventDetail, EventRow, FindingRow, TollRow } from "./types";

/** The record's own value of a field, and the sentences that say why it is so. */
export interface Own {
  text: string;
  /** Small print below the value: precision, grain, policy. */
  note: string | null;
  why: string[];
  state: string | null;
}

export const names = (parties: readonly Actor[]): string => parties.map((party) => party.name).join(", ");

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Write low, best and high of a toll as shortly as they can be read. */
export function sayToll(toll: { low: number | null; best: number | null; high: number | null }): string {
  return shortBounds(toll.low, toll.best, toll.high) || "no number";
}

/** Say whom a toll counts. */
export function sayGroup(toll: TollRow): string {
  return toll.group?.name ?? "";
}

/** The findings about something, each sentence once. */
export function findingsOf(findings: readonly FindingRow[], subject: string): FindingRow[] {
  return findings.filter((finding) => finding.subject === subject);
}

/** Return the record's own value for each field of `fieldRows`. */
export function ownValues(detail: EventDetail, types: Record<string, { title: string }> = {}): Map<string, Own> {
  const { event, findings, tolls } = detail;
  const own = new Map<string, Own>();
  const add = (field: string, text: string, note: string | null = null): void => {
    if (text) own.set(field, { text, note, why: [], state: null });
  };
  add("type", sayType(event.type, types));
  add("actor", names(event.actors));
  add("target", names(event.targets));
  add("place", event.place?.name ?? "", event.place ? sayPrecision(event.place.precision, event.place.radius_km) : null);
  add("time", event.time ? sayTime(event.time) : "", event.time ? `${sayGrain(event.time.grain)}; ${sayHow(event.time.how)}` : null);
  add("speaker", counted(event.independent, "independent voice"));
  add("outlet", counted(event.reports, "report"));
  own.set("stance", stanceOf(event, findingsOf(findings, event.id)));
  for (const harm of new Set(tolls.map((toll) => toll.harm))) own.set(`figures.${harm}`, tollOf(tolls.filter((toll) => toll.harm === harm), findings));
  for (const finding of findingsOf(findings, event.id)) own.get(finding.field)?.why.push(finding.sentence);
  return own;
}

function stanceOf(event: EventRow, findings: readonly FindingRow[]): Own {
  const happened = findings.find((finding) => finding.field === "happened");
  return {
    text: event.state,
    note: happened ? `${sayState(event.state)}; policy ${happened.policy}` : sayState(event.state),
    why: happened ? [happened.sentence] : [],
    state: event.state,
  };
}

function tollOf(tolls: readonly TollRow[], findings: readonly FindingRow[]): Own {
  return {
    text: tolls.map((toll) => `${sayToll(toll)} ${sayGroup(toll) || "people"}`).join("; "),
    note: `policy ${[...new Set(tolls.map((toll) => toll.policy))].join(", ")}`,
    why: tolls.flatMap((toll) => findingsOf(findings, toll.id).map((finding) => finding.sentence)),
    state: tolls.some((toll) => toll.state === "disputed") ? "disputed" : (tolls[0]?.state ?? null),
  };
}
