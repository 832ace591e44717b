import { describe, expect, it } from "vitest";
import { holdingsOn } from "./control";
import { eventsOf, placeRows, sayParties } from "./placerows";
import { record, span } from "./testing";

const columns = record({ control: [span({ place: 2, holder: 1 })] });
const all = Int32Array.of(0, 1, 2, 3);
const sums = columns.sumPlaces(all);
const holdings = holdingsOn(columns.data.control, 5);

describe("the table of places", () => {
  it("sorts by each column, ties by count and name", () => {
    expect(placeRows(columns, sums, holdings, "count", true)).toEqual([1, 2, 0]);
    expect(placeRows(columns, sums, holdings, "name", false)).toEqual([1, 2, 0]);
    expect(placeRows(columns, sums, holdings, "name", true)).toEqual([0, 2, 1]);
  });

  it("puts the busier first among those that a column does not tell apart", () => {
    const name = ["d", "b", "c", "a", "e"];
    const many = record({ places: { ...columns.data.places, id: name, name } });
    const counts = { count: Int32Array.of(1, 7, 7, 0, 2), families: Int32Array.of(1, 0, 0, 0, 0, 7, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0) };
    expect(placeRows(many, counts, new Map(), "family", false)).toEqual([1, 2, 0, 4]);
    expect(placeRows(many, counts, new Map(), "family", true)).toEqual([4, 1, 2, 0]);
    expect(placeRows(many, counts, new Map(), "count", false)).toEqual([0, 4, 1, 2]);
  });

  it("puts places that nobody is said to hold last, either way", () => {
    expect(placeRows(columns, sums, holdings, "holder", false)[0]).toBe(2);
    expect(placeRows(columns, sums, holdings, "holder", true)[0]).toBe(2);
  });

  it("leaves out what has neither events nor a holder", () => {
    const none = columns.sumPlaces(Int32Array.of());
    expect(placeRows(columns, none, holdings, "count", true)).toEqual([2]);
  });

  it("lists the events of a place, the newest first, those without a day last", () => {
    expect(eventsOf(columns, all, 1)).toEqual([1, 2]);
    expect(sayParties(columns, 0)).toEqual({ who: "Army", whom: "Brigade" });
  });
});
