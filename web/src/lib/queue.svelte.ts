/** The queue as it is loaded: page after page, and again whenever anybody decided something. */
import { api } from "./api";
import { appendPage, isOpen, mergeQueue, nextOpen, type Done, type DoneItems } from "./queue";
import { work } from "./work.svelte";
import type { Queue, QueueItem } from "./types";

const PAGE = 100;
/** Items that are asked for again when something was decided; those farther down stay as they were loaded. */
const FRESH = 500;
/** Items of the last page that are asked for again with the next, in case others judged some before them. */
const OVERLAP = 20;

export class QueueList {
  items: readonly QueueItem[] = $state.raw([]);
  /** The last answer, for its counts. */
  counts: Queue | null = $state.raw(null);
  /** What this reviewer did to items since the page was opened. */
  done: DoneItems = $state.raw(new Map<string, Done>());
  /** Items whose verdict is on its way: the server cannot know it yet. */
  readonly sending = new Set<string>();
  /** How many items there are, with those judged here that the server lists no longer. */
  length: number = $derived.by(() => Math.max(this.items.length, this.#listed + this.#kept));
  #listed = $state(0);
  #kept = $state(0);
  #need: string | null = null;
  #all = false;
  #ended = false;
  #turn = 0;

  /** Load the beginning of the queue of a need. */
  async open(need: string | null, all: boolean): Promise<void> {
    this.#need = need;
    this.#all = all;
    const queue = await this.#ask(0, PAGE);
    if (!queue) return;
    this.items = queue.items;
    this.#kept = 0;
    this.#ended = queue.items.length < PAGE;
  }

  /** Load again what is there; the items in `keep` stay even where the server lists them no longer. */
  async refresh(keep: ReadonlySet<string>): Promise<void> {
    const [marked, underway] = [this.done, new Set(this.sending)];
    const tail = this.items.slice(FRESH).map((item) => item.id);
    const queue = await this.#ask(0, Math.min(FRESH, Math.max(PAGE, this.items.length)));
    if (!queue) return;
    // A verdict that was taken back somewhere leaves its item open again.
    for (const item of queue.items) {
      const done = marked.get(item.id);
      const isOld = done && done === this.done.get(item.id) && !underway.has(item.id) && !this.sending.has(item.id);
      if (isOld && done !== "unsure" && item.state === "unreviewed") this.mark(item.id, null);
    }
    this.items = mergeQueue(this.items, queue.items, new Set([...keep, ...this.done.keys(), ...tail]));
    const fresh = new Set(queue.items.map((item) => item.id));
    this.#kept = this.items.slice(0, this.items.length - tail.length).filter((item) => !fresh.has(item.id)).length;
  }

  /** The next item that waits; loads more of the queue where none is left of what is loaded. */
  async next(from: string | null): Promise<QueueItem | null> {
    let found = nextOpen(this.items, from, this.done);
    while (!found && !this.#ended) {
      await this.more();
      found = nextOpen(this.items, from, this.done);
    }
    return found;
  }

  async more(): Promise<void> {
    if (this.#ended) return;
    // Items that were judged are no longer in the list that the server counts its offset in.
    const listed = this.#all ? this.items.length : this.items.filter((item) => isOpen(item, this.done)).length;
    const queue = await this.#ask(Math.max(0, listed - OVERLAP), PAGE);
    if (!queue) {
      this.#ended = true;
      return;
    }
    const before = this.items.length;
    this.items = appendPage(this.items, queue.items);
    this.#ended = queue.items.length < PAGE || this.items.length === before;
  }

  mark(id: string, done: Done | null): void {
    const marks = new Map(this.done);
    if (done) marks.set(id, done);
    else marks.delete(id);
    this.done = marks;
  }

  /** Ask for a page; null where that failed or another queue was asked for since. */
  async #ask(offset: number, limit: number): Promise<Queue | null> {
    const turn = ++this.#turn;
    try {
      const queue = await api.queue({ need: this.#need, state: this.#all ? "all" : "unreviewed", offset, limit });
      if (turn !== this.#turn) return null;
      this.counts = queue;
      this.#listed = queue.total;
      return queue;
    } catch (error) {
      work.fail(error);
      return null;
    }
  }
}
