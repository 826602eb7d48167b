/** What has become of the devices, in a form that can be told. Pure. */
import type { DeviceNews } from "../words/en/device-care.ts";
import type { Devices } from "./devices.svelte.ts";

type Lists = Devices["lists"];

/** The browser's own names for "whatever the system uses": no device that one could plug in. */
const USUAL: readonly string[] = ["default", "communications"];

/** Lists are empty or without names before the first permission: then nothing is new. */
function fresh(before: Lists, now: Lists, kind: "microphone" | "speaker") {
  if (!before[kind].some(({ label }) => label !== "")) return null;
  const known = new Set(before[kind].map(({ id }) => id));
  return now[kind].find(({ id, label }) => !known.has(id) && !USUAL.includes(id) && label !== "");
}

/** Whether the sound goes there by itself: nothing else was chosen, and the system uses it. */
function usedAlready(chosen: string | null, now: Lists, label: string): boolean {
  if (chosen !== null && !USUAL.includes(chosen)) return false;
  return now.speaker.some((one) => USUAL.includes(one.id) && one.label.includes(label));
}

/** Headphones or a microphone that were just connected; null when there are none. */
export function offeredIn(chosen: string | null, before: Lists, now: Lists): DeviceNews | null {
  const speaker = fresh(before, now, "speaker") ?? null;
  const microphone = fresh(before, now, "microphone") ?? null;
  const label = speaker?.label ?? microphone?.label;
  if (label === undefined) return null;
  if (speaker !== null && usedAlready(chosen, now, label)) {
    return { kind: "switched", device: "speaker", label };
  }
  const [mic, out] = [microphone?.id ?? null, speaker?.id ?? null];
  return { kind: "offered", label, microphone: mic, speaker: out };
}

/** The chosen speaker is gone: what the sound comes from now; null when nothing is amiss. */
export function speakerLost(chosen: string | null, before: Lists, now: Lists): DeviceNews | null {
  const had = (lists: Lists): boolean => lists.speaker.some(({ id }) => id === chosen);
  if (chosen === null || !had(before) || had(now)) return null;
  return { kind: "switched", device: "speaker", label: now.speaker[0]?.label ?? "" };
}
