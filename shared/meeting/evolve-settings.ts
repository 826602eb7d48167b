/** How a meeting's settings change: taken over from the service, or chosen by the mediator. */
import type { Stamp } from "../core/decider.ts";
import type { Meeting } from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";
import type { MeetingSettings } from "./settings.ts";

type Settled = Extract<MeetingEvent, { kind: "styleSet" | "settingsTaken" | "encryptionDemanded" }>;
type Choice = MeetingSettings["chosen"][number];

/** A default of the service leaves alone what a person chose. */
function choose({ settings }: Meeting, what: Choice, { actor }: Stamp): MeetingSettings {
  if (actor === "system" || settings.chosen.includes(what)) return settings;
  return { ...settings, chosen: [...settings.chosen, what] };
}

export function evolveSettings(meeting: Meeting, event: Settled, stamp: Stamp): Meeting {
  switch (event.kind) {
    case "styleSet":
      return { ...meeting, style: event.style, settings: choose(meeting, "style", stamp) };
    case "encryptionDemanded": {
      const settings = choose(meeting, "encryption", stamp);
      return { ...meeting, settings: { ...settings, encryptionDemanded: event.on } };
    }
    case "settingsTaken": {
      const { version, awayReminderMinutes, breakReminderMinutes } = event;
      const { mediatorGraceSeconds, paperLabel } = event;
      const taken = { version, awayReminderMinutes, breakReminderMinutes };
      const { settings } = meeting;
      return { ...meeting, settings: { ...settings, ...taken, mediatorGraceSeconds, paperLabel } };
    }
  }
}
