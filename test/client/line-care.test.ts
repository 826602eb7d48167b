/** What a weak line does to the page: what is received, what is sent, what is said. */
import { afterEach, describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";
import * as kit from "livekit-client";

import { Call } from "../../client/state/call.svelte.ts";
import { roomOf } from "../../client/state/call-kit.ts";
import type { Heard } from "../../client/state/call-line.ts";
import { pauseAfter } from "../../client/state/call-step.ts";
import { Devices } from "../../client/state/devices.svelte.ts";
import { SENT } from "../../client/state/line/data-use.ts";
import { LineCare, type WatchedLine } from "../../client/state/line/line-care.svelte.ts";
import { DATA_WORDS } from "../../client/words/en/data.ts";
import { CHOSEN_WORDS, LINE_WORDS, restingWords, WEAK_WORDS } from "../../client/words/en/line.ts";
import { deviceWords } from "../../client/words/en/devices.ts";
import { BAR_WORDS, MORE_WORDS, PLACE_WORDS } from "../../client/words/en/room.ts";
import { lineScreens, TYPING } from "./line-screens.ts";
import { seatAt } from "./pages.ts";
import { press, roomAt } from "./room-page.ts";
import { givenOf } from "./room-screens.ts";
import { JOINT, sampleCall, SAMPLE_CARE } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";
import { smallControls } from "./sweeps.ts";

const seat = sampleId("seat", 9);
const open: { close: () => void }[] = [];

afterEach(() => {
  for (const one of open.splice(0).toReversed()) one.close();
  localStorage.clear();
});

/** A line that loses this share of a hundred packets of sound between two looks. */
function losingLine(share: () => number): WatchedLine {
  const voice = { id: "v", type: "inbound-rtp", kind: "audio", bytesReceived: 0 };
  let [packetsReceived, packetsLost] = [0, 0];
  return {
    ownQuality: () => (share() > 0 ? "poor" : "good"),
    reports: () => {
      packetsLost += share() * 100;
      packetsReceived += (1 - share()) * 100;
      return Promise.resolve([[{ ...voice, packetsReceived, packetsLost }]]);
    },
  };
}

function careOn(share: () => number, rungs: string[] = []): LineCare {
  const care = new LineCare(seat, () => rungs.push(care.rung));
  open.push(care);
  care.useLine(losingLine(share));
  return care;
}

function callAt(): Call {
  const devices = new Devices(seat);
  const call = new Call(seat, devices);
  open.push({
    close: () => {
      call.destroy();
      devices.close();
    },
  });
  return call;
}

const state = (name: string) => {
  const found = lineScreens().find((one) => one.name === name);
  if (found === undefined) throw new Error(`no screen ${name}`);
  return found;
};

describe("the care of a line", () => {
  it("[VIDEO-61] goes down the ladder by what it measures, and counts the data", async () => {
    const rungs: string[] = [];
    const care = careOn(() => 0.4, rungs);
    for (let n = 0; n < 3; n += 1) await care.look();
    expect([care.weak, rungs]).toEqual([false, []]);
    for (let n = 0; n < 7; n += 1) await care.look();
    expect(rungs).toEqual(["sound", "typing"]);
    expect(care.lowered).toBe(true);
    expect(care.weak).toBe(true);
    expect(care.used.total).toBeGreaterThan(0);
  });

  it("[VIDEO-65] whoever leads goes on hearing, however weak the line is", async () => {
    const care = careOn(() => 0.4);
    care.mustHear = true;
    for (let n = 0; n < 30; n += 1) await care.look();
    expect(care.rung).toBe("sound");
    care.choose("typing");
    expect([care.rung, care.limit]).toEqual(["sound", "everyone"]);
  });

  it("[VIDEO-62] keeps a choice in this browser under the seat, and holds it at once", async () => {
    const care = careOn(() => 0);
    care.choose("sound");
    expect([care.rung, care.limit, care.lowered]).toEqual(["sound", "sound", false]);
    for (let n = 0; n < 20; n += 1) await care.look();
    expect(care.rung).toBe("sound");
    expect(new LineCare(seat, () => undefined).limit).toBe("sound");
    expect(new LineCare(sampleId("seat", 3), () => undefined).limit).toBe("everyone");
    care.choose("everyone");
    expect(care.rung).toBe("everyone");
  });

  it("[VIDEO-63] shows one face, of who speaks, and none on sound only", () => {
    const face = (speaking: boolean): Heard => ({
      microphone: true,
      speaking,
      picture: () => () => undefined,
      weak: false,
    });
    const heard = new Map([
      ["a", face(false)],
      ["b", face(true)],
    ]);
    const care = careOn(() => 0);
    const seen = (): readonly string[] =>
      [...care.shown(heard, [])].flatMap(([ear, { picture }]) => (picture === null ? [] : [ear]));
    expect(seen()).toEqual(["a", "b"]);
    care.choose("oneFace");
    expect(seen()).toEqual(["b"]);
    heard.set("b", face(false));
    expect(seen()).toEqual(["b"]);
    care.choose("sound");
    expect(seen()).toEqual([]);
  });

  it("[UI-161] estimates with the sizes that the video library sends", () => {
    expect(SENT).toEqual({
      voice: kit.AudioPresets.speech.maxBitrate,
      smallFace: kit.VideoPresets.h180.encoding.maxBitrate,
      largeFace: kit.VideoPresets.h360.encoding.maxBitrate,
    });
  });
});

describe("the call on a weak line", () => {
  const landing = { microphone: "on", camera: "on" } as const;
  const at = { ...JOINT, room: { ...JOINT.room, landing } };

  it("[UI-163] the camera rests on sound only and waits for a press afterwards", () => {
    const call = callAt();
    call.follow(at);
    expect(call.camera.on).toBe(true);
    call.care.choose("sound");
    expect([call.microphone.on, call.camera.allowed]).toEqual([true, false]);
    call.care.choose("everyone");
    expect([call.camera.allowed, call.camera.on]).toEqual([true, false]);
  });

  it("[VIDEO-65] typing only makes no call; the way back turns nothing on", () => {
    const call = callAt();
    call.care.choose("typing");
    call.follow(at);
    expect(call.phase).toBe("typing");
    expect(call.microphone.on).toBe(false);
    call.care.choose("sound");
    expect(call.phase).toBe("connecting");
    expect([call.microphone.allowed, call.microphone.on]).toEqual([true, false]);
    call.care.choose("typing");
    expect(call.phase).toBe("typing");
  });
});

describe("a network that is gone for minutes", () => {
  it("[VIDEO-66] the library tries for a minute, every two seconds at least, and then we do, without end", () => {
    const { reconnectPolicy } = roomOf(kit, null).options;
    const next = (elapsedMs: number, retryCount: number) =>
      reconnectPolicy.nextRetryDelayInMs({ elapsedMs, retryCount });
    expect([next(0, 0), next(50_000, 200), next(61_000, 30)]).toEqual([250, 2000, null]);
    const pauses = [0, 3, 10, 10_000].map((attempt) => pauseAfter("failed", attempt));
    expect(pauses).toEqual([250, 2000, 2000, 2000]);
  });
});

describe("the room on a weak line", () => {
  it("[UI-162] says on their tile, and nowhere else, whose line is weak", async () => {
    const { at, call } = state("line-weak-tile");
    await roomAt(at, { call: sampleCall(call) });
    const weak = browser.getByText(LINE_WORDS.weakTile).elements();
    const people = weak.map((one) => one.closest("[data-person]")?.getAttribute("data-person"));
    expect(people).toEqual([JOINT.tiles[0]?.id, JOINT.tiles[4]?.id]);
  });

  it("[UI-160] says what the line did and what the person chose, each with the way back", async () => {
    const chosen: string[] = [];
    const choose = (limit: string): void => void chosen.push(limit);
    const { at, call } = state("line-one-face");
    const care = { ...SAMPLE_CARE, ...call.care, choose };
    await roomAt(at, { call: sampleCall({ ...call, care }) });
    await expect.element(browser.getByText(WEAK_WORDS.oneFace.text)).toBeVisible();
    await press(LINE_WORDS.tryAgain);
    expect(chosen).toEqual(["everyone"]);
  });

  it("[VIDEO-65] typing only: the band and the bar say that nobody hears, and sound is a press away", async () => {
    const chosen: string[] = [];
    const care = {
      ...SAMPLE_CARE,
      rung: "typing",
      limit: "typing",
      choose: (limit: string) => void chosen.push(limit),
    } as const;
    await roomAt(JOINT, { call: sampleCall({ ...TYPING, care }) });
    await expect.element(browser.getByText(LINE_WORDS.band)).toBeVisible();
    expect(browser.getByText(PLACE_WORDS.connectingMe).elements()).toEqual([]);
    await expect.element(browser.getByText(CHOSEN_WORDS.typing.text)).toBeVisible();
    await press(LINE_WORDS.soundAgain);
    expect(chosen).toEqual(["sound"]);
  });

  it("[UI-163] the camera that rests is disabled, with the reason beside it", async () => {
    const { at, call } = state("line-sound");
    await roomAt(at, { call: sampleCall(call) });
    await expect.element(browser.getByRole("button", { name: BAR_WORDS.cameraOn })).toBeDisabled();
    const reason = restingWords({ rung: "sound", lowered: true });
    await expect.element(browser.getByText(reason ?? "")).toBeVisible();
  });

  it("[UI-161] the device check tells before how much data it will be", async () => {
    const { page } = await seatAt({
      stage: "preparing",
      named: true,
      companyTold: true,
      rulesAccepted: true,
      question: null,
      goesOn: null,
    });
    for (let part = 1; part <= 3; part += 1)
      await page.getByRole("button", { name: deviceWords.skip }).click();
    await page.getByText(DATA_WORDS.before).click();
    await expect.element(page.getByText("Sound only: about 43 MB an hour")).toBeVisible();
    expect(smallControls()).toEqual([]);
  });

  it("[UI-161] More offers four ways with about what they use, and what is used now", async () => {
    const chosen: string[] = [];
    const care = { ...SAMPLE_CARE, choose: (limit: string) => void chosen.push(limit) };
    await roomAt(JOINT, givenOf({ ...state("line-less-data"), call: { care } }));
    await press(BAR_WORDS.more);
    await expect.element(browser.getByText(DATA_WORDS.now(640_000_000, 120_000_000))).toBeVisible();
    await browser.getByRole("radio", { name: /^Sound only: about 43 MB an hour$/u }).click();
    expect(chosen).toEqual(["sound"]);
    await press(MORE_WORDS.close);
  });
});
