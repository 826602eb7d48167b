/** The steps of a child guest, as the view names them. */
import type { ChildStage } from "#shared/contract/children.ts";

export type ChildInRoom = Extract<ChildStage, { readonly step: "room" }>;
/** Everything but the room: it needs no call. */
export type ChildAtDoor = Exclude<ChildStage, { readonly step: "room" }>;
