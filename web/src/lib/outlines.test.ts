import { describe, expect, it } from "vitest";
import { mercatorX, mercatorY } from "./mercator";
import { outline, shapesOf, writeJson, type World } from "./outlines";

// Two countries that share a border: squares from 0 to 10 and from 10 to 20.
const world = {
  type: "Topology",
  arcs: [
    [[10, 0], [10, 10]],
    [[10, 10], [0, 10], [0, 0], [10, 0]],
    [[10, 0], [20, 0], [20, 10.123456], [10, 10]],
  ],
  objects: {
    countries: {
      type: "GeometryCollection",
      geometries: [
        { type: "Polygon", arcs: [[0, 1]], properties: { name: "West" } },
        { type: "Polygon", arcs: [[2, -1]], properties: { name: "East" } },
      ],
    },
  },
} as unknown as World;

describe("outlines", () => {
  it("part the border from the coast", () => {
    const { coast, borders } = outline(world);
    expect(borders.geometry.coordinates).toEqual([[[10, 0], [10, 10]]]);
    expect(coast.geometry.coordinates.flat()).toHaveLength(7);
  });

  it("put names in the middle of countries", () => {
    const { names } = outline(world);
    expect(names.features.map((one) => one.properties.name)).toEqual(["West", "East"]);
    expect(names.features[0]?.geometry.coordinates).toEqual([5, 5]);
  });

  it("are written with four decimals", () => {
    expect(writeJson(outline(world).land)).toContain("10.1235]");
  });

  it("are the same lines as numbers", () => {
    const { land, borders, names } = shapesOf(outline(world));
    expect([...borders.starts]).toEqual([0, 2]);
    expect([...borders.points]).toEqual([10, 0, 10, 10].map((one, at) => Math.fround(at % 2 ? mercatorY(one) : mercatorX(one))));
    expect(land.starts).toHaveLength(3);
    expect(names.map(({ name, lon, lat }) => [name, Math.round(lon), Math.round(lat)])).toEqual([["West", 5, 5], ["East", 15, 5]]);
  });
});
