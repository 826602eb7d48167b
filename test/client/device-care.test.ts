/** Devices in a call: unplugged, connected, taken by a phone call; the screen and the battery. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { deviceLines } from "../../client/pages/room/line-news.ts";
import { Voices } from "../../client/state/call-voices.ts";
import { DeviceCare } from "../../client/state/device-care.svelte.ts";
import { offeredIn, speakerLost } from "../../client/state/device-news.ts";
import { Devices } from "../../client/state/devices.svelte.ts";
import { BatteryWatch, ownBattery } from "../../client/state/line/battery.svelte.ts";
import { KeptAwake, ownScreens } from "../../client/state/line/wake-lock.ts";
import { DEVICE_CARE_WORDS as words } from "../../client/words/en/device-care.ts";
import { PLACE_WORDS } from "../../client/words/en/room.ts";
import { lineScreens, OFFERED } from "./line-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, sampleCall, SAMPLE_CARE, SAMPLE_DEVICES } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";

const none = { microphone: [], camera: [], speaker: [] };
const line = (id: string, label = `${id} by name`) => ({ id, label });
const state = (name: string) => {
  const found = lineScreens().find((one) => one.name === name);
  if (found === undefined) throw new Error(`no screen ${name}`);
  return found;
};

/** The lists of devices, as the browser would tell them next. */
function become(lists: Devices["lists"]): void {
  devices.lists = lists;
  flushSync();
}

let devices: Devices;
let care: DeviceCare;
let told: string[];
const call = { microphone: { on: true } };

beforeEach(() => {
  devices = new Devices(sampleId("seat", 9));
  told = [];
  call.microphone.on = true;
  care = new DeviceCare(devices, {
    microphone: call.microphone,
    setMicrophone: (on) => told.push(`mic ${String(on)}`),
    setCamera: (on) => told.push(`camera ${String(on)}`),
    changeDevices: () => told.push("changed"),
  });
});
afterEach(() => {
  care.close();
  devices.close();
  localStorage.clear();
});

describe("a device that is gone", () => {
  it("[UI-164] the microphone goes on with what the system uses, and it is named", async () => {
    const track = await devices.turnOn("microphone");
    await expect.poll(() => devices.microphoneTrack).toBe(track);
    track?.dispatchEvent(new Event("ended"));
    await expect.poll(() => care.news?.kind).toBe("switched");
    expect(devices.microphoneTrack?.readyState).toBe("live");
    expect(devices.microphoneTrack).not.toBe(track);
    expect(care.news).toMatchObject({ label: devices.microphoneTrack?.label });
    expect(told).toEqual(["changed"]);
  });

  it("[UI-164] a microphone that is off stays off when it is unplugged", async () => {
    call.microphone.on = false;
    const track = await devices.turnOn("microphone");
    await expect.poll(() => devices.lists.microphone.length).toBeGreaterThan(0);
    track?.dispatchEvent(new Event("ended"));
    expect(devices.microphone).toBe("none");
    expect([care.news, told]).toEqual([null, []]);
  });

  it("[UI-164] a camera that stops is off, and it is said", async () => {
    const track = await devices.turnOn("camera");
    await expect.poll(() => devices.lists.camera.length).toBeGreaterThan(0);
    track?.dispatchEvent(new Event("ended"));
    expect(care.news).toEqual({ kind: "cameraStopped" });
    expect([devices.camera, told]).toEqual(["off", ["camera false"]]);
  });

  it("[UI-164] a chosen speaker that is gone gives way to what the system uses", () => {
    devices.chooseSpeaker("loud");
    become({ ...none, speaker: [line("usual"), line("loud")] });
    become({ ...none, speaker: [line("usual")] });
    expect(care.news).toEqual({ kind: "switched", device: "speaker", label: "usual by name" });
    expect(devices.choice.speaker).toBe("default");
    expect(told).toEqual(["changed"]);
  });
});

