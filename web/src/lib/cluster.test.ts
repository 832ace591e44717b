import { describe, expect, it } from "vitest";
import {
  againstOthers,
  bulkClaims,
  disputes,
  judgedClaims,
  newByOthers,
  openClaims,
  overlay,
  splitDecisions,
  stateAfter,
  verdictDecisions,
  type Detail,
} from "./cluster";
import type { ClaimCard, ControlRow, DecisionRow, TollRow } from "./types";

function claim(id: string, change: Partial<ClaimCard> = {}): ClaimCard {
  const published = { earliest: null, latest: null, how: "unknown" };
  return {
    id,
    report: { id: `rep-${id}`, uri: `${id}.txt`, outlet: null, published },
    type: "toll",
    kind: "toll",
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
    quote: id,
    start: 0,
    end: 1,
    found_by: ["rules"],
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

const killed = (low: number): ClaimCard["figures"] => [
  { harm: "killed", low, high: low, qualifier: "exact", group: null, status: null, of_whom: [], scope: "event" },
];

function detail(claims: ClaimCard[], change: Partial<Detail> = {}): Detail {
  const empty = { findings: [], tolls: [], control: [], links: [], fits: [], copies: [], decisions: [], differences: [] };
  return { id: "evt-1", event: null, claims, own: claims.map((one) => one.id), ...empty, ...change };
}

function decision(id: string, change: Partial<DecisionRow> = {}): DecisionRow {
  const nothing = { role: null, words: null, to: null, subject: null, field: null, value: null, note: null, undoes: null, undone_by: null };
  return { id, at: "2026-01-01", by: "B", kind: "accept_claim", state: "pending", reason: "", claims: ["a"], quotes: [], uris: [], conflicts: [], ...nothing, ...change };
}

const ids = (claims: readonly ClaimCard[]): string[] => claims.map((one) => one.id);
const finding = (subject: string, field: string) => ({
  id: `fnd-${field}`,
  subject,
  field,
  value: null,
  low: null,
  high: null,
  state: "disputed",
  sentence: "Because.",
  policy: "cautious",
  decision: null,
  independent: 1,
  support: [],
  against: [],
});
const toll = (change: Partial<TollRow> = {}): TollRow => ({
  id: "tol-1",
  group: null,
  harm: "killed",
  scope: "event",
  place: null,
  time: null,
  low: 39,
  best: 39,
  high: 50,
  state: "disputed",
  basis: "disputed",
  policy: "cautious",
  independent: 1,
  support: ["a"],
  against: ["b"],
  within: [],
  ...change,
});

describe("a verdict", () => {
  it("is about the claims that assert and wait", () => {
    const item = detail([claim("a"), claim("b", { stance: "denied" }), claim("c", { review: "accepted" }), claim("d", { pending: "rejected" })]);
    expect(ids(openClaims(item))).toEqual(["a"]);
    expect(ids(judgedClaims(item, new Set()))).toEqual(["a"]);
  });

  it("is about those chosen, whatever was said of them before", () => {
    const item = detail([claim("a"), claim("b", { review: "accepted" })]);
    expect(ids(judgedClaims(item, new Set(["b"])))).toEqual(["b"]);
  });

  it("is about denials where nothing is asserted, and never about claims of other items", () => {
    expect(ids(openClaims(detail([claim("a", { stance: "denied" })])))).toEqual(["a"]);
    expect(ids(openClaims(detail([claim("a"), claim("b")], { own: ["a"] })))).toEqual(["a"]);
  });

  it("becomes one decision per claim", () => {
    expect(verdictDecisions([claim("a"), claim("b")], "rejected")).toEqual([
      { kind: "reject_claim", claim: "a" },
      { kind: "reject_claim", claim: "b" },
    ]);
    expect(verdictDecisions([claim("a")], "unsure")).toEqual([{ kind: "unsure", claim: "a" }]);
  });

  it("leaves the item unreviewed while claims wait, then says the strongest state", () => {
    const item = detail([claim("a"), claim("b")]);
    expect(stateAfter(item, [claim("a")], "accepted")).toBe("unreviewed");
    expect(stateAfter(item, item.claims, "rejected")).toBe("rejected");
    expect(stateAfter(detail([claim("a"), claim("b", { review: "corrected" })]), [claim("a")], "rejected")).toBe("corrected");
    expect(stateAfter(detail([claim("a"), claim("b", { review: "accepted" })]), [claim("a")], "rejected")).toBe("accepted");
  });

  it("shows at once", () => {
    const shown = overlay([claim("a"), claim("b")], new Map([["b", "accepted"]]));
    expect(shown.map((one) => one.pending)).toEqual([null, "accepted"]);
  });
});

describe("another reviewer", () => {
  it("is told of where something new is in force", () => {
    const before = [decision("1")];
    const after = [decision("1"), decision("2"), decision("3", { by: "Me" }), decision("4", { state: "undone" }), decision("5", { kind: "undo" })];
    expect(newByOthers(before, after, "Me").map((one) => one.id)).toEqual(["2"]);
  });

  it("is not spoken against without being asked about", () => {
    const given = [decision("1"), decision("2", { by: "Me" }), decision("3", { claims: ["z"] }), decision("4", { undone_by: "x" })];
    expect(againstOthers([claim("a")], given, "rejected", "Me").map((one) => one.id)).toEqual(["1"]);
    expect(againstOthers([claim("a")], given, "accepted", "Me")).toEqual([]);
    expect(againstOthers([claim("a")], given, "unsure", "Me")).toEqual([]);
  });
});

describe("values in dispute", () => {
  it("are the numbers that the claims of a toll give, each with its claims", () => {
    const claims = [claim("a", { figures: killed(39) }), claim("b", { figures: killed(50) }), claim("c", { figures: killed(39) })];
    const found = disputes(detail(claims, { tolls: [toll({ support: ["a", "c"] })] }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ subject: "tol-1", field: "best", now: "39 (39 to 50)", human: false });
    expect(found[0]?.choices).toEqual([
      { value: "39", words: "39", claims: ["a", "c"] },
      { value: "50", words: "50", claims: ["b"] },
    ]);
  });

  it("are none where all say the same number, unless a person set it", () => {
    const claims = [claim("a", { figures: killed(39) })];
    expect(disputes(detail(claims, { tolls: [toll({ against: [] })] }))).toEqual([]);
    expect(disputes(detail(claims, { tolls: [toll({ against: [], basis: "human" })] }))[0]?.human).toBe(true);
  });

  it("give the sentence of the finding where there is one", () => {
    const claims = [claim("a", { figures: killed(39) }), claim("b", { figures: killed(50) })];
    expect(disputes(detail(claims, { tolls: [toll()] }))[0]?.why).toContain("cautious");
    expect(disputes(detail(claims, { tolls: [toll()], findings: [finding("tol-1", "best")] }))[0]?.why).toBe("Because.");
  });

  it("are the holders and states of control that is disputed, as far as a finding has them", () => {
    const held = (id: string, actor: string, type = "control") => claim(id, { type, actor: { id: actor, name: actor } });
    const row: ControlRow = {
      id: "ctl-1",
      place: { id: "p", name: "Town", lon: null, lat: null, radius_km: null, precision: null },
      from: null,
      to: null,
      last_told: null,
      state: "held",
      holder: { id: "A", name: "A" },
      share: null,
      basis: "disputed",
      independent: 2,
      confidence: 0.5,
      support: ["a"],
      against: ["b"],
    };
    const claims = [held("a", "A"), held("b", "B", "contested")];
    const found = disputes(detail(claims, { control: [row], findings: [finding("ctl-1", "holder"), finding("ctl-1", "state")] }));
    expect(disputes(detail(claims, { control: [row], findings: [finding("ctl-1", "state")] })).map((one) => one.field)).toEqual(["state"]);
    expect(found.map((one) => [one.field, one.choices.map((choice) => choice.value)])).toEqual([
      ["holder", ["A", "B"]],
      ["state", ["held", "contested", "besieged"]],
    ]);
    expect(disputes(detail([held("a", "A")], { control: [{ ...row, basis: "claimed" }] }))).toEqual([]);
  });
});

describe("many at once", () => {
  it("part each chosen claim from each of the rest", () => {
    expect(splitDecisions(["a", "b"], ["c"])).toEqual([
      { kind: "not_same_event", a: "a", b: "c" },
      { kind: "not_same_event", a: "b", b: "c" },
    ]);
  });

  it("accept what asserts and waits, each claim once, up to a bound", () => {
    const cards = new Map([claim("a"), claim("b", { stance: "denied" }), claim("c", { pending: "rejected" }), claim("d"), claim("e")].map((one) => [one.id, one]));
    const item = (claims: string[]) => ({ id: claims.join(), needs: [], weight: 1, state: "unreviewed" as const, label: "", claims });
    expect(ids(bulkClaims([item(["a", "b", "c"]), item(["a", "d", "gone"]), item(["e"])], cards, 2))).toEqual(["a", "d"]);
  });
});
