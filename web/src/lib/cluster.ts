/** What is on the screen of a reviewer: the claims of an item, what to judge of them, and the values in dispute. */
import { sayBounds } from "./words";
import { sayTime } from "./days";
import type {
  ClaimCard,
  ControlRow,
  CopyRow,
  DecisionRow,
  Difference,
  EventRow,
  FindingRow,
  FitInfo,
  LinkRow,
  NewDecision,
  QueueItem,
  Review,
  TollRow,
} from "./types";

/** An item with all that its screen needs; `event` is null where the item is a claim of no event. */
export interface Detail {
  id: string;
  event: EventRow | null;
  claims: ClaimCard[];
  /** Ids of the claims that belong to the item; the others only speak to the same values. */
  own: string[];
  findings: FindingRow[];
  tolls: TollRow[];
  control: ControlRow[];
  links: LinkRow[];
  fits: FitInfo[];
  copies: CopyRow[];
  decisions: DecisionRow[];
  differences: Difference[];
}

export type Verdict = "accepted" | "rejected" | "unsure";

const KINDS = { accepted: "accept_claim", rejected: "reject_claim", unsure: "unsure" } as const;

/** The review state of a claim with what was decided since the build. */
export function stateOf(claim: ClaimCard): Review {
  return claim.pending ?? claim.review;
}

/** Claims of an item that wait for a verdict: those that assert, or all where none does. */
export function openClaims(detail: Detail): ClaimCard[] {
  const own = detail.claims.filter((claim) => detail.own.includes(claim.id));
  const asserted = own.filter((claim) => claim.stance === "asserted");
  return (asserted.length ? asserted : own).filter((claim) => stateOf(claim) === "unreviewed");
}

/** Claims that a verdict is about: those chosen, else those of the item that wait. */
export function judgedClaims(detail: Detail, chosen: ReadonlySet<string>): ClaimCard[] {
  return chosen.size ? detail.claims.filter((claim) => chosen.has(claim.id)) : openClaims(detail);
}

export function verdictDecisions(claims: readonly ClaimCard[], verdict: Verdict): NewDecision[] {
  return claims.map((claim) => ({ kind: KINDS[verdict], claim: claim.id }));
}

/** What the item's state is once these claims are judged: corrected before accepted before rejected. */
export function stateAfter(detail: Detail, judged: readonly ClaimCard[], verdict: Exclude<Verdict, "unsure">): Review {
  const ids = new Set(judged.map((claim) => claim.id));
  const own = detail.claims.filter((claim) => detail.own.includes(claim.id));
  const states = own.map((claim) => (ids.has(claim.id) ? verdict : stateOf(claim)));
  const left = openClaims(detail).some((claim) => !ids.has(claim.id));
  if (left) return "unreviewed";
  return (["corrected", "accepted"] as const).find((state) => states.includes(state)) ?? "rejected";
}

/** Lay verdicts that are on their way to the server over claims. */
export function overlay(claims: readonly ClaimCard[], verdicts: ReadonlyMap<string, "accepted" | "rejected">): ClaimCard[] {
  return claims.map((claim) => {
    const verdict = verdicts.get(claim.id);
    return verdict ? { ...claim, pending: verdict } : claim;
  });
}

// -- other reviewers ---------------------------------------------------------------------------------------------------

const DONE: Record<string, string> = {
  accept_claim: "accepted",
  reject_claim: "rejected",
  fix_role: "corrected",
  resolve_as: "corrected",
  unsure: "was unsure of",
  same_event: "joined",
  not_same_event: "parted",
  set_finding: "set a value of",
  undo: "took back a decision on",
};

export function sayKind(kind: string): string {
  return DONE[kind] ?? kind.replaceAll("_", " ");
}

/** Decisions in force: not undone, and no undoing themselves. */
export function inForce(decisions: readonly DecisionRow[]): DecisionRow[] {
  return decisions.filter((one) => one.kind !== "undo" && one.state !== "undone" && !one.undone_by);
}

/** What others decided about the item between two looks at it, in words. */
export function newByOthers(before: readonly DecisionRow[], after: readonly DecisionRow[], me: string | null): DecisionRow[] {
  const known = new Set(before.map((one) => one.id));
  return inForce(after).filter((one) => !known.has(one.id) && one.by !== me);
}

/** Verdicts of others that judging these claims would speak against; asked about before they are passed over. */
export function againstOthers(claims: readonly ClaimCard[], decisions: readonly DecisionRow[], verdict: Verdict, me: string | null): DecisionRow[] {
  if (verdict === "unsure") return [];
  const ids = new Set(claims.map((claim) => claim.id));
  const verdicts = inForce(decisions).filter((one) => one.kind === "accept_claim" || one.kind === "reject_claim");
  return verdicts.filter((one) => one.by !== me && one.kind !== KINDS[verdict] && one.claims.some((claim) => claim !== null && ids.has(claim)));
}

