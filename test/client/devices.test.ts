/** Devices and the check of them, with Chromium's own pretended camera and microphone. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { StageView } from "#shared/contract/view.ts";
import { keepChoice, readChoice } from "../../client/state/device-choice.ts";
import { troubleOf } from "../../client/state/device-trouble.ts";
import { Devices } from "../../client/state/devices.svelte.ts";
import { levelOf } from "../../client/state/microphone-level.ts";
import DeviceTrouble from "../../client/pages/preparing/DeviceTrouble.svelte";
import { deviceWords, troubleSteps, troubleText } from "../../client/words/en/devices.ts";
import { saidAloud, seatAt, stand } from "./pages.ts";
import { sampleId } from "./sample-views.ts";

const SEAT = sampleId("seat");
const AT_DEVICES: StageView = {
  stage: "preparing",
  named: true,
  companyTold: true,
  rulesAccepted: true,
  goesOn: null,
  question: null,
};

beforeEach(() => {
  localStorage.clear();
});

describe("Devices", () => {
  let devices: Devices;
  beforeEach(() => {
    devices = new Devices(SEAT);
  });
  afterEach(() => {
    devices.close();
  });

  it("[UI-13] opens nothing before it is told to", () => {
    expect(devices.microphone).toBe("off");
    expect(devices.camera).toBe("off");
    expect(devices.microphoneTrack).toBeNull();
  });

  it("[UI-13] opens a microphone, measures it, and lets go of it", async () => {
    const track = await devices.turnOn("microphone");
    expect(track?.readyState).toBe("live");
    expect(devices.microphone).toBe("on");
    expect(devices.lists.microphone.length).toBeGreaterThan(0);
    devices.listen();
    // Chromium's pretended microphone beeps once a second.
    await vi.waitFor(
      () => {
        expect(devices.heard).toBe(true);
      },
      { timeout: 10_000 },
    );
    devices.turnOff("microphone");
    expect(track?.readyState).toBe("ended");
    expect(devices.level).toBe(0);
  });

  it("[UI-13] closing ends camera and microphone alike", async () => {
    const tracks = [await devices.turnOn("microphone"), await devices.turnOn("camera")];
    devices.close();
    expect(tracks.map((track) => track?.readyState)).toEqual(["ended", "ended"]);
  });

  it("[UI-13] a track that ends by itself is not called on", async () => {
    const track = await devices.turnOn("camera");
    track?.dispatchEvent(new Event("ended"));
    expect(devices.camera).toBe("none");
    expect(devices.cameraTrack).toBeNull();
  });

  it("[UI-12] remembers the choice under the seat, and no other seat sees it", async () => {
    await devices.turnOn("microphone");
    devices.wish({ microphone: true, camera: false });
    expect(readChoice(SEAT)).toEqual(devices.choice);
    expect(new Devices(SEAT).choice.wantsMicrophone).toBe(true);
    expect(readChoice(sampleId("seat", 7)).wantsMicrophone).toBe(false);
  });

  it("[UI-12] a kept choice that cannot be read counts as none", () => {
    localStorage.setItem(`accord:${SEAT}:devices`, "{not json");
    expect(readChoice(SEAT).microphone).toBeNull();
    localStorage.setItem(`accord:${SEAT}:devices`, JSON.stringify({ microphone: 7, camera: "c" }));
    expect(readChoice(SEAT)).toMatchObject({ microphone: null, camera: "c" });
    keepChoice(SEAT, { ...readChoice(SEAT), speaker: "s" });
    expect(readChoice(SEAT).speaker).toBe("s");
  });

  it.each([
    ["NotAllowedError", "blocked"],
    ["SecurityError", "blocked"],
    ["NotReadableError", "inUse"],
    ["AbortError", "inUse"],
    ["NotFoundError", "none"],
    ["OverconstrainedError", "none"],
    ["InvalidStateError", "broken"],
  ] as const)("[UI-12] %s is told as %s", (name, trouble) => {
    expect(troubleOf(new DOMException("x", name))).toBe(trouble);
    expect(troubleOf("a string")).toBe("broken");
  });

  it("[UI-12] silence is 0, a voice is in the middle, shouting is 1", () => {
    expect(levelOf(0)).toBe(0);
    expect(levelOf(0.001)).toBe(0);
    expect(levelOf(0.01)).toBeCloseTo(0.4, 5);
    expect(levelOf(0.9)).toBe(1);
  });
});

describe("the device check", () => {
  it("[UI-12] says in words and aloud that we hear you", async () => {
    const { page } = await seatAt(AT_DEVICES);
    await page.getByRole("button", { name: deviceWords.skip }).click();
    await page.getByRole("button", { name: deviceWords.turnOnMic }).click();
    await expect.element(page.getByRole("meter", { name: deviceWords.level })).toBeInTheDocument();
    await expect
      .element(page.getByText(deviceWords.weHear).last(), { timeout: 10_000 })
      .toBeInTheDocument();
    await vi.waitFor(() => {
      expect(saidAloud()).toContain(deviceWords.weHear);
    });
  });

  it("[UI-12] plays the notes and asks whether they were heard", async () => {
    const { page } = await seatAt(AT_DEVICES);
    await page.getByRole("button", { name: deviceWords.play }).click();
    await expect
      .element(page.getByRole("button", { name: deviceWords.yesHeard }), { timeout: 10_000 })
      .toBeVisible();
    await page.getByRole("button", { name: deviceWords.notHeard }).click();
    await expect.element(page.getByText(deviceWords.notHeardHelp)).toBeVisible();
    await page.getByRole("button", { name: deviceWords.yesHeard }).click();
    await expect.element(page.getByRole("heading", { name: deviceWords.inHeading })).toBeVisible();
  });

  it("[UI-12] every part can be skipped, and one can still arrive", async () => {
    const { line, page } = await seatAt(AT_DEVICES);
    for (const heading of [
      deviceWords.outHeading,
      deviceWords.inHeading,
      deviceWords.pictureHeading,
    ]) {
      await expect.element(page.getByRole("heading", { name: heading })).toBeVisible();
      await page.getByRole("button", { name: deviceWords.skip }).click();
    }
    await expect.element(page.getByText(deviceWords.micOff)).toBeVisible();
    await expect.element(page.getByText(deviceWords.cameraOff)).toBeVisible();
    await page.getByRole("button", { name: deviceWords.arrive }).click();
    expect(line.commands).toEqual([{ kind: "arrive", meeting: sampleId("meeting") }]);
  });

  it.each([
    ["that cannot encrypt, which can still join", false],
    ["that can encrypt not", true],
  ])("[UI-64] tells a browser %s", async (_, able) => {
    vi.stubGlobal("isSecureContext", able);
    const { page } = await seatAt(AT_DEVICES);
    for (let part = 1; part <= 3; part += 1)
      await page.getByRole("button", { name: deviceWords.skip }).click();
    await expect.element(page.getByRole("button", { name: deviceWords.arrive })).toBeVisible();
    expect(page.getByText(deviceWords.cannotLock).elements()).toHaveLength(able ? 0 : 1);
    vi.unstubAllGlobals();
  });

  it("[UI-12] shows one's own picture, which can be turned off again", async () => {
    const { page } = await seatAt(AT_DEVICES);
    await page.getByRole("button", { name: deviceWords.skip }).click();
    await page.getByRole("button", { name: deviceWords.skip }).click();
    await page.getByRole("button", { name: deviceWords.turnOnCamera }).click();
    const picture = page.getByLabelText(deviceWords.yourPicture);
    await expect.element(picture).toBeVisible();
    await vi.waitFor(() => {
      const video = picture.element();
      expect(video instanceof HTMLVideoElement && video.videoWidth > 0).toBe(true);
    });
    await page.getByRole("button", { name: deviceWords.turnOffCamera }).click();
    await expect
      .element(page.getByRole("button", { name: deviceWords.turnOnCamera }))
      .toBeVisible();
  });

  it.each(["blocked", "inUse", "none", "unsupported", "broken"] as const)(
    "[UI-12] tells %s as it is, with steps, also aloud",
    async (trouble) => {
      const props = { kind: "camera", state: trouble, browser: "iphone" } as const;
      const page = await stand(DeviceTrouble, props);
      const text = troubleText(trouble, "camera", "iphone");
      await expect.element(page.getByText(text).last()).toBeVisible();
      for (const step of troubleSteps(trouble, "camera", "iphone")) {
        await expect.element(page.getByText(step)).toBeVisible();
      }
      await vi.waitFor(() => {
        expect(saidAloud()).toContain(text);
      });
    },
  );
});
