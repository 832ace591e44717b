/** The record's own value for each field of an item, be it an event or a claim of no event. */
import type { Detail } from "./cluster";
import { sayTime } from "./days";
import { ownValues, sayGroup, sayToll, type Own } from "./dossier";

export function ownOf(detail: Detail, types: Record<string, { title: string }> = {}): Map<string, Own> {
  const { event } = detail;
  if (event) return ownValues({ ...detail, event }, types);
  const own = new Map<string, Own>();
  const why = (subject: string): string[] => detail.findings.filter((finding) => finding.subject === subject).map((finding) => finding.sentence);
  const add = (field: string, text: string, note: string, subject: string, state: string): void => {
    const before = own.get(field);
    const text2 = before ? `${before.text}; ${text}` : text;
    own.set(field, { text: text2, note, why: [...(before?.why ?? []), ...why(subject)], state });
  };
  for (const toll of detail.tolls) {
    add(`figures.${toll.harm}`, [sayToll(toll), sayGroup(toll)].filter(Boolean).join(" "), `policy ${toll.policy}`, toll.id, toll.state);
  }
  for (const row of detail.control) {
    const held = `${row.state}${row.holder ? ` by ${row.holder.name}` : ""}`;
    add("actor", held, `${row.basis}, confidence ${row.confidence}`, row.id, row.state);
    add("time", sayTime({ earliest: row.from, latest: row.to }), "", row.id, row.state);
  }
  return own;
}
