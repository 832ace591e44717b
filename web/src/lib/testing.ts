/** A small record for tests: two towns, a province, and what happened there. */
import { RecordColumns } from "./record";
import type { ControlSpan, Overview } from "./types";

export function overview(change: Partial<Overview> = {}): Overview {
  return {
    build: "b",
    places: {
      id: ["p0", "p1", "p2"],
      name: ["Zella", "Derna", "Province"],
      native: [null, "درنة", null],
      lon: [10, 20, 15],
      lat: [30, 32, 31],
      radius_km: [2, 5, 80],
      precision: [1, 1, 4],
      kind: ["town", "town", "region"],
      country: ["LBY", "LBY", "LBY"],
    },
    actors: { id: ["a", "b"], name: ["Army", "Brigade"] },
    events: {
      id: ["e0", "e1", "e2", "e3"],
      type: [0, 1, 0, 0],
      place: [0, 1, 1, 2],
      from: [10, 20, null, 5],
      to: [10, 25, null, 40],
      grain: [0, 0, 0, 0],
      state: [0, 0, 0, 0],
      review: [0, 0, 0, 0],
      claims: [1, 1, 1, 1],
      reports: [1, 1, 1, 1],
      independent: [1, 1, 1, 1],
      actors: [[0], [1], [], [0, 1]],
      targets: [[1], [], [], [1]],
      killed: [null, null, null, null],
    },
    types: ["armed_clash", "air_strike"],
    grains: ["day"],
    states: ["single"],
    reviews: ["unreviewed"],
    control: [],
    ...change,
  };
}

export const record = (change: Partial<Overview> = {}): RecordColumns => new RecordColumns(overview(change));

export function span(change: Partial<ControlSpan>): ControlSpan {
  return { id: "c", place: 0, from: 0, to: null, told: null, state: "held", holder: 0, share: null, basis: "claimed", confidence: 0.5, independent: 1, ...change };
}
