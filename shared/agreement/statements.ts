/**
 * What a signer ticks, word for word, by capacity. The wording is part of the evidence: the log
 * keeps its id, the sealed paper prints it. A changed wording is a new id, never an edit.
 */
import { type Person, sideOf } from "../core/people.ts";

export type Statement = { readonly id: string; readonly text: string };

const FAMILY: Statement = {
  id: "family-1",
  text: "I have read every point. This is what we agreed today. I know that typing my name and pressing Submit my signature counts as signing.",
};
const BODY: Statement = {
  id: "body-1",
  text: "I have read every point. This is what we agreed today. I have the authority to agree to it for my organisation. I know that typing my name and pressing Submit my signature counts as signing.",
};
const MEDIATOR: Statement = {
  id: "mediator-1",
  text: "I led this meeting as an independent mediator. The people named above read this text and signed it themselves. I sign for how the meeting was held, not for what was agreed.",
};

export function statementFor(person: Person): Statement {
  const side = sideOf(person);
  if (side === "mediator") return MEDIATOR;
  return side === "family" ? FAMILY : BODY;
}

export function statementById(id: string): Statement | null {
  return [FAMILY, BODY, MEDIATOR].find((one) => one.id === id) ?? null;
}

/** A body's signer states the post held; a family member has none. */
export function needsPost(person: Person): boolean {
  return statementFor(person).id === BODY.id;
}
