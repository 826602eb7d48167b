/** The switches and the call, with this browser's own (made up) microphone and camera. */
import { afterEach, describe, expect, it } from "vitest";

import { Call } from "../../client/state/call.svelte.ts";
import { type SendingLine, Switch } from "../../client/state/call-switch.svelte.ts";
import { Devices } from "../../client/state/devices.svelte.ts";
import { JOINT } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";

const seat = sampleId("seat", 9);
const open: { close: () => void }[] = [];

function devices(): Devices {
  const made = new Devices(seat);
  open.push(made);
  return made;
}

/** A line that keeps what it was told. */
function recordingLine(told: string[], takes = true): SendingLine {
  const tell = (words: string): Promise<void> => {
    told.push(words);
    return takes ? Promise.resolve() : Promise.reject(new Error("not now"));
  };
  return {
    send: (source, media) => tell(`send ${source} ${media.enabled ? "on" : "silent"}`),
    silence: (source) => tell(`silence ${source}`),
    take: (source) => tell(`take ${source}`),
  };
}

function callAt(): Call {
  const call = new Call(seat, devices());
  open.push({
    close: () => {
      call.destroy();
    },
  });
  return call;
}

afterEach(() => {
  for (const one of open.splice(0).toReversed()) one.close();
  localStorage.clear();
});

describe("a switch", () => {
  it("[UI-52] opens nothing that may not be sent", async () => {
    const own = devices();
    const microphone = new Switch("microphone", own);
    microphone.set(true);
    expect(microphone.wanted).toBe(false);
    await Promise.resolve();
    expect(own.microphone).toBe("off");
  });

  it("[UI-52] losing the right silences at once, and getting it back turns nothing on", async () => {
    const own = devices();
    const told: string[] = [];
    const microphone = new Switch("microphone", own);
    microphone.useLine(recordingLine(told));
    microphone.allow(true);
    microphone.set(true);
    await expect.poll(() => told.at(-1)).toBe("send microphone on");
    microphone.allow(false);
    expect(own.microphoneTrack?.enabled).toBe(false);
    await expect.poll(() => told.at(-1)).toBe("silence microphone");
    microphone.allow(true);
    expect(microphone.on).toBe(false);
    expect(own.microphoneTrack?.enabled).toBe(false);
  });

  it("[UI-52] what the server silenced stays off until a press", async () => {
    const told: string[] = [];
    const microphone = new Switch("microphone", devices());
    microphone.useLine(recordingLine(told));
    microphone.allow(true);
    microphone.set(true);
    await expect.poll(() => told.at(-1)).toBe("send microphone on");
    microphone.silenced();
    expect(microphone.on).toBe(false);
    await expect.poll(() => told.at(-1)).toBe("silence microphone");
  });

  it("[UI-52] a camera that is off is let go of, so that its light goes out", async () => {
    const own = devices();
    const told: string[] = [];
    const camera = new Switch("camera", own);
    camera.useLine(recordingLine(told));
    camera.allow(true);
    camera.set(true);
    await expect.poll(() => told.at(-1)).toBe("send camera on");
    const track = own.cameraTrack;
    camera.set(false);
    await expect.poll(() => told.at(-1)).toBe("take camera");
    expect(track?.readyState).toBe("ended");
  });

  it("[UI-53] the same devices go from line to line", async () => {
    const own = devices();
    const told: string[] = [];
    const microphone = new Switch("microphone", own);
    microphone.useLine(recordingLine(told));
    microphone.allow(true);
    microphone.set(true);
    await expect.poll(() => told).toContain("send microphone on");
    const track = own.microphoneTrack;
    const next: string[] = [];
    microphone.useLine(null);
    microphone.useLine(recordingLine(next));
    await expect.poll(() => next).toContain("send microphone on");
    expect(own.microphoneTrack).toBe(track);
    expect(track?.readyState).toBe("live");
  });

  it("[UI-53] what a line would not take is offered again", async () => {
    const told: string[] = [];
    const microphone = new Switch("microphone", devices());
    microphone.useLine(recordingLine(told, false));
    microphone.allow(true);
    microphone.set(true);
    await expect.poll(() => told.length, { timeout: 5000 }).toBeGreaterThan(1);
    microphone.close();
  });
});

