import { expect, test } from "vitest";
import { tilesOf } from "./names";

test("a map asks for the tiles that it shows, and for none far out", () => {
  expect(tilesOf({ zoom: 3.9, bounds: [0, 0, 40, 40] })).toEqual([]);
  expect(tilesOf({ zoom: 4.6, bounds: [1, 1, 23, 21] })).toEqual([
    { zoom: 4, x: 8, y: 7 },
    { zoom: 4, x: 9, y: 7 },
  ]);
});

test("beyond 180 degrees the world begins again, and beyond the poles there is none", () => {
  expect(tilesOf({ zoom: 4, bounds: [170, -1, 190, 1] }).map(({ x, y }) => [x, y])).toEqual([[15, 7], [0, 7], [15, 8], [0, 8]]);
  expect(tilesOf({ zoom: 4, bounds: [0, 84, 1, 95] }).map(({ y }) => y)).toEqual([0]);
});

test("closer than the server has tiles the last ones are shown", () => {
  expect(tilesOf({ zoom: 15.5, bounds: [0.001, 0.001, 0.002, 0.002] })).toEqual([{ zoom: 12, x: 2048, y: 2047 }]);
});
