/** How a thing is known, in words: dates, copies, decisions, states. */
import { sayTime } from "./days";
import type { DecisionRow, Published } from "./types";

const TIMES: Record<string, string> = {
  text: "said in the report",
  dateline: "from the dateline",
  published: "reckoned from the day of publication",
  inferred: "inferred",
  human: "set by a person",
  unknown: "unknown",
};

/** Say how a time is known. */
export function sayHow(how: string): string {
  return TIMES[how] ?? how.replaceAll("_", " ");
}

const PUBLISHED: Record<string, string> = {
  given: "given with the file",
  page: "read from the page",
  text: "read in the text",
  dateline: "from the dateline",
  inferred: "inferred",
  unknown: "unknown",
};

/** Say when a report was published, and how that is known. */
export function sayPublished(published: Published): string {
  if (published.earliest === null && published.latest === null) return "day unknown";
  return `${sayTime(published)} (${PUBLISHED[published.how] ?? published.how})`;
}

const GRAINS: Record<string, string> = { day: "to the day", span: "within these days", month: "to the month", year: "to the year" };

/** Say how exactly a time is known. */
export function sayGrain(grain: string): string {
  return GRAINS[grain] ?? `to the ${grain.replaceAll("_", " ")}`;
}

/** Say in which way a report copies another. */
export function sayCopy(how: string): string {
  return how === "agency" ? "the same agency's text" : "nearly the same text";
}

const STATES: Record<string, string> = {
  single: "one voice only",
  agreed: "voices agree",
  disputed: "voices contradict each other",
  range: "figures differ",
  human: "set by a person",
};

/** Say what the state of an event, a toll or a finding means. */
export function sayState(state: string): string {
  return STATES[state] ?? state;
}

const KINDS: Record<string, string> = {
  accept_claim: "accepted a claim",
  reject_claim: "rejected a claim",
  fix_role: "corrected a part of a claim",
  resolve_as: "said what words mean",
  same_event: "joined two claims as one event",
  not_same_event: "told two claims apart",
  set_finding: "set a value",
  undo: "took a decision back",
  unsure: "was unsure",
};

/** Say what a decision did: "AB set a value: best = 12". */
export function sayDecision(decision: DecisionRow): string {
  const said = [decision.role ?? decision.field, decision.words && `“${decision.words}”`, decision.to ?? decision.value].filter(Boolean).join(" → ");
  return `${KINDS[decision.kind] ?? decision.kind.replaceAll("_", " ")}${said ? `: ${said}` : ""}`;
}

const DECIDED: Record<DecisionRow["state"], string> = {
  applied: "in the record",
  pending: "not yet built",
  orphan: "its claim is no longer found",
  conflict: "contradicts another decision",
  undone: "taken back",
};

export function sayDecided(state: DecisionRow["state"]): string {
  return DECIDED[state] ?? state;
}

/** Write the moment of a decision to the minute, in UTC as the ledger keeps it. */
export function sayMoment(iso: string): string {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(iso);
  return found ? `${found[1]} ${found[2]} UTC` : iso;
}
