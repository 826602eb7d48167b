/** Addresses and browsers: which page is meant, and whether a camera can be had at all. */
import { describe, expect, it } from "vitest";

import { readLook, readRefusal, readSeat, readVerdict } from "../../client/answers.ts";
import { browserFit, browserKind } from "../../client/browser-fit.ts";
import { routeOf } from "../../client/routes.svelte.ts";
import { timingAt } from "../../client/pages/waiting/timing.svelte.ts";
import { sampleId } from "./sample-views.ts";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15";
const SAFARI = `${IPHONE} (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1`;
const ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)";
const CHROME = `${ANDROID} Chrome/156.0.0.0 Mobile Safari/537.36`;
const DESKTOP =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36";

describe("routes", () => {
  it("[NET-8] the check of a network and that of a paper are two pages", () => {
    expect(routeOf({ pathname: "/check", hash: "" })).toEqual({ page: "check" });
    expect(routeOf({ pathname: "/paper", hash: "" })).toEqual({ page: "paper" });
  });

  it("[UI-6] an address means one page", () => {
    const seat = sampleId("seat");
    expect(routeOf({ pathname: "/", hash: "" })).toEqual({ page: "home" });
    expect(routeOf({ pathname: "/join", hash: "#SECRET" })).toEqual({
      page: "link",
      secret: "SECRET",
    });
    expect(routeOf({ pathname: `/s/${seat}`, hash: "" })).toEqual({ page: "seat", seat });
    expect(routeOf({ pathname: `/s/${seat}/`, hash: "" })).toEqual({ page: "seat", seat });
    for (const pathname of ["/s/", "/s/sea_short", `/s/${seat}/more`, "/admin", "/join/x"]) {
      expect(routeOf({ pathname, hash: "" })).toEqual({ page: "lost" });
    }
  });
});

describe("browser fit", () => {
  const fit = (userAgent: string, secure = true, hasMediaDevices = true) =>
    browserFit({ userAgent, secure, hasMediaDevices });

  it.each([
    ["Safari on an iPhone", SAFARI],
    ["Chrome on an iPhone", SAFARI.replace("Version/18.1", "CriOS/156.0")],
    ["Chrome on Android", CHROME],
    ["a desktop", DESKTOP],
  ])("[UI-11] %s is good", (_, userAgent) => {
    expect(fit(userAgent)).toBe("good");
  });

  it.each([
    ["Facebook", `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/500.0;FBBV/1]`],
    ["Instagram", `${IPHONE} Mobile/15E148 Instagram 350.0.0 (iPhone15,2)`],
    ["LinkedIn", `${IPHONE} Mobile/15E148 [LinkedInApp]/9.30`],
    ["a web view on an iPhone", `${IPHONE} (KHTML, like Gecko) Mobile/15E148`],
    ["a web view on Android", CHROME.replace("Pixel 8)", "Pixel 8; wv)")],
    ["the Google app", SAFARI.replace("Version/18.1", "GSA/350.0")],
    ["TikTok", `${ANDROID} Version/4.0 Chrome/156 Mobile Safari/537.36 musical_ly_2024`],
  ])("[UI-11] %s is an app inside which no camera opens", (_, userAgent) => {
    expect(fit(userAgent)).toBe("inApp");
  });

  it("[UI-11] a browser without devices on a safe page is one too; plain HTTP is told apart", () => {
    expect(fit(DESKTOP, true, false)).toBe("inApp");
    expect(fit(DESKTOP, false, false)).toBe("notSafe");
  });

  it("[UI-12] the steps fit the kind of browser", () => {
    expect(browserKind({ userAgent: SAFARI })).toBe("iphone");
    expect(browserKind({ userAgent: CHROME })).toBe("android");
    expect(browserKind({ userAgent: DESKTOP })).toBe("computer");
  });
});

describe("answers", () => {
  const look = {
    service: "s",
    phone: "p",
    name: "n",
    startsAt: "t",
    mediator: "m",
    child: "c",
    bound: "none",
  };

  it("[UI-3] an answer that fits the table is read, any other counts as none", () => {
    const seat = { seat: sampleId("seat"), asking: true };
    const sealed = { verdict: "sealed", version: 1, label: "l", agreementDate: "2027-03-02" };
    expect(readLook(look)).toEqual(look);
    expect(readLook({ ...look, bound: "maybe" })).toBeNull();
    expect(readLook({ ...look, name: 3 })).toBeNull();
    expect(readLook("text")).toBeNull();
    expect(readSeat(seat)).toEqual(seat);
    expect(readSeat({ ...seat, seat: "sea_x" })).toBeNull();
    expect(readVerdict(sealed)).toEqual(sealed);
    expect(readVerdict({ verdict: "changed" })).toEqual({ verdict: "changed" });
    expect(readVerdict({ ...sealed, version: "1" })).toBeNull();
    expect(readRefusal({ code: "linkUnknown" })).toEqual({ code: "linkUnknown" });
    expect(readRefusal(null)).toBeNull();
  });
});

describe("timing", () => {
  it("[UI-17] late is from 5 minutes to 3 hours after the start, in words", () => {
    const start = "2027-03-02T10:00:00Z";
    const at = (minutes: number) => timingAt(start, Date.parse(start) + minutes * 60_000);
    expect(at(-1)).toEqual({ early: true, late: false });
    expect(at(4)).toEqual({ early: false, late: false });
    expect(at(5)).toEqual({ early: false, late: true });
    expect(at(180)).toEqual({ early: false, late: false });
  });
});