describe("the call", () => {
  const moves = (): number => performance.getEntriesByName("accord:move-view").length;

  it("[UI-53] a new place is a new line, the same place is not", () => {
    performance.clearMarks();
    const call = callAt();
    call.follow(JOINT);
    call.follow({ ...JOINT });
    expect(moves()).toBe(1);
    call.follow({ ...JOINT, room: { ...JOINT.room, generation: 2 } });
    expect(moves()).toBe(2);
    expect(call.phase).toBe("connecting");
  });

  it("[UI-63] only a move holds the screen up, and a dial that comes to nothing lets it go", async () => {
    const call = callAt();
    call.follow(JOINT);
    expect(call.dialling).not.toBeNull();
    await call.dialling;
    call.follow({ ...JOINT });
    expect(call.dialling).toBeNull();
    call.follow({ ...JOINT, room: { ...JOINT.room, generation: 2 } });
    expect(call.dialling).not.toBeNull();
    call.follow({ ...JOINT, room: { ...JOINT.room, sending: null } });
    expect(call.dialling).toBeNull();
    expect(call.phase).toBe("off");
  });

  it("[UI-53] where nothing is to be sent there is no line, and no device is on", () => {
    const call = callAt();
    call.follow(JOINT);
    call.follow({ ...JOINT, room: { ...JOINT.room, sending: null } });
    expect(call.phase).toBe("off");
    expect(call.microphone.allowed).toBe(false);
    call.setMicrophone(true);
    expect(call.microphone.on).toBe(false);
  });

  it("[UI-50] an ear that is nobody's turns microphone and camera off", () => {
    const call = callAt();
    const landing = { microphone: "on", camera: "off" } as const;
    call.follow({ ...JOINT, room: { ...JOINT.room, landing } });
    expect(call.microphone.on).toBe(true);
    call.follow({ ...JOINT, room: { ...JOINT.room, landing, strangers: 1 } });
    expect(call.microphone.on).toBe(false);
  });

  it("[UI-52] a notice that one was muted turns the microphone off, once", () => {
    const call = callAt();
    const landing = { microphone: "on", camera: "off" } as const;
    const at = { ...JOINT, room: { ...JOINT.room, landing } };
    call.follow(at);
    const muted = { ...at, notice: { kind: "muted", by: "Sam", count: 1 } } as const;
    call.follow(muted);
    expect(call.microphone.on).toBe(false);
    call.setMicrophone(true);
    call.follow(muted);
    expect(call.microphone.on).toBe(true);
  });

  it("[UI-51] a page that is left remembers how its switches stood", () => {
    const call = callAt();
    const landing = { microphone: "on", camera: "off" } as const;
    call.follow({ ...JOINT, room: { ...JOINT.room, landing } });
    dispatchEvent(new Event("pagehide"));
    call.destroy();
    const again = callAt();
    again.follow({
      ...JOINT,
      room: { ...JOINT.room, landing: { microphone: "off", camera: "off" } },
    });
    expect(again.microphone.wanted).toBe(true);
    expect(again.camera.wanted).toBe(false);
  });

  it("[UI-53] letting go of the call ends its devices and its sound", async () => {
    const own = devices();
    const call = new Call(seat, own);
    call.follow({ ...JOINT, room: { ...JOINT.room, landing: { microphone: "on", camera: "on" } } });
    await expect.poll(() => own.microphone).toBe("on");
    const track = own.microphoneTrack;
    call.destroy();
    expect(track?.readyState).toBe("ended");
    expect(call.phase).toBe("off");
  });
});
