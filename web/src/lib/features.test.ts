import { expect, test } from "vitest";
import { buildFeatures } from "./features";
import { paletteOf } from "./palette";
import { record } from "./testing";

const columns = record();
const all = Int32Array.from(columns.data.events.id, (_, at) => at);
const drawn = {
  record: columns,
  sums: columns.sumPlaces(all),
  holdings: new Map(),
  ranks: new Map(),
  events: true,
  control: true,
  selected: -1,
  palette: paletteOf(false),
  view: { zoom: 6, bounds: [0, 20, 30, 40] as const },
  names: [
    { id: "p1", name: "Derna", lon: 20, lat: 32, people: 9 },
    { id: "x", name: "Elsewhere", lon: 21, lat: 32, people: 0 },
  ],
};
const named = (change: Partial<typeof drawn>): unknown[] => buildFeatures({ ...drawn, ...change }).features["other-names"].features.map((one) => one.properties?.["name"]);

test("a place that is drawn has its name already; others about are named", () => {
  expect(named({})).toEqual(["Elsewhere"]);
});

test("a place of the record of which nothing is shown is named like the others", () => {
  expect(named({ events: false })).toEqual(["Derna", "Elsewhere"]);
});
