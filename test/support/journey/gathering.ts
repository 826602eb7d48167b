/**
 * The quick way in, for scenarios that begin later: each person opens their link and presses
 * Continue in their own browser; name, company and rules are told by the same browser's seat over
 * the wire. The pages of coming in are walked through in `coming-in.ts`.
 */
import { linkWords } from "../../../client/words/en/link.ts";
import { nameWords } from "../../../client/words/en/prepare.ts";
import { isId } from "#shared/core/ids.ts";
import { RULES_VERSION } from "#shared/meeting/admission.ts";

import { Guest } from "../guest.ts";
import type { Stand } from "./stand.ts";
import type { Visitor } from "./visitor.ts";

const SEAT = /\/s\/(sea_[a-z2-7]{26})/u;

/** Somebody who comes: their browser, and the seat it holds. */
export type Comer = {
  readonly visitor: Visitor;
  readonly guest: Guest;
  /** Who sits beside them. */
  readonly company: string;
};

/** Opens the link; the seat is then in the hands of `guest`, and the page waits elsewhere. */
export async function open(
  stand: Stand,
  visitor: Visitor,
  role: string,
  company = "",
): Promise<Comer> {
  const link = stand.linkOf(role);
  await visitor.page.goto(link);
  await visitor.reads(linkWords.heading);
  await visitor.press(linkWords.continue);
  await visitor.reads(nameWords.heading);
  const seat = SEAT.exec(visitor.page.url())?.[1] ?? "";
  if (!isId("seat", seat)) throw new Error(`${visitor.name} has no seat`);
  const cookies = await visitor.page.context().cookies();
  await visitor.page.goto("about:blank");
  const guest = new Guest(stand.url, link);
  guest.seat = seat;
  guest.cookies = Object.fromEntries(cookies.map(({ name, value }) => [name, value]));
  return { visitor, guest, company };
}

/** Name, company, rules: the mediator is in then, everybody else waits. */
export async function arrive({ visitor, guest, company }: Comer): Promise<void> {
  guest.connect();
  await guest.until(() => true);
  await guest.must({ kind: "chooseName", name: visitor.name });
  await guest.must({ kind: "tellCompany", text: company });
  await guest.must({ kind: "acceptRules", version: RULES_VERSION });
  await guest.must({ kind: "arrive" });
  await guest.until(({ at }) => at.stage === "waiting" || at.stage === "room");
}

/** The mediator lets them in, and they press Join. */
export async function letIn(mediator: Comer, comers: readonly Comer[]): Promise<void> {
  for (const { guest } of comers) {
    await mediator.guest.admit(guest.me.id);
    await guest.until(({ at }) => at.stage === "called");
    await guest.must({ kind: "enter", microphone: false, camera: false });
    await guest.until(({ at }) => at.stage === "room");
  }
}

/** From now on the page holds the seat: it is where the person is. */
export async function show(stand: Stand, { visitor, guest }: Comer): Promise<void> {
  guest.leave();
  await visitor.page.goto(`${stand.url}/s/${guest.seat ?? ""}`);
}

/** Everybody of the stand in the room where they arrive, the mediator first. */
export async function gather(
  stand: Stand,
  before: (mediator: Comer) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { mediator, parent, advocate, officer } = stand.people;
  const lead = await open(stand, mediator, "mediator");
  const others = [
    await open(stand, parent, "parent"),
    await open(stand, advocate, "advocate"),
    await open(stand, officer, "LA officer"),
  ];
  await arrive(lead);
  await before(lead);
  for (const one of others) await arrive(one);
  await letIn(lead, others);
  for (const one of [lead, ...others]) await show(stand, one);
}
