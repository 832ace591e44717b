import { describe, expect, it } from "vitest";
import { RecordColumns } from "./record";
import { readOrder, sortBy, sortRows, turnOrder, writeOrder, type Column } from "./sorting";
import { makeOverview } from "./samples";

const record = new RecordColumns(
  makeOverview([
    { from: 10, to: 10, type: 0, place: 1, killed: 3, actors: [1], state: 1 },
    { from: null, to: null, type: 1, place: -1, killed: null, actors: [], state: 0 },
    { from: -40, to: -40, type: 0, place: 0, killed: 12, actors: [0], state: 0 },
    { from: null, to: 10, type: 1, place: 1, killed: 3, actors: [1], state: 0 },
  ]),
);
const all = Int32Array.from([0, 1, 2, 3]);
const order = (by: Column, down = false) => [...sortRows(record, all, { by, down })];

describe("the order of events", () => {
  it("is by day with days before 1970, and unknown days last in either direction", () => {
    expect(order("day")).toEqual([2, 0, 3, 1]);
    expect(order("day", true)).toEqual([0, 3, 2, 1]);
  });

  it("is by number with unknown numbers last, and keeps equal rows as they were", () => {
    expect(order("killed")).toEqual([0, 3, 2, 1]);
    expect(order("killed", true)).toEqual([2, 0, 3, 1]);
    expect([...sortRows(record, Int32Array.from([3, 0]), { by: "killed", down: true })]).toEqual([3, 0]);
  });

  it("is by name, not by the order in which names came", () => {
    expect(order("place")).toEqual([0, 3, 2, 1]);
    expect(order("who", true)).toEqual([0, 3, 2, 1]);
    expect(order("type")).toEqual([1, 3, 0, 2]);
  });

  it("puts what is disputed after what is agreed upon", () => {
    expect(order("state")).toEqual([1, 2, 3, 0]);
  });

  it("agrees with a plain sort on any keys", () => {
    const keys = Uint32Array.from({ length: 5000 }, (_, at) => (at * 2654435761) % 4000000000);
    const rows = Int32Array.from(keys.keys());
    const plain = [...rows].sort((a, b) => (keys[a] as number) - (keys[b] as number));
    expect([...sortBy(rows, keys, false)]).toEqual(plain);
    expect([...sortBy(rows, keys, true)]).toEqual(plain.reverse());
  });
});

describe("the order in the URL", () => {
  it("is written and read again, and is the newest first where it makes no sense", () => {
    expect(readOrder(writeOrder({ by: "killed", down: true }))).toEqual({ by: "killed", down: true });
    expect(readOrder(writeOrder({ by: "day", down: false }))).toEqual({ by: "day", down: false });
    expect(writeOrder(readOrder("-colour"))).toBeNull();
  });

  it("turns round on the second click", () => {
    const once = turnOrder({ by: "day", down: true }, "place");
    expect([once, turnOrder(once, "place")]).toEqual([
      { by: "place", down: false },
      { by: "place", down: true },
    ]);
    expect(turnOrder(once, "killed").down).toBe(true);
  });
});
