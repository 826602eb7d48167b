/** Quiet words: asked, answered, ended; what the band says, and what is said aloud. */
import { afterEach, describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { whoHears } from "../../client/meeting/stage/who-hears.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { SpareParts } from "../../client/state/call-spare.ts";
import { Devices } from "../../client/state/devices.svelte.ts";
import { OwnMicrophone } from "../../client/state/own-microphone.ts";
import { SideCall } from "../../client/state/side-call.svelte.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";
import {
  HAS_ASKED,
  IS_ASKED,
  MAY_ASK,
  ON_WHISPER,
  OTHERS_WHISPER,
  WHISPERING,
} from "./support-screens.ts";

const meeting = sampleId("meeting");
const person = PEOPLE.advocate.id;
const open: { close: () => void }[] = [];

afterEach(() => {
  for (const one of open.splice(0).toReversed()) one.close();
  localStorage.clear();
});

describe("asking for a quiet word", () => {
  it("[UI-180] is one press under the people, taken back as easily, and leave can be given", async () => {
    const { line, show } = await roomAt(MAY_ASK);
    await press("Quiet word with Mel");
    await press("Let Mel start without asking me");
    show(HAS_ASKED);
    await press("Do not ask Mel now");
    expect(line.commands).toEqual([
      { kind: "askWhisper", meeting, person },
      { kind: "setWhisperLeave", meeting, person, given: true },
      { kind: "endWhisper", meeting, expect: sampleId("ask", 20) },
    ]);
  });

  it("[UI-180] is answered with two buttons, and says who would hear", async () => {
    const { line } = await roomAt(IS_ASKED);
    await expect.element(browser.getByText("Mel wants a quiet word. Join?")).toBeInTheDocument();
    await expect
      .element(browser.getByText(/Only you and Mel hear a quiet word\..*mic starts on/u))
      .toBeVisible();
    await press("Not now, Mel");
    await press("Join Mel");
    const expected = { kind: "answerWhisper", meeting, expect: sampleId("ask", 21) } as const;
    expect(line.commands).toEqual([
      { ...expected, answer: "notNow" },
      { ...expected, answer: "yes" },
    ]);
  });

  it("[UI-180] stands beside both for everybody, in words", async () => {
    await roomAt(OTHERS_WHISPER);
    const tile = (id: string) => document.querySelector(`[data-person="${id}"]`)?.textContent ?? "";
    expect(tile(PEOPLE.otherParent.id)).toContain("Getting support");
    expect(tile(PEOPLE.advocate.id)).toContain("Getting support");
    expect(tile(PEOPLE.officer.id)).not.toContain("Getting support");
    expect(newsOf(JOINT, OTHERS_WHISPER, "Sam").soon).toEqual([
      "Rosa and Mel are getting support.",
    ]);
  });
});

describe("in a quiet word", () => {
  it("[UI-181] the band names the only one who hears, and one button ends it", async () => {
    const { line } = await roomAt(WHISPERING, { call: ON_WHISPER });
    await expect
      .element(browser.getByText("Only Mel can hear you. The room cannot."))
      .toBeInTheDocument();
    await press("End the quiet word");
    expect(line.commands).toEqual([{ kind: "endWhisper", meeting, expect: sampleId("ask", 22) }]);
  });

  it("[UI-181] the band never promises a listener who is not on the line", () => {
    const room = { microphone: false, phase: "connected" } as const;
    const hears = (own: Parameters<typeof whoHears>[2], at = WHISPERING) => whoHears(at, room, own);
    expect(hears({ microphone: true, phase: "connecting" })).toMatch(/No one can hear you yet/u);
    expect(hears({ microphone: false, phase: "connected" })).toBe(
      "Your mic is off. Only Mel can hear you if you turn it on.",
    );
    const { whisper } = WHISPERING;
    if (whisper?.running == null) throw new Error("no quiet word");
    const alone = {
      ...WHISPERING,
      whisper: { ...whisper, running: { ...whisper.running, video: "connecting" as const } },
    };
    expect(hears({ microphone: true, phase: "connected" }, alone)).toMatch(/No one/u);
    const line = { ...whisper.running.line, strangers: 1 };
    const watched = {
      ...WHISPERING,
      whisper: { ...whisper, running: { ...whisper.running, line } },
    };
    expect(hears({ microphone: true, phase: "connected" }, watched)).toMatch(/do not know/u);
  });

  it("[UI-181] what is said aloud: asked, begun and over", () => {
    const soon = (before: typeof JOINT, at: typeof JOINT) => newsOf(before, at, "Sam").soon;
    expect(soon(JOINT, IS_ASKED)).toEqual(["Mel wants a quiet word. Join?"]);
    expect(soon(IS_ASKED, WHISPERING)).toEqual([
      "Quiet word with Mel. You both hear the room. The room cannot hear you.",
    ]);
    expect(soon(WHISPERING, JOINT)).toEqual(["The quiet word is over. Your mic is off."]);
  });
});

describe("the second line", () => {
  const line = WHISPERING.whisper?.running?.line ?? null;

  function sideCall(): SideCall {
    const devices = new Devices(sampleId("seat", 9));
    const spare = new SpareParts();
    const call = new SideCall(sampleId("seat", 9), devices, { host: document.body, spare });
    open.push(devices, spare, call);
    return call;
  }

  it("[UI-181] starts on by one's own press, and off on a page that was loaded meanwhile", () => {
    const [pressed, loaded] = [sideCall(), sideCall()];
    pressed.follow(null);
    pressed.follow(line);
    expect(pressed.microphone.on).toBe(true);
    loaded.follow(line);
    expect([loaded.microphone.on, loaded.microphone.allowed]).toEqual([false, true]);
    const agreed = sideCall();
    agreed.follow(null);
    agreed.follow(line && { ...line, startsOn: false });
    expect(agreed.microphone.on).toBe(false);
    pressed.follow(null);
    expect([pressed.microphone.on, pressed.microphone.allowed, pressed.phase]).toEqual([
      false,
      false,
      "off",
    ]);
  });

  it("[UI-181] a stranger on it turns the microphone off; a line made anew goes on as it was", () => {
    const call = sideCall();
    call.follow(null);
    call.follow(line);
    const anew = line && { ...line, ear: sampleId("ear", 24) };
    call.follow(anew);
    expect(call.microphone.on).toBe(true);
    call.follow(anew && { ...anew, strangers: 1 });
    call.follow(anew);
    expect(call.microphone.on).toBe(false);
  });

  it("[LINE-4] its microphone is a copy: silent in the room, and the other way round", async () => {
    const devices = new Devices(sampleId("seat", 9));
    const own = new OwnMicrophone(devices);
    const close = (): void => {
      own.turnOff();
    };
    open.push(devices, { close });
    const copy = await own.turnOn();
    const { microphoneTrack: device } = devices;
    if (copy === null || device === null) throw new Error("no microphone");
    expect(copy).not.toBe(device);
    device.enabled = false;
    expect([copy.enabled, own.microphoneTrack === copy]).toEqual([true, true]);
    own.turnOff();
    expect([copy.readyState, device.readyState]).toEqual(["ended", "live"]);
  });
});
