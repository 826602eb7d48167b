/** What can have happened around children and young people. Shapes never change. */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";

const meeting = idSchema("meeting");
const person = idSchema("person");

export const childrenEvents = [
  /** A child without a link of their own sits beside this person. */
  z.strictObject({ kind: z.literal("childTold"), meeting, room: idSchema("room"), person }),
  /** The mediator said that no child is in the room any more. */
  z.strictObject({ kind: z.literal("childGone"), meeting, room: idSchema("room") }),
  /** Somebody is brought to their waiting place, without anybody having asked them to go. */
  z.strictObject({ kind: z.literal("waitsAside"), meeting, person }),
  /** The young person's word about a parent. */
  z.strictObject({
    kind: z.literal("parentAnswered"),
    meeting,
    young: person,
    parent: person,
    welcome: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("easyViewSet"), meeting, person, on: z.boolean() }),
] as const;

export type ChildrenEvent = z.infer<(typeof childrenEvents)[number]>;

const KINDS: Readonly<Record<ChildrenEvent["kind"], true>> = {
  childTold: true,
  childGone: true,
  waitsAside: true,
  parentAnswered: true,
  easyViewSet: true,
};

export function isChildrenEvent(event: { readonly kind: string }): event is ChildrenEvent {
  return Object.hasOwn(KINDS, event.kind);
}
