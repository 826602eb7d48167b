/** What may be sent on each rung of the ladder, of what the room lets one send. */
import type { Rung } from "./ladder.ts";

export type MaySend = { readonly microphone: boolean; readonly camera: boolean };

export function sendingOn(rung: Rung, allowed: readonly string[]): MaySend {
  return {
    microphone: rung !== "typing" && allowed.includes("microphone"),
    camera: (rung === "everyone" || rung === "oneFace") && allowed.includes("camera"),
  };
}
