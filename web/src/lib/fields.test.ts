import { describe, expect, it } from "vitest";
import { fieldRows, foldCopies, letterOf } from "./fields";
import type { ClaimCard, Figure } from "./types";

function claim(change: Partial<ClaimCard> = {}): ClaimCard {
  return {
    id: "clm-a",
    report: { id: "rep-a", uri: "a.html", outlet: "Outlet", published: { earliest: null, latest: null, how: "unknown" } },
    type: "attack",
    kind: "event",
    actor: null,
    actors: [],
    target: null,
    targets: [],
    weapon: null,
    place: null,
    time: null,
    figures: [],
    share: null,
    stance: "asserted",
    background: false,
    speaker: null,
    said_on: null,
    quote: "",
    start: 0,
    end: 0,
    found_by: [],
    score: 1,
    review: "unreviewed",
    event: null,
    title: null,
    sentence: null,
    before: null,
    after: null,
    marks: [],
    pending: null,
    decisions: [],
    copy_of: null,
    ...change,
  };
}

function killed(low: number | null, high: number | null, change: Partial<Figure> = {}): Figure {
  return { harm: "killed", low, high, qualifier: "exact", group: null, status: null, of_whom: [], scope: "event", ...change };
}

const row = (field: string, ...claims: Partial<ClaimCard>[]) =>
  fieldRows(claims.map((change, at) => claim({ id: `clm-${at}`, ...change }))).find((one) => one.field === field);
const day = (from: string, to = from) => ({ earliest: from, latest: to, grain: "day", how: "text" });
const group = (id: string) => ({ id, name: id });

describe("claims side by side", () => {
  it("has a cell for each claim in each row", () => {
    const rows = fieldRows([claim({ figures: [killed(1, 1)] }), claim({ id: "clm-b" })]);
    expect(rows.every((one) => one.cells.length === 2)).toBe(true);
    expect(rows.map((one) => one.field)).toContain("figures.killed");
  });

  it("is quiet where claims say the same, or where only one says anything", () => {
    expect(row("place", { place: null }, { place: { id: "x", name: "X", lon: 1, lat: 1, radius_km: 1, precision: 1 } })).toMatchObject({ differs: false, conflict: false });
    expect(row("actor", { actors: [group("A")] }, { actors: [group("A")] })).toMatchObject({ same: true, differs: false, conflict: false });
    expect(row("actor", { actors: [group("A")] }, {})?.same).toBe(false);
  });

  it("keeps the report's words beside the register's name where they are others", () => {
    const actors = [{ id: "LNA", name: "Libyan National Army", surface: "Haftar's forces" }];
    expect(row("actor", { actors })?.cells[0]).toEqual({ claim: "clm-0", text: "Libyan National Army", words: "Haftar's forces" });
    expect(row("actor", { actors: [{ id: "X", name: "Army", surface: "the army" }] })?.cells[0]?.words).toBeNull();
  });

  it("marks figures whose bounds do not meet, and not those that do", () => {
    expect(row("figures.killed", { figures: [killed(11, 11)] }, { figures: [killed(34, 34)] })).toMatchObject({ conflict: true, why: "the figures do not meet: 11 and 34" });
    expect(row("figures.killed", { figures: [killed(11, null)] }, { figures: [killed(34, 34)] })).toMatchObject({ differs: true, conflict: false });
  });

  it("holds a count of all against the sum of the parts", () => {
    const parts = [killed(5, 5, { group: group("A") }), killed(3, 3, { group: group("B") })];
    expect(row("figures.killed", { figures: parts }, { figures: [killed(8, 8)] })?.conflict).toBe(false);
    expect(row("figures.killed", { figures: parts }, { figures: [killed(9, 9)] })?.conflict).toBe(true);
    expect(row("figures.killed", { figures: [parts[0] as Figure] }, { figures: [parts[1] as Figure] })?.conflict).toBe(false);
  });

  it("does not hold a running total against the count of one happening", () => {
    expect(row("figures.killed", { figures: [killed(5, 5)] }, { figures: [killed(90, 90, { scope: "running_total" })] })?.conflict).toBe(false);
  });

  it("marks days that do not meet and places too far apart", () => {
    expect(row("time", { time: day("2016-11-15", "2016-11-17") }, { time: day("2016-11-17") })).toMatchObject({ differs: true, conflict: false });
    expect(row("time", { time: day("2016-11-15") }, { time: day("2016-11-17") })?.conflict).toBe(true);
    const place = (id: string, lat: number, radius_km: number) => ({ place: { id, name: id, lon: 20, lat, radius_km, precision: 1 } });
    expect(row("place", place("a", 32, 2), place("b", 33, 5))).toMatchObject({ conflict: true, why: "two places 111 km apart" });
    expect(row("place", place("a", 32, 2), place("b", 32.1, 50))).toMatchObject({ differs: true, conflict: false });
  });

  it("marks other known actors, but not an army beside its state or somebody unknown", () => {
    expect(row("actor", { actors: [group("LNA")] }, { actors: [group("GNA")] })?.conflict).toBe(true);
    expect(row("actor", { actors: [{ id: "m", name: "Military of Iraq" }] }, { actors: [{ id: "s", name: "Iraq" }] })?.conflict).toBe(false);
    expect(row("actor", { actors: [group("LNA")] }, { actors: [{ id: null, name: "gunmen" }] })).toMatchObject({ differs: true, conflict: false });
  });

  it("does not mark actors whom the link between the claims found related", () => {
    const claims = [claim({ id: "x", actors: [group("brigade")] }), claim({ id: "y", actors: [group("army")] })];
    const link = (value: number) => [{ claim_a: "x", claim_b: "y", score: 0.6, parts: [{ feature: "actors", value, weight: 0.2 }] }];
    const conflicts = (value: number) => fieldRows(claims, {}, link(value)).filter((one) => one.conflict).map((one) => one.field);
    expect([conflicts(0.7), conflicts(-1)]).toEqual([[], ["actor"]]);
  });

  it("marks a denial, and hears nobody whose claim was rejected", () => {
    expect(row("stance", {}, { stance: "denied" })?.conflict).toBe(true);
    expect(row("stance", {}, { stance: "denied", pending: "rejected" })?.conflict).toBe(false);
    expect(row("stance", {}, { stance: "denied", review: "rejected" })?.conflict).toBe(false);
  });

  it("never holds speakers or outlets against each other", () => {
    const rows = fieldRows([claim(), claim({ report: { ...claim().report, outlet: "Other" } })]);
    expect(rows.filter((one) => ["speaker", "outlet"].includes(one.field)).some((one) => one.differs || one.conflict)).toBe(false);
  });
});

