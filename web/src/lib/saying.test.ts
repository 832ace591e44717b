import { describe, expect, it } from "vitest";
import { RecordColumns } from "./record";
import { sayEvent } from "./saying";
import type { Overview } from "./types";

function record(change: Partial<Overview["events"]>): RecordColumns {
  const one = { id: ["e"], grain: [0], state: [0], review: [0], claims: [1], reports: [1], independent: [1], killed: [null] };
  const overview: Overview = {
    build: "b",
    places: { id: ["p"], name: ["Town"], native: [null], lon: [0], lat: [0], radius_km: [1], precision: [1], kind: [null], country: [null] },
    actors: { id: ["a", "b", "c"], name: ["Army", "Rebels", "Police"] },
    events: { ...one, type: [0], place: [0], from: [0], to: [0], actors: [[0]], targets: [[1, 2]], ...change },
    types: ["air_strike"],
    grains: ["day"],
    states: ["single"],
    reviews: ["unreviewed"],
    control: [],
  };
  return new RecordColumns(overview);
}

describe("an event in a line", () => {
  it("says what, where, when and who against whom", () => {
    expect(sayEvent(record({}), 0)).toBe("air strike · Town · 1 January 1970 · Army against Rebels, Police");
    expect(sayEvent(record({}), 0, { air_strike: { title: "Air strike" } })).toMatch(/^Air strike · /);
  });

  it("says what is not known, and leaves out who is not named", () => {
    expect(sayEvent(record({ place: [-1], from: [null], to: [null], actors: [[]] }), 0)).toBe("air strike · no place · unknown day · Rebels, Police");
    expect(sayEvent(record({ actors: [[]], targets: [[]] }), 0)).toBe("air strike · Town · 1 January 1970");
  });
});
