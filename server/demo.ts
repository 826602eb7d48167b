/**
 * The demo case of `npm start`: invented people around an invented child. Made once; every start
 * issues one new link per person and leaves bound browsers bound.
 */
import { emptyCase } from "#shared/case/case.ts";
import type { CaseEvent } from "#shared/case/case-events.ts";
import type { Context } from "#shared/core/decider.ts";
import { idFrom, type CaseId, type PersonId } from "#shared/core/ids.ts";
import type { Role } from "#shared/core/people.ts";
import { withMeeting } from "#shared/meeting/planning.ts";
import type { SettingsInForce } from "#shared/meeting/settings.ts";

import { type CaseBook, nameIn } from "./case-book.ts";
import { startAgenda } from "./collab/agenda-start.ts";
import type { Execute } from "./execute.ts";
import type { Clock, Store } from "./ports.ts";
import { newId } from "./random-ids.ts";
import type { Seats } from "./seats.ts";
import type { ServiceBook } from "./service-settings.ts";

/** One per installation, so that a second start finds it again. */
const DEMO_CASE: CaseId = idFrom("case", "demo".padEnd(26, "a"));

type Cast = {
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly supports?: string;
};
const CAST: readonly Cast[] = [
  { key: "mediator", name: "Sam Carter", role: "mediator" },
  { key: "parent", name: "Amara Bello", role: "parent" },
  { key: "second parent", name: "Tunde Bello", role: "parent" },
  { key: "advocate", name: "Dan Hughes", role: "advocate", supports: "parent" },
  { key: "LA officer", name: "Priya Shah", role: "laOfficer" },
];
const CHILD = "J.B.";

export type DemoPerson = { readonly id: PersonId; readonly name: string; readonly role: string };
export type DemoLink = { readonly name: string; readonly role: string; readonly link: string };

export type DemoDesk = {
  readonly store: Store;
  readonly clock: Clock;
  readonly book: CaseBook;
  readonly execute: Execute;
  readonly seats: Seats;
  readonly service: ServiceBook;
};

/** The meeting is today, at the next full hour: a demo link is never "too early". */
function nextHour(at: string): string {
  const hour = 3_600_000;
  return new Date(Math.ceil(Date.parse(at) / hour) * hour).toISOString();
}

function castEvents(context: Context, service: SettingsInForce): readonly CaseEvent[] {
  const people = new Map(CAST.map(({ key }) => [key, context.newId("person")]));
  const added = CAST.flatMap(({ key, name, role, supports }): readonly CaseEvent[] => {
    const person = people.get(key);
    if (person === undefined) return [];
    const whom = supports === undefined ? null : (people.get(supports) ?? null);
    return [{ kind: "personAdded", person, role, name: context.keep(name), supports: whom }];
  });
  const meeting = context.newId("meeting");
  const opening: CaseEvent[] = [
    { kind: "caseOpened", process: "mediation", child: context.keep(CHILD) },
    ...added,
  ];
  const plan = { meeting, startsAt: nextHour(context.at), service };
  return [
    ...withMeeting(emptyCase(DEMO_CASE), opening, plan, context),
    {
      kind: "agreementStarted",
      agreement: context.newId("agreement"),
      meeting,
      document: context.newId("document"),
    },
  ];
}

/** The demo's people in their order, making the case when it is not there. */
async function demoPeople({
  store,
  clock,
  book,
  execute,
  service,
}: DemoDesk): Promise<readonly DemoPerson[]> {
  const outcome = await execute({
    caseId: DEMO_CASE,
    actor: "system",
    commandId: newId("command"),
    decide: ({ head }, context) => ({
      ok: true,
      events: head.seq === 0 ? castEvents(context, service.now()) : [],
    }),
  });
  if (!outcome.ok) throw new Error("the demo case could not be made");
  const opened = await book.open(DEMO_CASE);
  const names = nameIn(opened);
  for (const { agenda, seats } of Object.values(opened.state.meetings)) {
    const [mediator] = seats;
    if (mediator !== undefined) await startAgenda(store, clock, agenda, mediator);
  }
  return Object.values(opened.state.people).map(({ id, name, role }, index) => ({
    id,
    name: names(name),
    role: CAST[index]?.key ?? role,
  }));
}

/** A new link for everybody; browsers that are bound stay bound. */
export async function demoLinks(desk: DemoDesk, url: string): Promise<readonly DemoLink[]> {
  const links: DemoLink[] = [];
  for (const { id, name, role } of await demoPeople(desk)) {
    const secret = await desk.seats.issue(DEMO_CASE, id, false);
    links.push({ name, role, link: `${url}/join#${secret}` });
  }
  return links;
}

/** Replaces one person's link: by role ("advocate"), full name or first name. Null: nobody. */
export async function replaceDemoLink(
  desk: DemoDesk,
  wanted: string,
  url: string,
): Promise<DemoLink | null> {
  const ask = wanted.trim().toLowerCase();
  const person = (await demoPeople(desk)).find(
    ({ name, role }) =>
      role.toLowerCase() === ask ||
      name.toLowerCase() === ask ||
      name.toLowerCase().split(" ")[0] === ask,
  );
  if (person === undefined) return null;
  const secret = await desk.seats.issue(DEMO_CASE, person.id, true);
  return { name: person.name, role: person.role, link: `${url}/join#${secret}` };
}
