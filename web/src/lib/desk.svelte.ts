/** The reviewer's desk: the item on the screen, what is chosen of it, and the decisions on their way to the server. */
import { api, ApiError, MovedError } from "./api";
import { againstOthers, judgedClaims, newByOthers, overlay, sayKind, stateAfter, verdictDecisions, type Detail, type Verdict } from "./cluster";
import { loadDetail } from "./details";
import { foldCopies, type Column } from "./fields";
import { page } from "./page.svelte";
import { beside, heirOf, nextOpen } from "./queue";
import { QueueList } from "./queue.svelte";
import { batches, lastBatch, type Batch } from "./undoing";
import { work } from "./work.svelte";
import type { ClaimCard, NewDecision, QueueItem } from "./types";

export type Mode = "edit" | "merge" | "split" | "bulk" | null;

class Desk {
  readonly list = new QueueList();
  detail: Detail | null = $state.raw(null);
  mode: Mode = $state(null);
  /** Claims chosen with 1-9; a verdict is about these alone. */
  chosen: ReadonlySet<string> = $state.raw(new Set());
  /** What the reviewer must know of the item on the screen: that others judged it, or that a decision was refused. */
  notices: readonly string[] = $state.raw([]);
  missing: string | null = $state(null);
  /** What was written last, said beside the buttons: in a quick rhythm messages would cover the page. */
  said = $state("");
  #verdicts: ReadonlyMap<string, "accepted" | "rejected"> = $state.raw(new Map());
  #ahead = new Map<string, Promise<Detail>>();
  #asked: string | null = null;
  /** Requests go out one after another: the ledger counts in the order of its lines. */
  #line: Promise<unknown> = Promise.resolve();

