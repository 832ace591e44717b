/** Correcting a part of a claim: what a filled-in form comes to as a decision, and what that will do, in words. */
import type { Span } from "./spans";
import type { ClaimCard, Mark, NewDecision } from "./types";

export const ROLES = ["actor", "target", "place", "time", "weapon", "group", "speaker"] as const;
export type Role = (typeof ROLES)[number];

/** How a role is corrected: other words of the report, what the words mean, a day or two, or nothing fills it. */
export type How = "words" | "meaning" | "days" | "nothing";

const HOWS: Record<Role, readonly How[]> = {
  actor: ["words", "meaning", "nothing"],
  target: ["words", "meaning", "nothing"],
  place: ["words", "meaning", "nothing"],
  time: ["words", "days", "nothing"],
  weapon: ["words", "nothing"],
  group: ["meaning"],
  speaker: ["meaning"],
};

export interface Form {
  claim: string;
  role: Role;
  how: How;
  /** The words chosen in the sentence, with where they begin. */
  words: string;
  span: Span | null;
  /** The words that stand in the role now, whose meaning is given; null where there are none. */
  meant: string | null;
  /** Id and name of what the words mean. */
  to: { id: string; name: string } | null;
  /** Whether the meaning holds in every claim of the report with these words. */
  everywhere: boolean;
  from: string;
  until: string;
}

export interface Drafted {
  decision: NewDecision | null;
  /** What the decision will do, or what is still to be said. */
  words: string;
}

export function howsOf(role: Role): readonly How[] {
  return HOWS[role];
}

/** The words in a role of a claim, as they stand in the report. */
export function marksOf(claim: ClaimCard, role: string): Mark[] {
  return claim.marks.filter((mark) => mark.role === role);
}

/** Roles of a claim that can be corrected; only words that are there can be given a meaning. */
export function rolesOf(claim: ClaimCard): Role[] {
  return ROLES.filter((role) => HOWS[role].length > 1 || marksOf(claim, role).length > 0);
}

const wanting = (words: string): Drafted => ({ decision: null, words });

export function draft(form: Form): Drafted {
  const { claim, role } = form;
  if (form.how === "nothing") {
    return { decision: { kind: "fix_role", claim, role, words: "", to: null }, words: `The claim says nothing of the ${role}.` };
  }
  if (form.how === "words") return draftWords(form);
  return form.how === "days" ? draftDays(form) : draftMeaning(form);
}

function draftWords({ claim, role, words, span }: Form): Drafted {
  if (!span || !words) return wanting(`Choose the words of the ${role} in the sentence.`);
  const decision: NewDecision = { kind: "fix_role", claim, role, words, start: span[0], to: null };
  return { decision, words: `The ${role} of this claim becomes the words “${words}”; the next build reads what they mean.` };
}

function draftDays({ claim, from, until }: Form): Drafted {
  if (!from) return wanting("Say the day.");
  if (until && until < from) return wanting("The last day lies before the first.");
  const to = until && until !== from ? `${from}/${until}` : from;
  return { decision: { kind: "fix_role", claim, role: "time", words: null, to }, words: `The time of this claim becomes ${to.replace("/", " to ")}.` };
}

function draftMeaning({ claim, role, meant, to, everywhere }: Form): Drafted {
  if (!to) return wanting(`Look up what the ${role} is.`);
  const name = `${to.name} (${to.id})`;
  const onlyHere = HOWS[role].length > 1 && (!everywhere || meant === null);
  if (onlyHere) return { decision: { kind: "fix_role", claim, role, words: null, to: to.id }, words: `The ${role} of this claim becomes ${name}.` };
  return {
    decision: { kind: "resolve_as", claim, role, words: meant, to: to.id },
    words: `“${meant ?? ""}” means ${name} in every claim of this report that has these words.`,
  };
}
