/** A browser that cannot encrypt where that is demanded: on the way in, in the room, for others. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page as browser } from "vitest/browser";

import { whoHears, whyNot } from "../../client/meeting/stage/who-hears.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { deviceWords } from "../../client/words/en/devices.ts";
import { LOCKED_WORDS, MUST_LOCK_WORDS } from "../../client/words/en/locked.ts";
import { calledWords, waitingWords } from "../../client/words/en/waiting.ts";
import type { StageView } from "#shared/contract/view.ts";
import { DEMANDED, LEFT_OUT, MAY_DEMAND, WITH_READER } from "./locked-screens.ts";
import { seatAt } from "./pages.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, sampleCall, SILENT } from "./sample-room.ts";
import { PEOPLE, sampleId, sampleView } from "./sample-views.ts";

const meeting = sampleId("meeting");
const AT_DEVICES: StageView = {
  stage: "preparing",
  named: true,
  companyTold: true,
  goesOn: null,
  rulesAccepted: true,
  question: null,
};
const CALLED: StageView = {
  stage: "called",
  style: "joint",
  locked: false,
  inside: [PEOPLE.mediator],
  by: "Sam",
};
const DEMAND = {
  meeting: { ...sampleView(AT_DEVICES).meeting, encryptionDemanded: true },
} as const;

describe("on the way in", () => {
  beforeEach(() => {
    localStorage.clear();
    vi.stubGlobal("isSecureContext", false);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("[UI-170] is told what it can do there instead of a device check, and arrives", async () => {
    const { line, page } = await seatAt(AT_DEVICES, DEMAND);
    await expect.element(page.getByText(LOCKED_WORDS.means)).toBeVisible();
    await expect.element(page.getByText(LOCKED_WORDS.another)).toBeVisible();
    expect(page.getByRole("button", { name: deviceWords.play }).elements()).toEqual([]);
    await page.getByRole("button", { name: deviceWords.arrive }).click();
    expect(line.commands).toEqual([{ kind: "arrive", meeting }]);
  });

  it("[UI-170] reads it while it waits, and goes in without devices", async () => {
    const { line, page } = await seatAt(CALLED, DEMAND);
    await expect.element(page.getByText(LOCKED_WORDS.means)).toBeVisible();
    await page.getByRole("button", { name: calledWords.join }).click();
    const off = { microphone: false, camera: false };
    expect(line.commands).toEqual([{ kind: "enter", meeting, ...off }]);
  });

  it("[UI-170] nothing of it where encryption is not demanded", async () => {
    const { page } = await seatAt(AT_DEVICES);
    await expect.element(page.getByRole("button", { name: deviceWords.play })).toBeVisible();
    expect(page.getByText(LOCKED_WORDS.means).elements()).toEqual([]);
  });

  it("[UI-170] the waiting room offers no device check", async () => {
    const at: StageView = {
      stage: "waiting",
      locked: false,
      people: [],
      askedToWaitBy: null,
      question: null,
    };
    const { page } = await seatAt(at, DEMAND);
    await expect.element(page.getByText(LOCKED_WORDS.means)).toBeVisible();
    expect(page.getByRole("button", { name: waitingWords.checkDevices }).elements()).toEqual([]);
  });
});

describe("in the room", () => {
  it("[UI-170] reads why nobody hears it, on the band, above the people and at the bar", async () => {
    await roomAt(LEFT_OUT, { call: sampleCall(SILENT) });
    await expect.element(browser.getByText(LOCKED_WORDS.inRoom)).toBeInTheDocument();
    await expect.element(browser.getByText(LOCKED_WORDS.bar)).toBeInTheDocument();
    await expect.element(browser.getByRole("button", { name: "Turn mic on" })).toBeDisabled();
    expect(whoHears(LEFT_OUT, { microphone: false, phase: "off" })).toBe(LOCKED_WORDS.band);
    expect([whyNot(LEFT_OUT), whyNot(JOINT)]).toEqual(["leftOut", null]);
  });

  it("[UI-170] hears it said aloud when it begins in the room", () => {
    const said = JSON.stringify(newsOf(JOINT, LEFT_OUT, "Sam"));
    expect(said).toContain(LOCKED_WORDS.means);
    expect(JSON.stringify(newsOf(LEFT_OUT, LEFT_OUT, "Sam"))).not.toContain(LOCKED_WORDS.means);
  });

  it("[UI-170] the others read that this person reads and writes, and not that they connect", async () => {
    await roomAt(WITH_READER);
    await expect.element(browser.getByText(LOCKED_WORDS.tile).first()).toBeInTheDocument();
    expect(whoHears(WITH_READER, { microphone: true, phase: "connected" })).toBe(
      "Sam and Priya can hear you. Rosa reads and writes here, with no sound.",
    );
  });
});

describe("the mediator", () => {
  it("[UI-171] chooses it, and reads whose browser cannot", async () => {
    const { line, show } = await roomAt(MAY_DEMAND);
    await press("People");
    await expect.element(browser.getByText(MUST_LOCK_WORDS.cannot(["Rosa"]))).toBeInTheDocument();
    await browser.getByRole("radio", { name: MUST_LOCK_WORDS.demanded }).click();
    expect(line.commands).toEqual([{ kind: "demandEncryption", meeting, on: true }]);
    show(DEMANDED);
    await expect.element(browser.getByText(MUST_LOCK_WORDS.fixed)).toBeInTheDocument();
    await expect.element(browser.getByText(MUST_LOCK_WORDS.leftOut(["Rosa"]))).toBeInTheDocument();
    expect(browser.getByRole("radio", { name: MUST_LOCK_WORDS.usual }).elements()).toEqual([]);
  });
});
