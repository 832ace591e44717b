import { describe, expect, it } from "vitest";
import { SILENCE, covers, holdingsOn, letterOf, rankHolders, sayHolding, sayShare } from "./control";
import { span } from "./testing";

describe("control on a day", () => {
  it("takes a bound that is not told to be open, and leaves out what has no day at all", () => {
    expect(covers({ from: null, to: 9 }, 3)).toBe(true);
    expect(covers({ from: 4, to: null }, 3)).toBe(false);
    expect(covers({ from: 4, to: 4 }, 4)).toBe(true);
    expect(covers({ from: null, to: null }, 3)).toBe(false);
  });

  it("goes by what began last, and by what a person set before all", () => {
    const old = span({ id: "old", from: 0, holder: 0, state: "contested" });
    const late = span({ id: "late", from: 8, holder: 1 });
    expect(holdingsOn([old, late], 10).get(0)?.holder).toBe(1);
    expect(holdingsOn([{ ...old, basis: "human" }, late], 10).get(0)?.holder).toBe(0);
    expect(holdingsOn([old, late], 5).get(0)?.holder).toBe(0);
  });

  it("is disputed where two are said to hold the same whole, not where each holds a part", () => {
    const one = span({ id: "one", holder: 0 });
    const two = span({ id: "two", holder: 1, from: 3 });
    expect(holdingsOn([one, two], 5).get(0)?.firmness).toBe("disputed");
    expect(holdingsOn([{ ...one, share: "most" }, { ...two, share: 0.2 }], 5).get(0)?.firmness).toBe("claimed");
    expect(holdingsOn([{ ...one, basis: "agreed" }], 5).get(0)?.firmness).toBe("agreed");
  });

  it("is not drawn as agreed where nothing was told for long", () => {
    const agreed = span({ basis: "agreed", from: 0, to: null, told: 10 });
    expect(holdingsOn([agreed], 10 + SILENCE).get(0)?.firmness).toBe("agreed");
    expect(holdingsOn([agreed], 11 + SILENCE).get(0)?.firmness).toBe("claimed");
    expect(holdingsOn([{ ...agreed, basis: "human" }], 11 + SILENCE).get(0)?.firmness).toBe("agreed");
  });

  it("gives letters by how much is said of a holder", () => {
    expect(rankHolders([span({ holder: 3 }), span({ holder: 1 }), span({ holder: 1 }), span({ holder: null })])).toEqual([1, 3]);
    expect([0, 25, 26, -1].map(letterOf)).toEqual(["A", "Z", "+", "?"]);
  });

  it("says who and how much", () => {
    expect(sayHolding("held", null)).toBe("held, by whom is not said");
    expect(sayHolding("besieged", "X")).toBe("besieged; said to be in it: X");
    expect([sayShare(0.7), sayShare("most"), sayShare(null)]).toEqual(["70% of it", "most of it", ""]);
  });
});
