/** What is said aloud of the line and the devices: what changed, and why. */
import type { Rung } from "../../words/en/data.ts";
import { DEVICE_CARE_WORDS, type DeviceNews, deviceNewsWords } from "../../words/en/device-care.ts";
import { CHOSEN_WORDS, LINE_WORDS, WEAK_WORDS } from "../../words/en/line.ts";

export type LineStand = { readonly rung: Rung; readonly lowered: boolean };

export function showsPictures(rung: Rung): boolean {
  return rung === "everyone" || rung === "oneFace";
}

/** Lines to be said once; none when nothing has changed. */
export function lineNews(before: LineStand, now: LineStand): readonly string[] {
  if (now.rung === before.rung) return [];
  const rungs: readonly Rung[] = ["everyone", "oneFace", "sound", "typing"];
  if (rungs.indexOf(now.rung) < rungs.indexOf(before.rung)) {
    const camera = showsPictures(now.rung) && !showsPictures(before.rung);
    const more = before.lowered ? LINE_WORDS.better : LINE_WORDS.more;
    return camera ? [more, LINE_WORDS.cameraMayStart] : [more];
  }
  if (now.rung === "everyone") return [];
  const { title, text } = (now.lowered ? WEAK_WORDS : CHOSEN_WORDS)[now.rung];
  return [`${title}. ${text}`];
}

type Around = {
  readonly soundStopped: boolean;
  readonly microphone: { readonly on: boolean };
  readonly deviceCare: { readonly news: DeviceNews | null; readonly silent: boolean };
  readonly care: { readonly batteryLow: boolean };
};

/** What is the matter with devices and battery now, each to be said once when it begins. */
export function deviceLines({ soundStopped, microphone, deviceCare, care }: Around) {
  const words = DEVICE_CARE_WORDS;
  const news = deviceCare.news === null ? null : deviceNewsWords(deviceCare.news);
  return [
    ...(soundStopped ? [`${words.soundStopped}. ${words.hearAgain}.`] : []),
    ...(microphone.on && deviceCare.silent ? [`${words.silent}. ${words.silentText}`] : []),
    ...(news === null ? [] : [news.text === null ? news.title : `${news.title} ${news.text}`]),
    ...(care.batteryLow ? [`${words.batteryLow}. ${words.batteryText}`] : []),
  ];
}
