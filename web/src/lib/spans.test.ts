import { describe, expect, it } from "vitest";
import { cutSpan, grow, shrink, snap, tokenize, type Span } from "./spans";

const TEXT = "At least 1,200 people fled al-Bab, residents said.";
const START = 100;
const tokens = tokenize(TEXT, START);
const spanOf = (words: string): Span => [START + TEXT.indexOf(words), START + TEXT.indexOf(words) + words.length];
const read = (span: Span | null) => span && cutSpan(TEXT, START, span);

describe("words", () => {
  it("keep every character of the text", () => {
    expect(tokens.map((token) => token.text).join("")).toBe(TEXT);
    expect(tokens[0]?.start).toBe(START);
    expect(tokens.at(-1)?.end).toBe(START + TEXT.length);
  });

  it("hold numbers and hyphened names together", () => {
    const words = tokens.filter((token) => token.word).map((token) => token.text);
    expect(words).toEqual(["At", "least", "1,200", "people", "fled", "al-Bab", "residents", "said"]);
  });

  it("count letters outside the first plane once, and read Arabic", () => {
    expect(tokenize("𝒜𝒜 قُتل", 0).map(({ text, start, end }) => [text, start, end])).toEqual([
      ["𝒜𝒜", 0, 2],
      [" ", 2, 3],
      ["قُتل", 3, 7],
    ]);
  });
});

describe("a span", () => {
  it("grows and shrinks by a word at either end", () => {
    const people = spanOf("people");
    expect(read(grow(tokens, people, "end"))).toBe("people fled");
    expect(read(grow(tokens, people, "start"))).toBe("1,200 people");
    expect(read(shrink(tokens, spanOf("1,200 people fled"), "end"))).toBe("1,200 people");
    expect(read(shrink(tokens, spanOf("1,200 people fled"), "start"))).toBe("people fled");
  });

  it("takes half words whole when it grows, and crosses what stands between words", () => {
    expect(read(grow(tokens, spanOf("peo"), "end"))).toBe("people");
    expect(read(grow(tokens, spanOf("al-Bab"), "end"))).toBe("al-Bab, residents");
  });

  it("never leaves the text and never becomes empty", () => {
    expect(read(grow(tokens, spanOf("said"), "end"))).toBe("said");
    expect(read(grow(tokens, spanOf("At"), "start"))).toBe("At");
    expect(read(shrink(tokens, spanOf("said"), "start"))).toBe("said");
    expect(read(shrink(tokens, spanOf("said"), "end"))).toBe("said");
  });

  it("comes back when it grew and shrank, at every word", () => {
    for (const token of tokens.filter((one) => one.word)) {
      const span: Span = [token.start, token.end];
      for (const edge of ["start", "end"] as const) {
        const grown = grow(tokens, span, edge);
        if (grown.join() !== span.join()) expect(shrink(tokens, grown, edge)).toEqual(span);
      }
    }
  });

  it("is whole words when dragged over characters in either direction", () => {
    const from = START + TEXT.indexOf("eople");
    const to = START + TEXT.indexOf("ed al");
    expect(read(snap(tokens, from, to))).toBe("people fled");
    expect(read(snap(tokens, to, from))).toBe("people fled");
    expect(snap(tokens, START + TEXT.length - 1, START + TEXT.length - 1)).toBeNull();
  });
});
