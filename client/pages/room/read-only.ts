/** Why a shared document may only be read now, in words; null when it may be written. */
import type { DocumentView, InRoom, View } from "#shared/contract/view.ts";
import { READ_ONLY_WORDS } from "../../words/en/draft.ts";

export function whyReadOnly(
  document: DocumentView | null,
  at: Pick<InRoom, "room" | "writers" | "style">,
  view: Pick<View, "me" | "meeting">,
): string | null {
  if (document === null || document.level === "write") return null;
  if (at.room.kind !== "joint" && at.style === "shuttle") return READ_ONLY_WORDS.shuttle;
  if (at.room.kind !== "joint") return READ_ONLY_WORDS.private;
  if (at.room.held === "sideAway") return READ_ONLY_WORDS.sideAway(view.meeting.mediator);
  if (view.me.role === "observer") return READ_ONLY_WORDS.watching;
  return at.writers === "mediator"
    ? READ_ONLY_WORDS.mediator(view.meeting.mediator)
    : READ_ONLY_WORDS.watching;
}
