import { describe, expect, it } from "vitest";
import { judgeTaken, sayTaken, sumTaken, type Taken } from "./intake";

const file = (state: Taken["state"]): Taken => ({ name: "a.html", state, why: null });

describe("files that were added", () => {
  it("are new, known, or failed with the reason and the remedy", () => {
    expect(judgeTaken("a", { new: 1, known: 0, failures: [] }).state).toBe("new");
    expect(judgeTaken("a", { new: 0, known: 1, failures: [] }).state).toBe("known");
    const failed = judgeTaken("a", { new: 0, known: 0, failures: [{ message: "no text", remedy: "add the page itself" }] });
    expect(failed).toEqual({ name: "a", state: "failed", why: "no text. add the page itself" });
  });

  it("are summed up in words", () => {
    const sums = sumTaken([file("new"), file("new"), file("known"), file("failed"), file("waiting")]);
    expect(sums).toEqual({ total: 5, sent: 4, new: 2, known: 1, failed: 1 });
    expect(sayTaken(sums)).toBe("2 added, 1 was there already, 1 failed");
    expect(sayTaken(sumTaken([]))).toBe("nothing added yet");
  });
});
