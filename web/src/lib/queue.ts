/** The queue of what to review, as a list that stays put while a reviewer works and while the record is built anew. */
import type { QueueItem, Review } from "./types";

/** What a reviewer did to an item since the page was opened: a verdict, or doubt, which leaves it unreviewed. */
export type Done = Exclude<Review, "unreviewed"> | "unsure";

export type DoneItems = ReadonlyMap<string, Done>;

/** Whether an item still waits for this reviewer. */
export function isOpen(item: QueueItem, done: DoneItems): boolean {
  return item.state === "unreviewed" && !done.has(item.id);
}

/** Return the next item that waits after an item, from the start again after the end; null where none waits. */
export function nextOpen(items: readonly QueueItem[], from: string | null, done: DoneItems): QueueItem | null {
  const at = items.findIndex((item) => item.id === from);
  const turned = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))];
  return turned.find((item) => isOpen(item, done)) ?? null;
}

/** Return the item beside another, open or not; null at the ends. */
export function beside(items: readonly QueueItem[], from: string | null, step: 1 | -1): QueueItem | null {
  const at = items.findIndex((item) => item.id === from);
  if (at < 0) return items[0] ?? null;
  return items[at + step] ?? null;
}

/**
 * Take over a fresh list without moving what the reviewer has under their hands.
 *
 * The order is that of the fresh list. What it lacks stays behind the item it stood behind if it is in `keep`: the items
 * judged since the page was opened, which `k` goes back to, and the one on the screen.
 */
export function mergeQueue(old: readonly QueueItem[], fresh: readonly QueueItem[], keep: ReadonlySet<string>): QueueItem[] {
  const inFresh = new Set(fresh.map((item) => item.id));
  const merged = [...fresh];
  let before: string | null = null;
  for (const item of old) {
    if (!inFresh.has(item.id)) {
      if (!keep.has(item.id)) continue;
      const at = before === null ? -1 : merged.findIndex((one) => one.id === before);
      merged.splice(at + 1, 0, item);
    }
    before = item.id;
  }
  return merged;
}

/** Append a later page of the queue; items that are there already stay where they are. */
export function appendPage(items: readonly QueueItem[], page: readonly QueueItem[]): QueueItem[] {
  const known = new Set(items.map((item) => item.id));
  return [...items, ...page.filter((item) => !known.has(item.id))];
}

/** Find what an item became in a new record: the item with most of the same claims; null where it has none of them. */
export function heirOf(claims: readonly string[], items: readonly QueueItem[]): QueueItem | null {
  const wanted = new Set(claims);
  let best: QueueItem | null = null;
  let most = 0;
  for (const item of items) {
    const shared = item.claims.filter((claim) => wanted.has(claim)).length;
    if (shared > most) [best, most] = [item, shared];
  }
  return best;
}

const NEEDS: Record<string, string> = {
  disputed: "sources contradict each other",
  territory: "who holds what",
  toll: "many people harmed",
  score: "read or joined with doubt",
  unresolved: "a name or place is not known",
};

/** Say why an item should be looked at. */
export function sayNeed(need: string): string {
  return NEEDS[need] ?? need.replaceAll("_", " ");
}
