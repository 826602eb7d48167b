/** A case of one's own casting, made in a data folder before a server runs on it. */
import { join } from "node:path";

import type { CaseEvent } from "#shared/case/case-events.ts";
import type { Context } from "#shared/core/decider.ts";
import { PARTY_SIDES, ROLE_FACTS, type Role } from "#shared/core/people.ts";

import { openSqlite } from "../../server/adapters/sqlite.ts";
import { createCaseBook } from "../../server/case-book.ts";
import { createExecute } from "../../server/execute.ts";
import { newId } from "../../server/random-ids.ts";
import { createSeats } from "../../server/seats.ts";

export type CastMember = { readonly name: string; readonly role: Role };

function caseEvents(cast: readonly CastMember[], context: Context): readonly CaseEvent[] {
  const people = cast.map(({ name, role }) => ({ id: context.newId("person"), name, role }));
  const meeting = context.newId("meeting");
  const sideRooms = PARTY_SIDES.flatMap((side) => {
    const members = people.flatMap(({ id, role }) => (ROLE_FACTS[role].side === side ? id : []));
    const [room, notebook] = [context.newId("room"), context.newId("document")];
    return members.length === 0 ? [] : [{ room, side, members, notebook }];
  });
  return [
    { kind: "caseOpened", process: "mediation", child: context.keep("A.B.") },
    ...people.map(({ id, name, role }): CaseEvent => {
      return { kind: "personAdded", person: id, role, name: context.keep(name), supports: null };
    }),
    {
      kind: "meetingPlanned",
      meeting,
      startsAt: context.at,
      joint: context.newId("room"),
      agenda: context.newId("document"),
      sideRooms,
      seats: people.map(({ id }) => id),
    },
    {
      kind: "agreementStarted",
      agreement: context.newId("agreement"),
      meeting,
      document: context.newId("document"),
    },
  ];
}

/** Makes the case and resolves with the secret of each person's link, in the cast's order. */
export async function makeCase(
  dataDir: string,
  cast: readonly CastMember[],
): Promise<readonly string[]> {
  const store = await openSqlite(join(dataDir, "accord.sqlite"));
  const book = createCaseBook(store, () => undefined);
  const bus = { announce: () => undefined, subscribe: () => () => undefined };
  const clock = { now: () => new Date().toISOString() };
  const execute = createExecute({ store, book, bus, clock });
  const seats = createSeats({ store, book, execute, cookies: "secure" });
  const caseId = newId("case");
  const outcome = await execute({
    caseId,
    actor: "system",
    commandId: newId("command"),
    decide: (_opened, context) => ({ ok: true, events: caseEvents(cast, context) }),
  });
  if (!outcome.ok) throw new Error("the case could not be made");
  const secrets: string[] = [];
  for (const { id } of Object.values(outcome.opened.state.people)) {
    secrets.push(await seats.issue(caseId, id, false));
  }
  await store.close();
  return secrets;
}
