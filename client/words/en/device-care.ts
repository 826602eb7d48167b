/** What becomes of devices in a call: told calmly, with what happens next and what one can do. */

import { listOfNames } from "./people.ts";

/** `switched`: another one is used now, by itself; `offered`: a new one that is not used yet. */
export type DeviceNews =
  | { readonly kind: "switched"; readonly device: "microphone" | "speaker"; readonly label: string }
  | { readonly kind: "cameraStopped" }
  | { readonly kind: "microphoneBack" }
  | {
      readonly kind: "offered";
      readonly label: string;
      readonly microphone: string | null;
      readonly speaker: string | null;
    };

export const DEVICE_CARE_WORDS = {
  switchedMicrophone: (name: string) => `Your mic is now: ${name}.`,
  switchedSpeaker: (name: string) => `The sound now comes from: ${name}.`,
  usual: "the usual one of your device",
  switchedText: "You can choose another one in More.",
  cameraStopped: "Your camera stopped.",
  cameraStoppedText: "You can start it again, or choose another one in More.",
  microphoneBack: "Your mic works again.",
  offered: (name: string) => `You can use ${name} now.`,
  use: "Use it",
  keep: "Keep what I have",
  fine: "All right",

  silent: "Your mic is silent",
  silentText: "A phone call or another app is using it. No one can hear you now.",
  hearsLater: (names: readonly string[], only: boolean) =>
    `Your mic is silent. ${only ? "Only " : ""}${listOfNames(names)} can hear you when it is back.`,
  restart: "Start my mic again",
  soundStopped: "The sound stopped",
  soundStoppedText: "A phone call or another app may have stopped it.",
  microphoneOnNow: "Your mic is still on.",
  microphoneOffNow: "Your mic is off.",
  hearAgain: "Tap to hear again",

  batteryLow: "Your battery is low",
  batteryText: "With sound only it lasts longer. Or plug it in.",
  soundOnly: "Use sound only",
  batteryLater: "Go on as now",
} as const;

/** What has happened to a device, in words. */
export function deviceNewsWords(news: DeviceNews): {
  readonly title: string;
  readonly text: string | null;
} {
  const words = DEVICE_CARE_WORDS;
  if (news.kind === "microphoneBack") return { title: words.microphoneBack, text: null };
  if (news.kind === "offered") return { title: words.offered(news.label), text: null };
  if (news.kind === "cameraStopped") {
    return { title: words.cameraStopped, text: words.cameraStoppedText };
  }
  const say = news.device === "microphone" ? words.switchedMicrophone : words.switchedSpeaker;
  return { title: say(news.label === "" ? words.usual : news.label), text: words.switchedText };
}