describe("a device that was connected", () => {
  const before = { ...none, speaker: [line("a")], microphone: [line("b")] };

  it("[UI-164] is offered by name, as speaker, microphone or both", () => {
    const now = { ...before, speaker: [...before.speaker, line("new")] };
    const both = { ...now, microphone: [...before.microphone, line("new-m")] };
    expect(offeredIn(null, before, now)).toEqual({
      ...OFFERED,
      label: "new by name",
      microphone: null,
      speaker: "new",
    });
    expect(offeredIn(null, before, both)).toMatchObject({ microphone: "new-m", speaker: "new" });
    expect(offeredIn(null, before, before)).toBeNull();
  });

  it("[UI-164] is not offered but named when the system sends the sound there anyway", () => {
    const usual = line("default", "Default - new by name");
    const now = { ...before, speaker: [...before.speaker, line("new"), usual] };
    expect(offeredIn(null, before, now)).toEqual({
      kind: "switched",
      device: "speaker",
      label: "new by name",
    });
    expect(offeredIn("a", before, now)).toMatchObject({ kind: "offered" });
  });

  it("[UI-164] is nothing new before the first permission, nor under the browser's own names", () => {
    expect(offeredIn(null, none, before)).toBeNull();
    expect(offeredIn(null, { ...none, speaker: [line("a", "")] }, before)).toBeNull();
    expect(
      offeredIn(null, before, { ...before, speaker: [line("a"), line("default")] }),
    ).toBeNull();
    expect(speakerLost(null, before, none)).toBeNull();
    expect(speakerLost("a", before, before)).toBeNull();
  });

  it("[UI-164] is used only by a press", async () => {
    become(before);
    expect(care.news).toBeNull();
    become({ ...before, speaker: [...before.speaker, line("late")] });
    expect(care.news).toMatchObject({ kind: "offered", label: "late by name" });
    expect([devices.choice.speaker, told]).toEqual([null, []]);
    await care.accept();
    expect([devices.choice.speaker, told, care.news]).toEqual(["late", ["changed"], null]);
  });
});

describe("a phone call", () => {
  it("[UI-165] a microphone that the system silences is told, and so is its return", async () => {
    const track = await devices.turnOn("microphone");
    if (track === null) throw new Error("no microphone");
    await expect.poll(() => devices.lists.microphone.length).toBeGreaterThan(0);
    const system = { muted: true };
    Object.defineProperty(track, "muted", { get: () => system.muted });
    track.dispatchEvent(new Event("mute"));
    expect(care.silent).toBe(true);
    system.muted = false;
    track.dispatchEvent(new Event("unmute"));
    expect([care.silent, care.news]).toEqual([false, { kind: "microphoneBack" }]);
    await care.restartMicrophone();
    expect(devices.microphoneTrack).not.toBe(track);
    expect(told).toEqual(["changed"]);
  });

  it("[UI-165] a voice that the system paused is missed, one that left is not", async () => {
    // Whoever gives their microphone may also hear without a press.
    await devices.turnOn("microphone");
    const context = new AudioContext();
    const source = context.createMediaStreamDestination();
    const element = document.createElement("audio");
    element.autoplay = true;
    const [mediaStreamTrack] = source.stream.getTracks();
    if (mediaStreamTrack === undefined) throw new Error("no track");
    let looks = 0;
    const voices = new Voices(document.body, () => (looks += 1));
    const voice = {
      mediaStreamTrack,
      attach: () => {
        element.srcObject = source.stream;
        return element;
      },
      detach: () => {
        element.srcObject = null;
        return [element];
      },
    };
    voices.play(voice);
    await element.play();
    await expect.poll(() => element.paused).toBe(false);
    expect(voices.stopped).toBe(false);
    element.pause();
    await expect.poll(() => voices.stopped).toBe(true);
    await element.play();
    await expect.poll(() => voices.stopped).toBe(false);
    expect(looks).toBe(2);
    voices.drop(voice);
    expect([voices.stopped, element.isConnected]).toEqual([false, false]);
    await context.close();
  });

  it("[UI-165] the room says that the sound stopped, and how the microphone stands", async () => {
    let pressed = 0;
    const hear = (): Promise<void> => {
      pressed += 1;
      return Promise.resolve();
    };
    await roomAt(JOINT, { call: sampleCall({ soundStopped: true, hear }) });
    await expect.element(browser.getByText(words.soundStopped)).toBeVisible();
    await expect
      .element(browser.getByText(`${words.soundStoppedText} ${words.microphoneOffNow}`))
      .toBeVisible();
    await press(words.hearAgain);
    expect(pressed).toBe(1);
  });

  it("[UI-165] while the microphone is silent the band does not say that one is heard", async () => {
    let pressed = 0;
    const restartMicrophone = (): Promise<void> => {
      pressed += 1;
      return Promise.resolve();
    };
    const { call: facts } = state("line-mic-silent");
    const deviceCare = { ...SAMPLE_DEVICES, silent: true, restartMicrophone };
    await roomAt(JOINT, { call: sampleCall({ ...facts, deviceCare }) });
    await expect.element(browser.getByText(words.silentText)).toBeVisible();
    const names = ["Sam", PLACE_WORDS.withCompany("Rosa", "Grandma Bea"), "Mel", "Priya"];
    await expect.element(browser.getByText(words.hearsLater(names, false))).toBeVisible();
    await press(words.restart);
    expect(pressed).toBe(1);
  });
});