  claims: ClaimCard[] = $derived(this.detail ? overlay(this.detail.claims, this.#verdicts) : []);
  columns: Column[] = $derived(foldCopies(this.claims, this.detail?.copies ?? []));
  item: QueueItem | null = $derived(this.list.items.find((one) => one.id === page.shown.item) ?? null);
  /** The column whose words are shown. */
  at: number = $derived(Math.max(0, this.columns.findIndex((column) => idsOf(column).includes(page.shown.sel ?? ""))));
  column: Column | null = $derived(this.columns[this.at] ?? null);

  // -- going about -----------------------------------------------------------------------------------------------------

  /** Show the item that the address names. */
  async show(id: string): Promise<void> {
    if (this.detail?.id !== id) {
      this.chosen = new Set();
      this.notices = [];
      this.mode = null;
      this.#asked = null;
    }
    this.missing = null;
    try {
      const detail = await (this.#ahead.get(id) ?? loadDetail(id));
      this.#ahead.delete(id);
      if (page.shown.item === id) this.detail = detail;
    } catch (error) {
      this.#ahead.delete(id);
      if (page.shown.item === id) await this.#lost(id, error);
    }
    this.#lookAhead(id);
  }

  /** Take over what was decided or built since, without moving what is on the screen. */
  async refresh(): Promise<void> {
    const id = page.shown.item;
    await this.list.refresh(new Set(id ? [id] : []));
    this.#ahead.clear();
    if (!id || this.detail?.id !== id) return;
    this.#lookAhead(id);
    try {
      const fresh = await loadDetail(id);
      if (this.detail?.id !== id || page.shown.item !== id) return;
      const others = newByOthers(this.detail.decisions, fresh.decisions, work.session?.name ?? null);
      this.#note(...others.map((one) => `${one.by} ${sayKind(one.kind)} this while it was on your screen.`));
      this.detail = fresh;
    } catch (error) {
      if (page.shown.item === id) await this.#lost(id, error);
    }
  }

  async open(need: string | null, all: boolean): Promise<void> {
    await this.list.open(need, all);
    // What the queue begins with takes the place of the bare queue in the history: Back leads out of it.
    if (!page.shown.item) await this.advance("set");
  }

  step(by: 1 | -1): void {
    const item = beside(this.list.items, page.shown.item, by);
    if (item) page.go({ item: item.id, sel: null });
    else if (by === 1) void this.list.more();
  }

  /** Go to the next item that waits; without one the screen says that the queue is done. */
  async advance(how: "go" | "set" = "go"): Promise<void> {
    const item = await this.list.next(page.shown.item);
    if (page.shown.view !== "review") return;
    page[how]({ item: item?.id ?? null, sel: null });
    if (!item) this.detail = null;
  }

  /** Show the words of another claim. */
  turn(by: 1 | -1): void {
    const column = this.columns[this.at + by];
    if (column) page.set({ sel: column.claim.id });
  }

  /** Choose or leave the claim of a column, with its copies, and show its words. */
  choose(at: number): void {
    const column = this.columns[at];
    if (!column) return;
    const ids = idsOf(column);
    const chosen = new Set(this.chosen);
    for (const id of ids) if (this.chosen.has(column.claim.id)) chosen.delete(id); else chosen.add(id);
    this.chosen = chosen;
    page.set({ sel: column.claim.id });
  }

  #lookAhead(id: string): void {
    const next = nextOpen(this.list.items, id, this.list.done);
    if (!next || this.#ahead.has(next.id)) return;
    const coming = loadDetail(next.id);
    coming.catch(() => undefined);
    this.#ahead.set(next.id, coming);
  }

  /** An item is no longer there: go on where its claims went, else say so. */
  async #lost(id: string, error: unknown): Promise<void> {
    const claims = this.detail?.id === id ? this.detail.own : (this.list.items.find((item) => item.id === id)?.claims ?? []);
    if (error instanceof ApiError && error.status === 404) await this.list.refresh(new Set());
    const heir = error instanceof MovedError ? error.to : heirOf(claims, this.list.items.filter((item) => item.id !== id))?.id;
    if (heir) {
      page.set({ item: heir });
      await this.show(heir);
      this.#note("The build put these claims together anew; this is where they went.");
      return;
    }
    this.detail = null;
    this.missing = error instanceof ApiError ? `${error.what}. ${error.remedy}.` : String(error);
  }

  /** Say something of the item on the screen, once: a batch of decisions says the same of each claim. */
  #note(...words: string[]): void {
    this.notices = [...new Set([...this.notices, ...words])];
  }

  // -- deciding --------------------------------------------------------------------------------------------------------

  /** Judge the claims chosen, or all of the item that wait, and go on at once; a refusal brings the item back. */
  async judge(verdict: Verdict): Promise<void> {
    if (!this.detail) return;
    const detail = { ...this.detail, claims: this.claims };
    const claims = judgedClaims(detail, this.chosen);
    if (!claims.length) return this.advance();
    if (this.#asks(claims, verdict) || !(await work.signed())) return;
    const { id } = detail;
    const state = verdict === "unsure" ? "unsure" : stateAfter(detail, claims, verdict);
    if (verdict !== "unsure") this.#lay(claims, verdict);
    this.chosen = new Set();
    this.#asked = null;
    if (state !== "unreviewed") {
      this.list.mark(id, state);
      void this.advance();
    }
    const words = `${{ accepted: "Accepted", rejected: "Rejected", unsure: "Unsure of" }[verdict]} ${sayClaims(claims.length)}`;
    const refused = await this.#send(verdictDecisions(claims, verdict), words, id);
    // What is on its way stays laid over the claims until they say it themselves.
    if (!refused) await this.refresh();
    this.#lift(claims);
    if (refused) this.#bringBack(id, refused);
  }

  /** Write decisions about the item on the screen and stay; returns whether they were written. */
  async decide(decisions: readonly NewDecision[], words: string): Promise<boolean> {
    if (!(await work.signed())) return false;
    const refused = await this.#send(decisions, words, page.shown.item);
    if (refused) this.notices = [refused];
    else this.mode = null;
    return !refused;
  }

  /** Take back the last batch of this reviewer, and go to the item that it was made at. */
  async undo(): Promise<void> {
    if (!(await work.signed())) return;
    await this.#line;
    try {
      const found = lastBatch(batches.read(), await api.decisions(), work.session?.name ?? null);
      if (!found) {
        this.said = "Nothing of yours is left to take back";
        return;
      }
      const { batch, left } = found;
      await this.#write(batch.ids.map((decision) => ({ kind: "undo", decision })));
      batches.keep(left);
      this.said = `Taken back: ${batch.words}`;
      if (batch.item) this.list.mark(batch.item, null);
      if (batch.item) page.go({ item: batch.item, sel: null });
    } catch (error) {
      work.fail(error);
    }
  }

  /** Ask once before a verdict that speaks against another reviewer's. */
  #asks(claims: readonly ClaimCard[], verdict: Verdict): boolean {
    const against = againstOthers(claims, this.detail?.decisions ?? [], verdict, work.session?.name ?? null);
    const key = `${verdict} ${claims.map((claim) => claim.id).join()}`;
    if (!against.length || this.#asked === key) return false;
    this.#asked = key;
    const who = [...new Set(against.map((one) => `${one.by} ${sayKind(one.kind)} it`))].join("; ");
    this.notices = [`${who}. Decide again to decide otherwise: both stay listed, as a conflict, and the later one holds.`];
    return true;
  }

  #lay(claims: readonly ClaimCard[], verdict: "accepted" | "rejected"): void {
    this.#verdicts = new Map([...this.#verdicts, ...claims.map((claim) => [claim.id, verdict] as const)]);
  }

  #lift(claims: readonly ClaimCard[]): void {
    const verdicts = new Map(this.#verdicts);
    for (const claim of claims) verdicts.delete(claim.id);
    this.#verdicts = verdicts;
  }

  #bringBack(id: string, refused: string): void {
    this.list.mark(id, null);
    if (page.shown.item !== id) page.go({ item: id, sel: null });
    void this.show(id).then(() => (this.notices = [refused]));
  }

  /** Send decisions in turn; returns why they were refused. */
  async #send(decisions: readonly NewDecision[], words: string, item: string | null): Promise<string | null> {
    const sent = this.#line.then(() => this.#write(decisions));
    this.#line = sent.catch(() => undefined);
    if (item) this.list.sending.add(item);
    try {
      const ids = await sent;
      const batch: Batch = { ids, item, words };
      batches.keep([...batches.read(), batch]);
      this.said = words;
      return null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return `Not written: ${error.what}. ${error.remedy}.`;
    } finally {
      if (item) this.list.sending.delete(item);
    }
  }

  async #write(decisions: readonly NewDecision[]): Promise<string[]> {
    const { written } = await api.decide(decisions);
    void work.refresh();
    return written.map((one) => one.id);
  }
}

function idsOf(column: Column): string[] {
  return [column.claim.id, ...column.copies.map((claim) => claim.id)];
}

export function sayClaims(count: number): string {
  return count === 1 ? "1 claim" : `${count} claims`;
}

export const desk = new Desk();
