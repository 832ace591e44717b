import { describe, expect, it } from "vitest";
import { chunkBlocks, cutBlocks, cutter, meantBy, nextOf, spansWithin } from "./blocks";

function passagesOf(text: string, ...words: string[]) {
  return words.map((word) => {
    const start = [...text.slice(0, text.indexOf(word))].length;
    return { start, end: start + [...word].length, kind: "body" };
  });
}

describe("a text cut into blocks", () => {
  it("joins the sentences of a paragraph and keeps paragraphs apart", () => {
    const text = "One. Two.\n\nThree.";
    const blocks = cutBlocks(text, passagesOf(text, "One.", "Two.", "Three."));
    expect(blocks.map((block) => [block.kind, block.text])).toEqual([
      ["body", "One. Two."],
      ["body", "Three."],
    ]);
  });

  it("tells furniture from what was read", () => {
    const text = "Share this\nOne.\nRead more\n";
    expect(cutBlocks(text, passagesOf(text, "One.")).map((block) => [block.kind, block.text])).toEqual([
      ["furniture", "Share this"],
      ["body", "One."],
      ["furniture", "Read more"],
    ]);
  });

  it("shows a text without passages as text", () => {
    expect(cutBlocks("Un mot.\nDeux.", []).map((block) => block.kind)).toEqual(["body"]);
    expect(cutBlocks("", [])).toEqual([]);
  });

  it("counts letters outside the first plane once", () => {
    const text = "𝒜𝒜 x.\nBé 😀 y.\n😀😀 furniture";
    const blocks = cutBlocks(text, passagesOf(text, "𝒜𝒜 x.", "Bé 😀 y."));
    expect(blocks.map((block) => block.text)).toEqual(["𝒜𝒜 x.", "Bé 😀 y.", "😀😀 furniture"]);
    for (const block of blocks) expect([...text].slice(block.start, block.end).join("")).toBe(block.text);
    expect(cutter(text)(1, 4)).toBe("𝒜 x");
  });

  it("covers all that is not white space, however long the text is", () => {
    const text = Array.from({ length: 4000 }, (_, at) => `Sentence ${at} of a long report. And more.\n`).join("");
    const passages: { start: number; end: number; kind: string }[] = [];
    for (const found of text.matchAll(/Sentence \d+ of a long report\./g)) passages.push({ start: found.index, end: found.index + found[0].length, kind: "body" });
    const blocks = cutBlocks(text, passages);
    expect(blocks.map((block) => block.text.replace(/\s/g, "")).join("")).toBe(text.replace(/\s/g, ""));
    const chunks = chunkBlocks(blocks);
    expect(chunks.flatMap((chunk) => chunk.blocks)).toEqual(blocks);
  });

  it("cuts a paragraph that never ends, at a sentence", () => {
    const text = "Ten chars. ".repeat(3000);
    const passages = Array.from({ length: 3000 }, (_, at) => ({ start: at * 11, end: at * 11 + 10, kind: "body" }));
    const blocks = cutBlocks(text, passages);
    expect(blocks.length).toBeGreaterThan(4);
    expect(blocks.every((block) => block.text.endsWith("chars."))).toBe(true);
  });
});

describe("spans", () => {
  it("are found in each stretch that they meet", () => {
    const stretches = [{ start: 0, end: 5 }, { start: 7, end: 10 }, { start: 10, end: 20 }];
    const spans = [{ start: 0, end: 1 }, { start: 4, end: 11 }, { start: 5, end: 7 }, { start: 19, end: 99 }];
    expect(spansWithin(stretches, spans).map((found) => found.map((span) => span.start))).toEqual([[0, 4], [4], [4, 19]]);
  });

  it("that lie over each other are chosen in turn, the shortest first", () => {
    const claims = [{ id: "long", start: 0, end: 50 }, { id: "short", start: 10, end: 20 }];
    expect([nextOf(claims, null), nextOf(claims, "short"), nextOf(claims, "long"), nextOf([], null)]).toEqual(["short", "long", "short", null]);
  });
});

describe("what a claim's mentions mean", () => {
  it("is found by their words, each once", () => {
    const resolution = (start: number, name: string) => ({ start, end: start + 3, kind: "actor", surface: "", target: name, name, state: "sure" as const, reason: "", candidates: [] });
    const mark = (role: string, start: number) => ({ role, start, end: start + 3, surface: "" });
    const found = meantBy({ marks: [mark("actor", 5), mark("group", 5), mark("place", 20)] }, [resolution(5, "LNA"), resolution(90, "GNA")]);
    expect(found.map((one) => [one.role, one.resolution.name])).toEqual([["actor", "LNA"]]);
  });
});
