import { describe, expect, it } from "vitest";
import { press, readKept, refuseKeys, type Command, type Group } from "./keys";

const command = (id: string, keys: string): Command => ({ id, keys, title: id, run: () => undefined });
const everywhere: Group = { title: "Everywhere", commands: [command("search", "/"), command("keys", "?")] };
const review: Group = { title: "Review", commands: [command("accept", "a"), command("map", "g m"), command("choose", "1-9")] };
const groups = [everywhere, review];

describe("a key", () => {
  it("runs its command, of any group that is open", () => {
    expect(press(groups, {}, "", "a").command?.id).toBe("accept");
    expect(press(groups, {}, "", "/").command?.id).toBe("search");
    expect(press([everywhere], {}, "", "a").command).toBeNull();
  });

  it("waits for the second where it begins a command of two", () => {
    const first = press(groups, {}, "", "g");
    expect([first.command, first.held]).toEqual([null, "g"]);
    expect(press(groups, {}, "g", "m").command?.id).toBe("map");
  });

  it("forgets the first where the second does not go with it", () => {
    expect(press(groups, {}, "g", "z")).toMatchObject({ command: null, held: "" });
    expect(press(groups, {}, "g", "a").command?.id).toBe("accept");
    expect(press(groups, {}, "", "m").command).toBeNull();
  });

  it("gives a digit to the command that chooses", () => {
    expect(press(groups, {}, "", "7")).toMatchObject({ command: { id: "choose" }, digit: 7 });
    expect(press(groups, {}, "", "0").command).toBeNull();
  });

  it("means another command once it was remapped, and no longer the one before", () => {
    expect(press(groups, { accept: "y" }, "", "y").command?.id).toBe("accept");
    expect(press(groups, { accept: "y" }, "", "a").command).toBeNull();
  });
});

describe("remapping", () => {
  const refuse = (keys: string) => refuseKeys(groups, {}, command("accept", "a"), keys);

  it("takes free keys, and the command's own", () => {
    expect([refuse("y"), refuse("a"), refuse("g a"), refuse("ا")]).toEqual([null, null, null, null]);
  });

  it("refuses keys of another command, beginnings of one, digits, and what is no key", () => {
    expect(refuse("/")).toContain("search");
    expect(refuse("g")).toContain("map");
    expect(refuse("g m")).toContain("map");
    expect(refuse("? a")).toContain("keys");
    expect(refuse("4")).toContain("digits");
    expect(refuse("")).toContain("one key");
    expect(refuse("abc")).toContain("one key");
  });
});

describe("what was kept", () => {
  it("is read, and nonsense is nothing", () => {
    expect(readKept('{"off":true,"remapped":{"accept":"y","bad":3}}')).toEqual({ off: true, remapped: { accept: "y" } });
    for (const kept of [null, "", "{", "[]", '"x"', "null"]) expect(readKept(kept)).toEqual({ off: false, remapped: {} });
  });
});
