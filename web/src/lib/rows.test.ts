import { expect, it } from "vitest";
import { windowOf } from "./rows";

it("draws the rows in view and some about them, and keeps the height of all", () => {
  const view = windowOf(1000, 300, 30, 1000, 5);
  expect(view).toMatchObject({ first: 28, end: 49 });
  expect(view.before + (view.end - view.first) * 30 + view.after).toBe(30000);
  expect(windowOf(0, 300, 30, 3)).toMatchObject({ first: 0, end: 3, before: 0, after: 0 });
  expect(windowOf(9000, 300, 30, 3)).toMatchObject({ first: 0, after: 0 });
});
