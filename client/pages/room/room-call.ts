/** What the room's page needs of the call, so that it can be shown with any of its states. */
import type { Call } from "../../state/call.svelte.ts";
import type { Switch } from "../../state/call-switch.svelte.ts";
import type { DeviceCare } from "../../state/device-care.svelte.ts";
import type { LineCare } from "../../state/line/line-care.svelte.ts";
import type { ViewChoice } from "../../state/view-choice.svelte.ts";
import type { RoomDocuments } from "../../state/room-documents.svelte.ts";
import type { SideCall } from "../../state/side-call.svelte.ts";

type CareFacts = Pick<
  LineCare,
  "batteryLow" | "rung" | "limit" | "mustHear" | "lowered" | "weak" | "used" | "estimate" | "choose"
>;
type DeviceFacts = Pick<DeviceCare, "news" | "silent" | "accept" | "dismiss" | "restartMicrophone">;
type SwitchFacts = Pick<Switch, "on" | "allowed" | "trouble">;

export type RoomCall = Pick<
  Call,
  | "phase"
  | "heard"
  | "selfSpeaks"
  | "soundBlocked"
  | "soundStopped"
  | "ownPicture"
  | "setMicrophone"
  | "setCamera"
  | "hear"
  | "changeDevices"
> & {
  readonly care: CareFacts;
  readonly choice: Pick<ViewChoice, "pins" | "full" | "pin" | "follow" | "volumeOf" | "setVolume">;
  readonly deviceCare: DeviceFacts;
  readonly microphone: SwitchFacts;
  readonly camera: SwitchFacts;
  readonly whisper: Pick<SideCall, "phase" | "soundBlocked"> & { readonly microphone: SwitchFacts };
};

export type RoomPapers = Pick<
  RoomDocuments,
  | "agenda"
  | "agreement"
  | "notebook"
  | "privateDraft"
  | "guestNotes"
  | "lost"
  | "frozen"
  | "reopen"
  | "forgetLost"
>;
