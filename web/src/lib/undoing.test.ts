import { describe, expect, it } from "vitest";
import { lastBatch, readBatches, type Batch } from "./undoing";
import type { DecisionRow } from "./types";

function row(id: string, change: Partial<DecisionRow> = {}): DecisionRow {
  const nothing = { role: null, words: null, to: null, subject: null, field: null, value: null, note: null, undoes: null, undone_by: null };
  return { id, at: "", by: "Me", kind: "accept_claim", state: "pending", reason: "", claims: [], quotes: [], uris: [], conflicts: [], ...nothing, ...change };
}

const batch = (...ids: string[]): Batch => ({ ids, item: "evt-1", words: ids.join() });

describe("taking back", () => {
  it("begins with the last batch and goes on with those before it", () => {
    const ledger = [row("3"), row("2"), row("1")];
    const first = lastBatch([batch("1"), batch("2", "3")], ledger, "Me");
    expect(first?.batch.ids).toEqual(["2", "3"]);
    expect(lastBatch(first?.left ?? [], ledger, "Me")?.batch.ids).toEqual(["1"]);
  });

  it("passes over what was taken back elsewhere, and takes back what is left of a batch", () => {
    const ledger = [row("3", { state: "undone" }), row("2", { undone_by: "x" }), row("1")];
    expect(lastBatch([batch("1", "2"), batch("3")], ledger, "Me")).toMatchObject({ batch: { ids: ["1"] }, left: [] });
  });

  it("goes on with this reviewer's decisions of the ledger, never with another's", () => {
    expect(lastBatch([], [row("9", { by: "Else" }), row("8", { kind: "undo" }), row("7")], "Me")?.batch.ids).toEqual(["7"]);
    expect(lastBatch([], [row("9", { by: "Else" })], "Me")).toBeNull();
  });

  it("reads what was kept, and nonsense is nothing", () => {
    expect(readBatches(JSON.stringify([batch("1"), 3, { ids: "x" }]))).toEqual([batch("1")]);
    for (const kept of [null, "{", "{}", "null"]) expect(readBatches(kept)).toEqual([]);
  });
});
