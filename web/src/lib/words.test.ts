import { describe, expect, it } from "vitest";
import { cutText, sayBounds, shortBounds, wayOf } from "./words";

describe("cut text", () => {
  it("keeps every letter and knows overlapping roles", () => {
    const marks = [
      { role: "quote", start: 12, end: 20, surface: "" },
      { role: "actor", start: 14, end: 16, surface: "" },
      { role: "place", start: 90, end: 99, surface: "" },
    ];
    const pieces = cutText("0123456789", 10, marks);
    expect(pieces.map((piece) => piece.text).join("")).toBe("0123456789");
    expect(pieces.map((piece) => piece.roles)).toEqual([[], ["quote"], ["quote", "actor"], ["quote"]]);
  });

  it("counts letters outside the first plane once, as the server does", () => {
    expect(cutText("𝒜bc", 0, [{ role: "actor", start: 1, end: 2, surface: "b" }]).map((piece) => piece.text)).toEqual(["𝒜", "b", "c"]);
  });
});

describe("bounds", () => {
  it("are short beside their best number", () => {
    expect([shortBounds(12, 12, 12), shortBounds(11, 11, null), shortBounds(11, 12, 34), shortBounds(null, 12, null), shortBounds(null, null, null)]).toEqual([
      "12",
      "11+",
      "12 (11–34)",
      "12 (?+)",
      "",
    ]);
  });

  it("are said in words", () => {
    expect([sayBounds(3, 3), sayBounds(3, null), sayBounds(null, 9), sayBounds(2, 5), sayBounds(null, null)]).toEqual([
      "3",
      "at least 3",
      "at most 9",
      "2 to 5",
      "an unstated number of",
    ]);
  });
});

describe("the way a text runs", () => {
  it("is that of its language, so that an Arabic name at its beginning does not turn an English paragraph", () => {
    expect([wayOf("en"), wayOf("ar"), wayOf("fa-AF"), wayOf(null)]).toEqual(["ltr", "rtl", "rtl", "auto"]);
  });
});
