/** Cases as random histories find them, where random presses alone would hardly ever come. */
import type { CoreCase } from "./core-case.ts";

/** The family said yes to one point and not yet to another; the mediator is with the council. */
export function startCarrying(one: CoreCase): void {
  one.letIn("mediator", "mum");
  one.do("mum", { kind: "writePoint", to: "all", text: "Zq-point-mum-0-qZ" });
  const [point] = one.meeting.desk.carry;
  if (point !== undefined) one.do("mum", { kind: "confirmPoint", point: point.id });
  one.do("mediator", { kind: "writePoint", to: "la", text: "Zq-point-mediator-1-qZ" });
  one.letIn("mediator", "officer");
}

/** Adjourned with words fixed for signing; some have come to the next sitting. */
export function startNextSitting(one: CoreCase): void {
  one.freeze("mediator");
  const goesOnAt = "2026-12-08T10:00:00.000Z";
  one.do("mediator", { kind: "endMeeting", outcome: "adjourned", goesOnAt });
  one.gather("mediator", "mum", "officer");
}
