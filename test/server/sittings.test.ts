/** A meeting that overruns and is adjourned, through the server's own doors and over a restart. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";

import type { View } from "#shared/contract/view.ts";
import type { DocumentId } from "#shared/core/ids.ts";
import { DOCUMENT_SCHEMA } from "#shared/meeting/document-shapes.ts";
import type { Guest } from "../support/guest.ts";
import { type GuestDocument, openDocument } from "../support/guest-document.ts";
import {
  freeze,
  openAgreement,
  paperIs,
  paperOf,
  sign,
  writeAgreement,
} from "../support/paper-meeting.ts";
import { createWorld, type World } from "../support/world.ts";
import { addIssue } from "../support/written-agreement.ts";

const ROLES = ["mediator", "parent", "LA officer"] as const;
const HOUR = 3_600_000;
const WORDS = { issue: "Speech therapy", action: "An hour each week.", background: "We met." };

/** Full minutes from now: when the case goes on. */
function inHours(hours: number): string {
  const at = Math.ceil(Date.now() / 60_000) * 60_000 + hours * HOUR;
  return new Date(at).toISOString();
}
const goesOn = (view: View): boolean => view.at.stage === "preparing" && view.at.goesOn !== null;

let dataDir: string;
let world: World;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "accord-sittings-"));
  world = await createWorld({ dataDir });
});
afterAll(async () => {
  await world.stop();
  await rm(dataDir, { recursive: true, force: true });
});

type Three = Readonly<Record<(typeof ROLES)[number], Guest>>;

/** The same browsers at a server that was started again. */
async function restart(before: Three): Promise<Three> {
  await world.stop();
  world = await createWorld({ dataDir, links: world.links });
  const again = ROLES.map(async (role) => {
    const one = world.guest(role);
    one.cookies = before[role].cookies;
    one.seat = before[role].seat;
    one.connect();
    await one.until(() => true);
    return [role, one] as const;
  });
  return Object.fromEntries(await Promise.all(again)) as unknown as Three;
}

async function comeIn(three: Three): Promise<void> {
  const { mediator } = three;
  await mediator.prepare();
  await mediator.until((view) => view.at.stage === "room");
  for (const role of ["parent", "LA officer"] as const) {
    const one = three[role];
    await one.prepare();
    await mediator.admit(one.me.id);
    await one.until((view) => view.at.stage === "called");
    await one.must({ kind: "enter", microphone: false, camera: false });
    await one.until((view) => view.at.stage === "room");
  }
}

async function open(one: Guest, kind: "notebook" | "privateDraft"): Promise<GuestDocument> {
  const { [kind]: granted } = one.room.documents;
  if (granted === null) throw new Error(`no ${kind}`);
  const opened = openDocument(one, granted.id);
  await opened.untilSynced();
  return opened;
}

