import { describe, expect, it } from "vitest";
import page from "../../../docs/workbench.md?raw";
import { refuseKeys, type Group } from "./keys";
import { EVERYWHERE_KEYS, REVIEW_KEYS } from "./listed";

const all = [...EVERYWHERE_KEYS, ...REVIEW_KEYS];

describe("the keys as they are at first", () => {
  it("stand in the documentation, each with what it does", () => {
    const rows = [...page.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map((row) => `${row[1]}: ${row[2]}`);
    expect(all.map((key) => `${key.keys}: ${key.title}`).filter((key) => !rows.includes(key))).toEqual([]);
  });

  it("never stand in each other's way", () => {
    const commands = all.map((key) => ({ ...key, run: () => undefined }));
    const groups: Group[] = [{ title: "all", commands }];
    const clashes = commands.filter((one) => one.keys !== "1-9" && refuseKeys(groups, {}, one, one.keys) !== null);
    expect(clashes.map((one) => one.id)).toEqual([]);
    expect(new Set(all.map((key) => key.id)).size).toBe(all.length);
  });
});
