import { describe, expect, it } from "vitest";
import { appendPage, beside, heirOf, isOpen, mergeQueue, nextOpen, type Done } from "./queue";
import type { QueueItem, Review } from "./types";

const item = (id: string, state: Review = "unreviewed", claims: string[] = [`clm-${id}`]): QueueItem => ({
  id,
  needs: [],
  weight: 1,
  state,
  label: id,
  claims,
});
const list = (ids: string): QueueItem[] => [...ids].map((id) => item(id));
const ids = (items: readonly QueueItem[]): string => items.map((one) => one.id).join("");
const none: ReadonlyMap<string, Done> = new Map();

describe("the next item", () => {
  it("is the next one that nobody judged, neither before nor just now", () => {
    const items = [item("a"), item("b", "accepted"), item("c"), item("d")];
    expect(nextOpen(items, "a", none)?.id).toBe("c");
    expect(nextOpen(items, "a", new Map([["c", "accepted"]]))?.id).toBe("d");
    expect(nextOpen(items, "a", new Map([["c", "unsure"]]))?.id).toBe("d");
  });

  it("is looked for from the start again after the end, and never the same", () => {
    expect(nextOpen(list("abc"), "c", none)?.id).toBe("a");
    expect(nextOpen(list("a"), "a", none)).toBeNull();
    expect(nextOpen([], null, none)).toBeNull();
    expect(nextOpen(list("ab"), null, none)?.id).toBe("a");
    expect(nextOpen(list("ab"), "gone", none)?.id).toBe("a");
  });

  it("stands beside the one shown, judged or not", () => {
    const items = [item("a"), item("b", "rejected"), item("c")];
    expect([beside(items, "a", 1)?.id, beside(items, "c", -1)?.id]).toEqual(["b", "b"]);
    expect([beside(items, "a", -1), beside(items, "c", 1)]).toEqual([null, null]);
  });
});

describe("a fresh list", () => {
  it("is taken over as it is where nothing must be kept", () => {
    expect(ids(mergeQueue(list("abcd"), list("bdx"), new Set()))).toBe("bdx");
  });

  it("keeps what was judged and what is shown in their places", () => {
    expect(ids(mergeQueue(list("abcd"), list("bdx"), new Set(["a", "c"])))).toBe("abcdx");
    expect(ids(mergeQueue(list("abcd"), list("x"), new Set(["b", "c"])))).toBe("bcx");
    expect(ids(mergeQueue(list("abcd"), [], new Set(["d"])))).toBe("d");
  });

  it("says the state of an item as it is now", () => {
    const merged = mergeQueue(list("ab"), [item("a", "accepted"), item("b")], new Set(["a"]));
    expect(merged.map((one) => one.state)).toEqual(["accepted", "unreviewed"]);
    expect(merged.map((one) => isOpen(one, none))).toEqual([false, true]);
  });

  it("goes on with a later page, each item once", () => {
    expect(ids(appendPage(list("abc"), list("bcd")))).toBe("abcd");
  });
});

describe("an item that a build replaced", () => {
  it("lives on in the one with most of its claims", () => {
    const items = [item("x", "unreviewed", ["1"]), item("y", "unreviewed", ["2", "3", "4"])];
    expect(heirOf(["1", "2", "3"], items)?.id).toBe("y");
    expect(heirOf(["9"], items)).toBeNull();
  });
});
