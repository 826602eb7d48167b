/**
 * The two calls of a link: look at it, and continue with it. Looking binds nothing, so a mail
 * scanner or a preview spends nothing; wrong and old links are told the same way (LINK-1, LINK-2).
 */
import { RateLimiterMemory } from "rate-limiter-flexible";

import { meetingOf } from "#shared/case/case.ts";
import type { LinkLook, SeatAnswer } from "#shared/contract/http-api.ts";
import { isMediator } from "#shared/core/people.ts";

import { callerOf } from "../address.ts";
import { type CaseBook, nameIn } from "../case-book.ts";
import type { LinkRow } from "../ports.ts";
import { newSecret } from "../random-ids.ts";
import type { Seats } from "../seats.ts";
import type { Call, Endpoints, HttpRefusal } from "./endpoints.ts";

/** Wrong links per address and minute: guessing 256 bits is hopeless, hammering is stopped. */
const WRONG_LINKS = { points: 10, duration: 60 };
/** Presses of Continue per link and minute: each one that is new leaves a seat in the log. */
const PRESSES = { points: 10, duration: 60 };
const KEY = /^[A-Za-z0-9_-]{16,64}$/;

export type LinkDesk = {
  readonly book: CaseBook;
  readonly seats: Seats;
  /** As it is called now. */
  readonly service: () => { readonly name: string; readonly phone: string };
  /** A proxy stands in front and names the caller. */
  readonly proxied: boolean;
};

type Door = Pick<Call<"lookAtLink">, "request" | "body">;

/** Finds the link, or says no: the same no to what never was and to what is no more (LINK-2). */
function doorkeeper({ seats, proxied }: LinkDesk) {
  const wrong = new RateLimiterMemory(WRONG_LINKS);
  return async ({ request, body }: Door): Promise<LinkRow | HttpRefusal> => {
    // First, so that nobody's wrong links keep out a neighbour behind the same address.
    const link = await seats.link(body.secret);
    if (link !== null) return link;
    const { consumedPoints } = await wrong.penalty(callerOf(request, proxied));
    return { refused: consumedPoints > WRONG_LINKS.points ? "tooMany" : "linkUnknown" };
  };
}

async function look(
  { book, seats, service }: LinkDesk,
  call: Door,
  link: LinkRow,
): Promise<LinkLook | HttpRefusal> {
  const opened = await book.open(link.caseId);
  const names = nameIn(opened);
  const person = opened.state.people[link.person];
  const meeting = person === undefined ? null : meetingOf(opened.state, person.id);
  if (person === undefined || meeting === null) return { refused: "linkUnknown" };
  const mediator = meeting.seats
    .map((id) => opened.state.people[id])
    .find((one) => one !== undefined && isMediator(one));
  const { name, phone } = service();
  const here = await seats.heldBy(call.request, person.id);
  return {
    service: name,
    phone,
    name: names(person.name),
    startsAt: meeting.startsAt,
    mediator: mediator === undefined ? "" : names(mediator.name),
    child: opened.state.child === null ? "" : names(opened.state.child),
    bound: here !== null ? "here" : person.seat === null ? "none" : "elsewhere",
  };
}

export function createLinkEndpoints(
  desk: LinkDesk,
): Pick<Endpoints, "lookAtLink" | "continueWithLink"> {
  const { seats } = desk;
  const known = doorkeeper(desk);
  const presses = new RateLimiterMemory(PRESSES);

  return {
    async lookAtLink(call): Promise<LinkLook | HttpRefusal> {
      const link = await known(call);
      return "refused" in link ? link : look(desk, call, link);
    },

    async continueWithLink(call): Promise<SeatAnswer | HttpRefusal> {
      const link = await known(call);
      if ("refused" in link) return link;
      const held = await seats.heldBy(call.request, link.person);
      if (held !== null) {
        const sitter = await seats.standing(held);
        return { seat: held, asking: sitter?.standing === "asking" };
      }
      const { consumedPoints } = await presses.penalty(link.id);
      if (consumedPoints > PRESSES.points) return { refused: "tooMany" };
      const given = call.request.get("idempotency-key") ?? "";
      const key = KEY.test(given) ? given : newSecret();
      const taken = await seats.take(link, { secret: call.body.secret, key });
      if (taken === null) return { refused: "linkUnknown" };
      call.response.append("set-cookie", taken.cookie);
      return { seat: taken.seat, asking: taken.asking };
    },
  };
}
