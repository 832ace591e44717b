import { describe, expect, it } from "vitest";
import { draft, howsOf, rolesOf, type Form } from "./editing";
import type { ClaimCard } from "./types";

const form = (change: Partial<Form>): Form => ({
  claim: "clm-1",
  role: "actor",
  how: "words",
  words: "",
  span: null,
  meant: "the army",
  to: null,
  everywhere: true,
  from: "",
  until: "",
  ...change,
});
const decided = (change: Partial<Form>) => draft(form(change)).decision;
const army = { id: "military-IRQ", name: "Military of Iraq" };

describe("a correction", () => {
  it("by words says where they begin", () => {
    expect(decided({ words: "police", span: [40, 46] })).toEqual({ kind: "fix_role", claim: "clm-1", role: "actor", words: "police", start: 40, to: null });
  });

  it("by meaning holds in the whole report, or only here where that is asked or no words stand there", () => {
    const everywhere = { kind: "resolve_as", claim: "clm-1", role: "actor", words: "the army", to: army.id };
    const here = { kind: "fix_role", claim: "clm-1", role: "actor", words: null, to: army.id };
    expect(decided({ how: "meaning", to: army })).toEqual(everywhere);
    expect(decided({ how: "meaning", to: army, everywhere: false })).toEqual(here);
    expect(decided({ how: "meaning", to: army, meant: null })).toEqual(here);
  });

  it("of a group or speaker is always what the words mean", () => {
    expect(decided({ role: "group", how: "meaning", to: army, everywhere: false })).toMatchObject({ kind: "resolve_as", role: "group" });
  });

  it("of a time is a day or two", () => {
    const days = (from: string, until: string) => decided({ role: "time", how: "days", from, until });
    expect(days("2016-11-15", "2016-11-17")).toMatchObject({ kind: "fix_role", role: "time", words: null, to: "2016-11-15/2016-11-17" });
    expect(days("2016-11-15", "")).toMatchObject({ to: "2016-11-15" });
    expect(days("2016-11-15", "2016-11-15")).toMatchObject({ to: "2016-11-15" });
  });

  it("can empty a role", () => {
    expect(decided({ how: "nothing", role: "weapon" })).toMatchObject({ kind: "fix_role", role: "weapon", words: "", to: null });
  });

  it("is none while something is wanting, and says what", () => {
    expect(draft(form({}))).toEqual({ decision: null, words: "Choose the words of the actor in the sentence." });
    expect(decided({ how: "meaning" })).toBeNull();
    expect(decided({ role: "time", how: "days" })).toBeNull();
    expect(draft(form({ role: "time", how: "days", from: "2016-11-17", until: "2016-11-15" })).words).toContain("before the first");
  });
});

describe("the roles of a claim", () => {
  const claim = (roles: string[]) => ({ marks: roles.map((role) => ({ role, start: 0, end: 1, surface: role })) }) as ClaimCard;

  it("can be filled though they are empty, but only words that are there have a meaning", () => {
    expect(rolesOf(claim([]))).toEqual(["actor", "target", "place", "time", "weapon"]);
    expect(rolesOf(claim(["speaker"]))).toContain("speaker");
    expect(howsOf("weapon")).not.toContain("meaning");
  });
});