/** How the server answers whoever tries to open a document that is not theirs. */
function knockAt({ url, seat, headers }: Guest, document: DocumentId): Promise<number | "open"> {
  const path = `${url.replace(/^http/u, "ws")}/s/${seat ?? ""}/docs/${document}`;
  const socket = new WebSocket(`${path}?schema=${String(DOCUMENT_SCHEMA)}`, { headers });
  return new Promise((resolve) => {
    socket.on("unexpected-response", (_request, { statusCode = 0 }) => {
      socket.terminate();
      resolve(statusCode);
    });
    socket.on("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.on("error", () => undefined);
  });
}

async function file(one: Guest, sha256: string): Promise<number> {
  const answer = await one.get(`/s/${one.seat ?? ""}/api/files/${sha256}`);
  await answer.arrayBuffer();
  return answer.status;
}

it("[MEET-1] [MEET-3] [MEET-4] [MEET-6] everything that was written is there on the next day, and nothing that was said", async () => {
  const first = await world.gather("parent", "LA officer");
  const { mediator, parent } = first;
  const officer = first["LA officer"];
  await writeAgreement(mediator, officer.me.id, WORDS);
  await parent.must({ kind: "sayInRoom", text: "Said that day." });
  await parent.must({ kind: "startBreak", with: "people" });
  await parent.until((view) => view.at.stage === "room" && view.at.room.kind === "side");
  const [notes, draft] = [await open(parent, "notebook"), await open(parent, "privateDraft")];
  notes.doc.getText("text").insert(0, "Ask about the lift.");
  addIssue(draft.doc, "A quiet room.");
  await Promise.all([notes.untilSaved(), draft.untilSaved()]);

  const day = inHours(30);
  await mediator.must({ kind: "endMeeting", outcome: "adjourned", goesOnAt: day });
  for (const one of [mediator, parent, officer]) {
    const view = await one.until(goesOn);
    expect(view.meeting.startsAt).toBe(day);
    expect((await one.look()).startsAt).toBe(day);
  }
  await expect.poll(() => notes.closedBy()).toBe(4403);
  notes.end();
  draft.end();

  const again = await restart(first);
  for (const role of ROLES) expect(again[role].view.meeting.startsAt).toBe(day);
  const moved = inHours(54);
  await again.mediator.must({ kind: "planSitting", startsAt: moved });
  await again.parent.until((view) => view.meeting.startsAt === moved);

  await comeIn(again);
  expect(again.parent.room.chat.lines).toEqual([]);
  const agreement = await openAgreement(again["LA officer"]);
  expect(JSON.stringify(agreement.doc.getMap("clauses"))).toContain(WORDS.action);
  agreement.end();
  await again.parent.must({ kind: "startBreak", with: "people" });
  await again.parent.until((view) => view.at.stage === "room" && view.at.room.kind === "side");
  const [book, own] = [
    await open(again.parent, "notebook"),
    await open(again.parent, "privateDraft"),
  ];
  expect(book.doc.getText("text").toJSON()).toBe("Ask about the lift.");
  expect(JSON.stringify(own.doc.getMap("clauses"))).toContain("A quiet room.");
  const { notebook, privateDraft } = again.parent.room.documents;
  if (notebook === null || privateDraft === null) throw new Error("no papers");
  for (const stranger of [again.mediator, again["LA officer"]]) {
    for (const { id } of [notebook, privateDraft]) {
      expect(await knockAt(stranger, id)).toBe(403);
      expect(JSON.stringify(stranger.view)).not.toContain(id);
    }
  }
  expect(await knockAt(again.parent, notebook.id)).toBe("open");
  book.end();
  own.end();
  await again.parent.must({ kind: "returnToJointRoom" });
  await again.parent.until((view) => view.at.stage === "room" && view.at.room.kind === "joint");

  // It overruns again, with the words fixed and one signature given.
  expect(await freeze(again.mediator)).toMatchObject({ ok: true });
  for (const role of ROLES) await again[role].until(paperIs("signing"));
  expect(await sign(again.parent)).toMatchObject({ ok: true });
  await again.mediator.must({ kind: "endMeeting", outcome: "adjourned" });
  await again.mediator.until((view) => view.at.stage === "ended");
  const third = await restart(again);
  await third.mediator.must({ kind: "planSitting", startsAt: inHours(80) });
  for (const role of ROLES) await third[role].until(goesOn);
  expect(paperOf(third.parent.view)).toMatchObject({ state: "signing", signedCount: 1 });
  expect(await sign(third["LA officer"])).toMatchObject({ ok: true });
  expect(await sign(third.mediator)).toMatchObject({ ok: true });
  const sealed = (view: View): boolean => goesOn(view) && paperOf(view).earlier.length === 1;
  for (const role of ROLES) {
    const [paper] = paperOf(await third[role].until(sealed)).earlier;
    expect(await file(third[role], paper?.sha256 ?? "")).toBe(200);
    expect(paperOf(third[role].view).state).toBe("draft");
  }
  const outsider = await world.guest("advocate").come();
  expect(outsider.at).toMatchObject({ stage: "preparing", goesOn: { agreement: { earlier: [] } } });
}, 120_000);
