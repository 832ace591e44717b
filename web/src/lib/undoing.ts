/** The batches of decisions that this browser wrote, the last on top, so that each can be taken back in turn. */
import { inForce } from "./cluster";
import type { DecisionRow } from "./types";

export interface Batch {
  ids: string[];
  /** The item that they were made at. */
  item: string | null;
  words: string;
}

const KEPT = "sijil-undo";
const MOST = 200;

/** Read the batches that were kept; what makes no sense is left out. */
export function readBatches(kept: string | null): Batch[] {
  try {
    const said: unknown = JSON.parse(kept ?? "[]");
    return Array.isArray(said) ? said.filter((one): one is Batch => Array.isArray(one?.ids) && typeof one.words === "string") : [];
  } catch {
    return [];
  }
}

/**
 * Find what to take back: the last batch of which anything still holds, else the last decision of this reviewer.
 *
 * Returns it with only the decisions in force, and the batches that are left below it; null where nothing is left.
 */
export function lastBatch(batches: readonly Batch[], ledger: readonly DecisionRow[], me: string | null): { batch: Batch; left: Batch[] } | null {
  const holds = new Set(inForce(ledger).map((one) => one.id));
  for (let at = batches.length - 1; at >= 0; at--) {
    const batch = batches[at] as Batch;
    const ids = batch.ids.filter((id) => holds.has(id));
    if (ids.length) return { batch: { ...batch, ids }, left: batches.slice(0, at) };
  }
  const last = inForce(ledger).find((one) => one.by === me);
  return last ? { batch: { ids: [last.id], item: null, words: last.kind.replaceAll("_", " ") }, left: [] } : null;
}

export const batches = {
  read: (): Batch[] => readBatches(sessionStorage.getItem(KEPT)),
  keep: (all: readonly Batch[]): void => sessionStorage.setItem(KEPT, JSON.stringify(all.slice(-MOST))),
};