// -- values in dispute -------------------------------------------------------------------------------------------------

/** A value that sources contradict each other about, with those among which a person can choose. */
export interface Dispute {
  subject: string;
  field: "best" | "holder" | "state";
  title: string;
  /** The record's own value, in words. */
  now: string;
  why: string;
  human: boolean;
  choices: { value: string; words: string; claims: string[] }[];
}

/** Collect the tolls and stretches of control of an item whose value is in dispute, or was set by a person. */
export function disputes(detail: Detail): Dispute[] {
  return [...detail.tolls.flatMap((toll) => ofToll(toll, detail)), ...detail.control.flatMap((row) => ofControl(row, detail))];
}

function findingOf(detail: Detail, subject: string, field: string): FindingRow | undefined {
  return detail.findings.find((finding) => finding.subject === subject && finding.field === field);
}

function ofToll(toll: TollRow, detail: Detail): Dispute[] {
  const numbers = new Map<string, string[]>();
  for (const id of [...toll.support, ...toll.against]) {
    const claim = detail.claims.find((one) => one.id === id);
    for (const figure of claim?.figures ?? []) {
      const value = figure.low ?? figure.high;
      if (figure.harm !== toll.harm || value === null) continue;
      numbers.set(String(value), [...(numbers.get(String(value)) ?? []), id]);
    }
  }
  const human = toll.basis === "human" || toll.state === "human";
  if (!human && numbers.size < 2) return [];
  const choices = [...numbers].sort((a, b) => Number(a[0]) - Number(b[0])).map(([value, claims]) => ({ value, words: value, claims }));
  const bounds = toll.low === toll.high ? "" : ` (${sayBounds(toll.low, toll.high)})`;
  const who = [toll.group?.name, toll.harm.replaceAll("_", " ")].filter(Boolean).join(" ");
  const why = findingOf(detail, toll.id, "best")?.sentence ?? `by the policy ${toll.policy}`;
  const title = `${who}${toll.place ? `, ${toll.place.name}` : ""}, ${sayTime(toll.time)}`;
  return [{ subject: toll.id, field: "best", title, now: `${toll.best ?? "no number"}${bounds}`, why, human, choices }];
}

const STATES = ["held", "contested", "besieged"] as const;

function ofControl(row: ControlRow, detail: Detail): Dispute[] {
  if (row.basis !== "disputed" && row.basis !== "human") return [];
  const claims = [...row.support, ...row.against].flatMap((id) => detail.claims.find((one) => one.id === id) ?? []);
  const title = `${row.place.name}, ${sayTime({ earliest: row.from, latest: row.to })}`;
  const human = row.basis === "human";
  // Only what a finding says can be set; some stretches have one of their holder, some of their state.
  const of = (field: "holder" | "state", now: string, choices: Dispute["choices"]): Dispute[] => {
    const finding = findingOf(detail, row.id, field);
    return finding ? [{ subject: row.id, field, title: `${field} of ${title}`, now, why: finding.sentence, human, choices }] : [];
  };
  const holders = gather(claims, (claim) => (claim.actor?.id ? [claim.actor.id, claim.actor.name] : null));
  const states = STATES.map((state) => ({ value: state, words: state, claims: [] }));
  return [...of("holder", row.holder?.name ?? "nobody named", holders), ...of("state", row.state, states)];
}

function gather(claims: readonly ClaimCard[], read: (claim: ClaimCard) => [string, string] | null): Dispute["choices"] {
  const found = new Map<string, Dispute["choices"][number]>();
  for (const claim of claims) {
    const value = read(claim);
    if (!value) continue;
    const choice = found.get(value[0]) ?? { value: value[0], words: value[1], claims: [] };
    choice.claims.push(claim.id);
    found.set(value[0], choice);
  }
  return [...found.values()];
}

// -- parting -----------------------------------------------------------------------------------------------------------

/** Decisions that say of each chosen claim that it is no happening with any of the rest. */
export function splitDecisions(chosen: readonly string[], rest: readonly string[]): NewDecision[] {
  return chosen.flatMap((a) => rest.map((b): NewDecision => ({ kind: "not_same_event", a, b })));
}

/** Claims of many items to accept at once: those that assert and wait, each once, as many as one request holds. */
export function bulkClaims(items: readonly QueueItem[], cards: ReadonlyMap<string, ClaimCard>, most: number): ClaimCard[] {
  const found = [...new Set(items.flatMap((item) => item.claims))].flatMap((id) => cards.get(id) ?? []);
  return found.filter((claim) => claim.stance === "asserted" && stateOf(claim) === "unreviewed").slice(0, most);
}
