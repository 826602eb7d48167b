/** Says aloud what becomes of the line and the devices of a call, while its page is there. */
import type { Announcements } from "../../ui/announcements.svelte.ts";
import { deviceLines, lineNews, type LineStand } from "./line-news.ts";
import type { RoomCall } from "./room-call.ts";

/** To be called while a component is made. */
export function sayLine(call: RoomCall, announcements: Announcements): void {
  let before: LineStand = { rung: call.care.rung, lowered: call.care.lowered };
  let said: readonly string[] = [];
  $effect(() => {
    const { rung, lowered } = call.care;
    for (const line of lineNews(before, { rung, lowered })) announcements.say(line);
    before = { rung, lowered };
  });
  $effect(() => {
    const lines = deviceLines(call);
    for (const line of lines) if (!said.includes(line)) announcements.say(line);
    said = lines;
  });
}
