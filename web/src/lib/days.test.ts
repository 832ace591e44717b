import { describe, expect, it } from "vitest";
import { saySpan, shortSpan, toDay, toIso } from "./days";

describe("days", () => {
  it("go to numbers and back", () => {
    expect(toDay("1970-01-02")).toBe(1);
    expect(toIso(toDay("2016-02-29") as number)).toBe("2016-02-29");
    expect(toDay("2016-11")).toBeNull();
    expect(toDay(null)).toBeNull();
  });

  it("are said as shortly as they can be read", () => {
    const say = (from: string | null, to: string | null) => saySpan(toDay(from), toDay(to));
    expect(say("2016-11-17", "2016-11-17")).toBe("17 November 2016");
    expect(say("2016-11-01", "2016-11-30")).toBe("November 2016");
    expect(say("2016-01-01", "2016-12-31")).toBe("2016");
    expect(say("2016-11-15", "2016-11-17")).toBe("15 to 17 November 2016");
    expect(say("2016-10-30", "2016-11-02")).toBe("30 October to 2 November 2016");
    expect(say(null, "2016-11-02")).toBe("by 2 November 2016");
    expect(say("2016-11-02", null)).toBe("from 2 November 2016");
    expect(say(null, null)).toBe("unknown day");
  });

  it("are said shorter in a narrow column", () => {
    const say = (from: string | null, to: string | null) => shortSpan(toDay(from), toDay(to));
    expect(say("2016-11-17", "2016-11-17")).toBe("17 Nov 2016");
    expect(say("2016-11-15", "2016-11-17")).toBe("15–17 Nov 2016");
    expect(say("2016-10-30", "2016-11-02")).toBe("30 Oct – 2 Nov 2016");
    expect(say("2015-12-30", "2016-01-02")).toBe("30 Dec 2015 – 2 Jan 2016");
    expect([say("2016-11-01", "2016-11-30"), say("2016-01-01", "2016-12-31"), say(null, "2016-11-02"), say(null, null)]).toEqual(["Nov 2016", "2016", "by 2 Nov 2016", "unknown"]);
  });
});