describe("the screen and the battery", () => {
  it("[UI-166] the screen is kept awake, asked anew when the page is seen again, let go at the end", async () => {
    const seen: string[] = [];
    const sentinel = { release: () => Promise.resolve(void seen.push("released")) };
    const screens = {
      request: () => {
        seen.push("asked");
        return Promise.resolve(sentinel);
      },
    };
    const awake = new KeptAwake(screens);
    document.dispatchEvent(new Event("visibilitychange"));
    await expect.poll(() => seen).toEqual(["asked", "asked"]);
    awake.close();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(seen).toEqual(["asked", "asked", "released"]);
    expect(ownScreens()).not.toBeNull();
    new KeptAwake(null).close();
  });

  it("[UI-167] a low battery that is not charged is told, and a browser without one says nothing", async () => {
    const battery = Object.assign(new EventTarget(), { level: 0.4, charging: false });
    const watch = new BatteryWatch(Promise.resolve(battery));
    await expect.poll(() => watch.low).toBe(false);
    const become = (level: number, charging: boolean): boolean => {
      Object.assign(battery, { level, charging });
      battery.dispatchEvent(new Event("levelchange"));
      return watch.low;
    };
    expect([become(0.15, false), become(0.1, true), become(0.16, false)]).toEqual([
      true,
      false,
      false,
    ]);
    watch.close();
    expect(become(0.01, false)).toBe(false);
    await expect(ownBattery()).resolves.toMatchObject({ level: expect.any(Number) as number });
    expect(new BatteryWatch(Promise.resolve(null)).low).toBe(false);
  });

  it("[UI-167] the hint offers sound only and can be put away", async () => {
    const chosen: string[] = [];
    const choose = (limit: string): void => void chosen.push(limit);
    await roomAt(JOINT, {
      call: sampleCall({ care: { ...SAMPLE_CARE, batteryLow: true, choose } }),
    });
    await press(words.soundOnly);
    expect(chosen).toEqual(["sound"]);
    await press(words.batteryLater);
    await expect.element(browser.getByText(words.batteryText)).not.toBeInTheDocument();
  });

  it("[UI-160] what is amiss with devices is told aloud in the words of the screen", () => {
    const good = sampleCall();
    expect(deviceLines(good)).toEqual([]);
    const { call: switched } = state("line-device-switched");
    expect(deviceLines({ ...good, ...switched, soundStopped: true })).toEqual([
      `${words.soundStopped}. ${words.hearAgain}.`,
      `${words.switchedMicrophone("MacBook Pro Microphone")} ${words.switchedText}`,
    ]);
  });
});
