/** What the page knows of the project: the record that is open, who reviews, what was decided, what went wrong. */
import { untrack } from "svelte";
import { api, ApiError } from "./api";
import { RecordColumns, type Filter } from "./record";
import { page } from "./page.svelte";
import type { NewDecision, Project, SearchResult, Session, Written } from "./types";

const EVERY = 2000;
/** Places, actors and reports that are named beside the events of a search, at most. */
const MATCHES = 6;

export interface Message {
  id: number;
  kind: "done" | "error";
  words: string;
  remedy: string | null;
  undo: string[] | null;
}

class Work {
  project: Project | null = $state.raw(null);
  session: Session | null = $state.raw(null);
  record: RecordColumns | null = $state.raw(null);
  /** Events that a search found; null = no search is shown. */
  found: ReadonlySet<string> | null = $state.raw(null);
  /** Places, actors and reports that bear the words of the search. */
  matches: SearchResult | null = $state.raw(null);
  /** Raised when anything was decided by anybody or a new record is there: views that depend on either ask again. */
  turn = $state(0);
  messages: Message[] = $state([]);
  /** Whether the name of the reviewer is asked for, and what waits for it. */
  asking = $state(false);
  #waiting: (() => void)[] = [];
  #seat: () => void = () => undefined;
  /** Settled once the server has said who sits here, or has not. */
  readonly #seated = new Promise<void>((resolve) => (this.#seat = resolve));
  #numbers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The filter that the URL says, over all events. */
  filter: Filter = $derived({
    from: page.shown.from,
    to: page.shown.to,
    types: page.shown.types,
    states: page.shown.states,
    reviews: page.shown.reviews,
    places: page.shown.places,
    actors: page.shown.actors,
    found: this.found,
  });

  async start(): Promise<void> {
    // The two do not wait for each other.
    const project = this.refresh();
    try {
      this.session = await api.session();
    } catch (error) {
      this.fail(error);
    } finally {
      this.#seat();
    }
    await project;
  }

  /** Ask how the project stands; called again and again while the page is open. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const before = this.project;
      const now = await api.project();
      if (!before || JSON.stringify(before) !== JSON.stringify(now)) this.project = now;
      if (now.built && now.built !== this.record?.data.build) {
        this.record = new RecordColumns(await api.overview(now.built));
        this.turn++;
      } else if (before && before.ledger !== now.ledger) {
        this.turn++;
      }
    } catch (error) {
      if (!this.project) this.fail(error);
    } finally {
      this.#timer = setTimeout(() => void this.refresh(), EVERY);
    }
  }

  /** Look for words in the record; the events of the claims that hold them are what the views show. */
  async search(words: string): Promise<void> {
    if (!words.trim()) {
      [this.found, this.matches] = [null, null];
      return;
    }
    try {
      const result = await api.search(words, MATCHES);
      [this.found, this.matches] = [new Set(result.events), result];
    } catch (error) {
      this.fail(error);
    }
  }

  /** An event in an address may have another id by now: the address takes that. */
  async follow(id: string | null): Promise<void> {
    if (!id?.startsWith("evt-") || !this.record || this.record.at(id) >= 0) return;
    const found = await api.event(id).catch(() => null);
    if (found && found.event.id !== id && page.shown.sel === id) page.set({ sel: found.event.id });
  }

  /**
   * Write decisions; the reviewer's name is asked for first where it is not known.
   *
   * Returns what was written, or null where it was refused (the page says why) or nobody signed it.
   */
  async decide(decisions: readonly NewDecision[], words: string, note: string | null = null): Promise<Written | null> {
    if (!(await this.signed())) return null;
    try {
      const answer = await api.decide(decisions, note);
      this.say(words, answer.written.map((one) => one.id));
      this.turn++;
      void this.refresh();
      return answer;
    } catch (error) {
      this.fail(error);
      return null;
    }
  }

  /** Wait until the reviewer has a name; false where none was given. */
  async signed(): Promise<boolean> {
    // A key can be quicker than the server: nobody is asked for a name that it knows.
    await this.#seated;
    if (this.session?.name) return true;
    if (!this.asking) this.asking = true;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return Boolean(this.session?.name);
  }

  /** Take the name of the reviewer; null = they would not say. */
  async rename(name: string | null): Promise<void> {
    try {
      if (name) this.session = await api.rename(name);
      this.asking = false;
    } catch (error) {
      this.fail(error);
      return;
    }
    for (const go of this.#waiting.splice(0)) go();
  }

  async build(): Promise<void> {
    try {
      await api.build();
      await this.refresh();
    } catch (error) {
      this.fail(error);
    }
  }

  say(words: string, undo: string[] | null = null): void {
    this.#tell({ kind: "done", words, remedy: null, undo });
  }

  fail(error: unknown): void {
    const known = error instanceof ApiError ? error : new ApiError(0, String(error), "load the page again");
    this.#tell({ kind: "error", words: known.what, remedy: known.remedy, undo: null });
  }

  dismiss(id: number): void {
    this.messages = this.messages.filter((message) => message.id !== id);
  }

  #tell(message: Omit<Message, "id">): void {
    const id = ++this.#numbers;
    untrack(() => {
      this.messages = [...this.messages.slice(-2), { ...message, id }];
    });
    setTimeout(() => this.dismiss(id), message.kind === "error" ? 15000 : 6000);
  }
}

export const work = new Work();
