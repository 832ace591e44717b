import { describe, expect, it } from "vitest";
import { FIRST } from "./address";
import { actorCounts, groupTypes, isFiltered, matchChoices, NO_FILTER, placeCounts, toggle } from "./filters";
import { record } from "./testing";

describe("filters", () => {
  it("offer the types that the record has, by family, the most frequent first", () => {
    const { data, type } = record();
    expect(groupTypes(data.types, type).map(({ family, count }) => [family, count])).toEqual([
      ["fighting", 3],
      ["bombardment", 1],
    ]);
    expect(groupTypes([...data.types, "siege"], type)).toHaveLength(2);
  });

  it("add what is not chosen yet and take out what is chosen wholly", () => {
    expect(toggle(["a"], ["a", "b"])).toEqual(["a", "b"]);
    expect(toggle(["a", "b", "c"], ["a", "b"])).toEqual(["c"]);
  });

  it("know when they are set, and how to be none again", () => {
    expect(isFiltered(FIRST)).toBe(false);
    const set = { ...FIRST, actors: ["x"], from: 3, q: "w" };
    expect(isFiltered(set)).toBe(true);
    expect(isFiltered({ ...set, ...NO_FILTER })).toBe(false);
  });

  it("find names without accents, in either script, and by id; beginnings first", () => {
    const choices = [
      { id: "p1", name: "Kafr Şirt", count: 9 },
      { id: "lby-sirte", name: "Sirte", native: "سرت", count: 1 },
      { id: "p3", name: "Zella", count: 5 },
    ];
    expect(matchChoices(choices, "SIRT", 9).map((one) => one.id)).toEqual(["lby-sirte", "p1"]);
    expect(matchChoices(choices, "سرت", 9).map((one) => one.id)).toEqual(["lby-sirte"]);
    expect(matchChoices(choices, "p3", 9).map((one) => one.id)).toEqual(["p3"]);
    expect(matchChoices(choices, "", 2).map((one) => one.id)).toEqual(["p1", "p3"]);
    expect(matchChoices(choices, "nowhere", 9)).toEqual([]);
  });

  it("count an event once for an actor, also one that fights itself", () => {
    const { data, place } = record();
    expect([...placeCounts(3, place)]).toEqual([1, 2, 1]);
    expect([...actorCounts(2, data.events.actors, data.events.targets)]).toEqual([2, 3]);
  });
});
