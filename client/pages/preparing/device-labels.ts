/** A name for every device, also for those that the browser does not name yet. */
import type { DeviceLine } from "../../state/devices.svelte.ts";
import { deviceWords } from "../../words/en/devices.ts";

export function labelled(lines: readonly DeviceLine[]): readonly DeviceLine[] {
  return lines.map(({ id, label }, place) => ({
    id,
    label: label === "" ? deviceWords.unnamed(String(place + 1)) : label,
  }));
}
