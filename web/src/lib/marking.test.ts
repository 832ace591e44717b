import { describe, expect, it } from "vitest";
import { markBlock, stepTo } from "./marking";

const block = { start: 100, end: 120, kind: "body", text: "0123456789abcdefghij" };
const claims = [
  { id: "a", start: 95, end: 110 },
  { id: "b", start: 105, end: 112 },
];

describe("a block with claims", () => {
  const pieces = markBlock(block, claims, [{ role: "actor", start: 106, end: 108, surface: "67" }], [111, 115]);

  it("keeps every letter", () => {
    expect(pieces.map((piece) => piece.text).join("")).toBe(block.text);
  });

  it("knows claims that lie over each other", () => {
    expect(pieces.map((piece) => [piece.text, piece.claims.join("+")])).toEqual([
      ["01234", "a"],
      ["5", "a+b"],
      ["67", "a+b"],
      ["89", "a+b"],
      ["a", "b"],
      ["b", "b"],
      ["cde", ""],
      ["fghij", ""],
    ]);
  });

  it("lets a claim begin once, in the block where its quote begins", () => {
    expect(pieces.flatMap((piece) => piece.begins)).toEqual(["b"]);
    expect(pieces[1]?.begins).toEqual(["b"]);
  });

  it("marks the parts of the chosen claim and the span of the address", () => {
    expect(pieces.filter((piece) => piece.roles.length).map((piece) => piece.text)).toEqual(["67"]);
    expect(pieces.filter((piece) => piece.inSpan).map((piece) => piece.text).join("")).toBe("bcde");
  });
});

describe("going through claims", () => {
  it("goes in the order of the text and stays at its ends", () => {
    expect([stepTo(claims, null, 1), stepTo(claims, null, -1), stepTo(claims, "a", 1), stepTo(claims, "b", 1), stepTo(claims, "a", -1), stepTo([], null, 1)]).toEqual(["a", "b", "b", "b", "a", null]);
  });
});