describe("columns", () => {
  const report = (id: string) => ({ ...claim().report, id });

  it("fold copies into the first report's claim, whatever the order", () => {
    const first = claim({ id: "one", report: report("rep-1") });
    const copy = claim({ id: "two", report: report("rep-2"), copy_of: "rep-1" });
    for (const claims of [[first, copy], [copy, first]]) {
      expect(foldCopies(claims).map((column) => [column.letter, column.claim.id, column.copies.map((one) => one.id)])).toEqual([["A", "one", ["two"]]]);
    }
  });

  it("keep a copy apart that says something else, and know copies from their rows", () => {
    const first = claim({ id: "one", report: report("rep-1"), figures: [killed(3, 3)] });
    const copy = claim({ id: "two", report: report("rep-2"), figures: [killed(30, 30)] });
    const copies = [{ report: "rep-2", first: "rep-1", how: "near_copy" }];
    expect(foldCopies([first, copy], copies).map((column) => column.letter)).toEqual(["A", "B"]);
    expect(foldCopies([first, { ...copy, figures: [killed(3, 3)] }], copies)).toHaveLength(1);
  });

  it("stand in the order of publication, unknown days last", () => {
    const on = (id: string, earliest: string | null) => claim({ id, report: { ...report(`rep-${id}`), published: { earliest, latest: earliest, how: "given" } } });
    expect(foldCopies([on("x", null), on("late", "2016-05-02"), on("soon", "2016-05-01")]).map((column) => column.claim.id)).toEqual(["soon", "late", "x"]);
  });

  it("are lettered beyond Z", () => {
    expect([0, 25, 26, 27, 51, 52].map(letterOf)).toEqual(["A", "Z", "AA", "AB", "AZ", "BA"]);
  });
});
