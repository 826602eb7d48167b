/** A child guest by a link of their own, and papers that are put away while a child is in the room, on the real server. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";

import type { DocumentId } from "#shared/core/ids.ts";
import { Line, type SocketClass } from "../../client/state/shared-text-line.ts";
import { Guest } from "../support/guest.ts";
import { openDocument } from "../support/guest-document.ts";
import { makeCase } from "../support/made-case.ts";
import { until } from "../support/until.ts";
import { createWorld, type World } from "../support/world.ts";

describe("a child beside a parent", () => {
  let world: World;
  const ends: (() => void)[] = [];
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(async () => {
    for (const end of ends) end();
    await world.stop();
  });

  /** The page's own line of a document, with this guest's cookie. */
  function openLine(guest: Guest, document: DocumentId) {
    const doc = new Y.Doc();
    const { headers, url, seat } = guest;
    class Dialled extends WebSocket {
      constructor(address: string | URL, protocols?: string[]) {
        super(address, protocols, { headers });
      }
    }
    const line = new Line({
      url: `${url.replace(/^http/u, "ws")}/s/${seat ?? ""}/docs`,
      document,
      doc,
      changed: () => undefined,
      socket: Dialled as unknown as SocketClass,
    });
    ends.push(() => {
      line.end();
      doc.destroy();
    });
    return { line, text: doc.getText("section.background") };
  }

  it("[CHILD-3] [CHILD-8] documents close on every screen and come back with what was typed", async () => {
    const { mediator, parent, "LA officer": officer } = await world.gather("parent", "LA officer");
    const document = parent.room.documents.agreement?.id;
    if (document === undefined) throw new Error("no agreement to write in");
    const mine = openLine(parent, document);
    const theirs = openDocument(officer, document);
    ends.push(() => {
      theirs.end();
    });
    await until("both open", () => mine.line.mayWrite && mine.line.loaded && theirs.synced());
    mine.text.insert(0, "Before. ");
    await until("stored", () => mine.line.saved);

    await parent.must({ kind: "tellChildHere", beside: parent.me.id });
    await until("closed", () => mine.line.closedBecause === "noAccess");
    await until("closed for the others", () => theirs.closedBy() === 4403);
    mine.line.rest();
    // Typed in the very moment, and not sent: it is in the page only.
    mine.text.insert(8, "Typed at the last moment.");
    expect(mine.line.saved).toBe(false);
    for (const guest of [mediator, parent, officer]) {
      await guest.until(({ at }) => at.stage === "room" && at.child !== null);
      expect(JSON.stringify(guest.view)).not.toContain(document);
      expect((await guest.send({ kind: "sayInRoom", text: "psst" })).ok).toBe(false);
    }
    // Refused at the door, it dials again and again, and gets nothing before the child has left.
    const early = openDocument(officer, document);
    ends.push(() => {
      early.end();
    });

    const { room } = mediator.room;
    expect([early.synced(), early.doc.store.clients.size]).toEqual([false, 0]);
    await mediator.must({ kind: "confirmChildLeft", room: room.id });
    await parent.until(({ at }) => at.stage === "room" && at.documents.agreement !== null);
    mine.line.resume();
    await until("all is stored", () => mine.line.saved && mine.line.mayWrite);
    await early.untilSynced();
    const words = early.doc.getText("section.background").toJSON();
    expect(words).toBe("Before. Typed at the last moment.");
  });
});

describe("a child guest", () => {
  const CAST = [
    { name: "Sam Carter", role: "mediator" },
    { name: "Amara Bello", role: "parent" },
    { name: "Priya Shah", role: "laOfficer" },
    { name: "Maya Bello", role: "child" },
  ] as const;
  let dataDir: string;
  let world: World;
  let guests: readonly Guest[] = [];
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "accord-child-"));
    const secrets = await makeCase(dataDir, CAST);
    world = await createWorld({ dataDir, service: { mediatorGraceSeconds: 1 } });
    guests = secrets.map((secret) => new Guest(world.url, `#${secret}`));
  });
  afterAll(async () => {
    for (const guest of guests) guest.leave();
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function enter(mediator: Guest, guest: Guest): Promise<void> {
    await mediator.admit(guest.me.id);
    await guest.must({ kind: "enter", microphone: false, camera: false });
  }

  it("[CHILD-1] [CHILD-12] sees the hello stage, and waits when the adults' lines are gone", async () => {
    const [mediator, parent, officer, child] = guests;
    if (mediator === undefined || parent === undefined) throw new Error("no mediator, no parent");
    if (officer === undefined || child === undefined) throw new Error("no officer, no child");
    for (const guest of guests) await guest.come();
    for (const guest of [mediator, parent, officer]) await guest.prepare();
    for (const guest of [parent, officer]) await enter(mediator, guest);
    const papers = parent.room.documents;
    await child.must({ kind: "acceptRules", version: "2026-11-child" });
    await child.must({ kind: "arrive" });
    await enter(mediator, child);
    expect(child.view.at).toMatchObject({ stage: "child", step: "room" });
    for (const id of [papers.agenda?.id, papers.agreement?.id]) {
      expect(JSON.stringify(child.views)).not.toContain(id);
    }
    await officer.until(({ at }) => at.stage === "room" && at.child?.guests.length === 1);
    expect(officer.room.documents.agenda).toBeNull();
    // One adult is enough when it is theirs; two are, of whom neither is.
    officer.leave();
    await parent.until(({ at }) => at.stage === "room" && at.tiles.some((tile) => !tile.online));
    parent.leave();
    await mediator.until(
      ({ at }) => at.stage === "room" && (at.mediator?.children.unwatched.length ?? 0) > 0,
    );
    await child.until(({ at }) => at.stage === "child" && at.step === "waiting");
    expect(mediator.room.mediator?.waiting.map(({ name }) => name)).toEqual(["Maya Bello"]);
  });
});
