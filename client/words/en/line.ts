/** What a weak line does, and what we do about it: first the sound, then one face, then the rest. */
import type { Rung } from "./data.ts";

export const LINE_WORDS = {
  weakTile: "Weak line",
  band: "You only type now. You cannot hear, and no one can hear you.",
  tryAgain: "Try again now",
  soundAgain: "Turn the sound on",
  better: "Your line is better. You see more again.",
  more: "You get more again.",
  cameraMayStart: "You can start your camera again.",
} as const;

type Shown = { readonly title: string; readonly text: string };

/** When the line made it so. */
export const WEAK_WORDS: Readonly<Record<Exclude<Rung, "everyone">, Shown>> = {
  oneFace: {
    title: "Your line is weak",
    text: "We show one face, so that you can hear well.",
  },
  sound: {
    title: "Your line is weak",
    text: "We show no pictures for now, so that you can hear well.",
  },
  typing: {
    title: "Your line is too weak for sound",
    text: "You can read and type here. We try the sound again soon.",
  },
};

/** When the person chose so. */
export const CHOSEN_WORDS: Readonly<Record<Exclude<Rung, "everyone">, Shown>> = {
  oneFace: {
    title: "You see one face",
    text: "You chose this to use less data. You can change it in More.",
  },
  sound: {
    title: "Sound only",
    text: "You chose this to use less data. You can change it in More.",
  },
  typing: {
    title: "Typing only",
    text: "You chose this to use less data. You cannot hear now. You can read and type.",
  },
};

const RESTING: Readonly<Record<"weak" | "chosen", Readonly<Record<"sound" | "typing", string>>>> = {
  weak: {
    sound: "Your line is weak. The camera is off, so that you can hear well.",
    typing: "Your line is too weak for sound. Mic and camera are off for now.",
  },
  chosen: {
    sound: "You chose sound only. The camera is off.",
    typing: "You chose typing only. Mic and camera are off.",
  },
};

/** Why camera or mic cannot be turned on; null when the line is no reason. */
export function restingWords(care: {
  readonly rung: Rung;
  readonly lowered: boolean;
}): string | null {
  if (care.rung === "everyone" || care.rung === "oneFace") return null;
  return RESTING[care.lowered ? "weak" : "chosen"][care.rung];
}
