/** The form in which a part of a claim is corrected, shared by the panel and the keys that move the span. */
import { draft, howsOf, marksOf, rolesOf, type Form, type How, type Role } from "./editing";
import { cutSpan, grow, shrink, snap, tokenize, type Edge, type Span } from "./spans";
import type { ClaimCard, Lookup } from "./types";

class Editing {
  claim: ClaimCard | null = $state.raw(null);
  role: Role = $state("actor");
  how: How = $state("words");
  span: Span | null = $state.raw(null);
  meant: string | null = $state(null);
  to: Lookup | null = $state.raw(null);
  everywhere = $state(true);
  from = $state("");
  until = $state("");

  tokens = $derived(this.claim?.sentence ? tokenize(this.claim.sentence.text, this.claim.sentence.start) : []);
  words = $derived(this.claim?.sentence && this.span ? cutSpan(this.claim.sentence.text, this.claim.sentence.start, this.span) : "");
  drafted = $derived(draft(this.#form()));

  #form(): Form {
    const { role, how, words, span, meant, to, everywhere, from, until } = this;
    return { claim: this.claim?.id ?? "", role, how, words, span, meant, to, everywhere, from, until };
  }

  begin(claim: ClaimCard): void {
    this.claim = claim;
    this.take(rolesOf(claim).find((role) => marksOf(claim, role).length > 0) ?? "actor");
  }

  /** Correct another role: its own words are where the span begins. */
  take(role: Role): void {
    const claim = this.claim;
    if (!claim) return;
    this.role = role;
    if (!howsOf(role).includes(this.how)) this.how = howsOf(role)[0] ?? "words";
    const marks = marksOf(claim, role);
    this.meant = marks[0]?.surface ?? null;
    const inside = marks.find((mark) => claim.sentence && mark.start >= claim.sentence.start && mark.end <= claim.sentence.end);
    this.span = inside ? [inside.start, inside.end] : null;
    this.to = null;
    this.from = (role === "time" && claim.time?.earliest) || "";
    this.until = (role === "time" && claim.time?.latest) || "";
  }

  /** Move an edge of the span by a word; without a span the words that call the claim are where it begins. */
  move(how: "grow" | "shrink", edge: Edge): void {
    this.how = howsOf(this.role).includes("words") ? "words" : this.how;
    if (!this.span) {
      const trigger = this.claim ? marksOf(this.claim, "trigger")[0] : undefined;
      this.span = trigger ? snap(this.tokens, trigger.start, trigger.end - 1) : null;
      return;
    }
    this.span = (how === "grow" ? grow : shrink)(this.tokens, this.span, edge);
  }

  /** Choose the words between two characters of the report. */
  drag(one: number, other: number): void {
    this.span = snap(this.tokens, one, other) ?? this.span;
  }
}

export const editing = new Editing();
