/** Who gets in, who is cut when the case moves on, and what nobody else ever receives. */
import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import {
  answerMessage,
  askMessage,
  presenceMessage,
  updateMessage,
} from "../../server/collab/messages.ts";
import { freezeCommit } from "../contracts/store-samples.ts";
import { type DocumentBrowser, openBrowser, openLine, until } from "../support/document-browser.ts";
import { createDocumentsWorld, type DocumentsWorld } from "../support/documents-world.ts";

let world: DocumentsWorld;
let browsers: DocumentBrowser[];
beforeEach(async () => {
  world = await createDocumentsWorld({ heartbeat: 200 });
  browsers = [];
});
afterEach(async () => {
  for (const browser of browsers) browser.end();
  await world.end();
});

function open(
  seated: Parameters<typeof openBrowser>[1],
  document: Parameters<typeof openBrowser>[2],
  options: Parameters<typeof openBrowser>[3] = {},
): DocumentBrowser {
  const browser = openBrowser(world, seated, document, options);
  browsers.push(browser);
  return browser;
}

function edit(words: string, client?: number): Uint8Array {
  const doc = new Y.Doc();
  if (client !== undefined) doc.clientID = client;
  doc.getText("text").insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}

const EVERYTHING = askMessage(Uint8Array.of(0));
const textOf = ({ doc }: DocumentBrowser): string => doc.getText("text").toJSON();

const states = ({ provider, doc }: DocumentBrowser): readonly unknown[] =>
  [...provider.awareness.getStates()].filter(([id]) => id !== doc.clientID).map(([, s]) => s);

describe("coming in", () => {
  it("[DOC-1] without a grant the upgrade is answered 403 and no connection exists", async () => {
    const { id } = await world.open("notebook");
    const outsider = world.seat((await world.open("notebook")).id);
    await expect(openLine(world, outsider, id)).rejects.toThrow("403");
    expect(world.collab.openCount()).toBe(0);
  });

  it("[DOC-10] an outsider and a guest never receive a byte of a notebook", async () => {
    const [notebook, guests] = [await world.open("notebook"), await world.open("guestNotes")];
    const owner = world.seat(notebook.id);
    world.grant(owner, guests.id, "write");
    const guest = world.seat(guests.id);
    const [own, shared] = [open(owner, notebook.id), open(owner, guests.id)];
    const atGuest = open(guest, guests.id);
    await until(() => own.provider.synced && shared.provider.synced && atGuest.provider.synced);
    own.provider.awareness.setLocalState({ field: "text", name: "PRIVATE-NAME" });
    own.doc.getText("text").insert(0, "PRIVATE-WORDS");
    shared.doc.getText("text").insert(0, "shared words");
    await until(() => own.covered() && textOf(atGuest) === "shared words");

    // Neither by asking for it, nor by naming it in place of one's own.
    await expect(openLine(world, guest, notebook.id)).rejects.toThrow("403");
    const line = await openLine(world, guest, guests.id);
    line.send(EVERYTHING);
    await until(() => line.heard.length >= 3);
    const heard = Buffer.concat([...line.heard, atGuest.heard()]);
    for (const secret of ["PRIVATE-WORDS", "PRIVATE-NAME", notebook.id]) {
      expect(heard.includes(secret)).toBe(false);
    }
    expect(heard.includes("shared words")).toBe(true);
  });

  it("[DOC-14] an older page is asked to reload, and the document stays as it was", async () => {
    const { id } = await world.open("notebook");
    const old = open(world.seat(id), id, { schema: 0 });
    old.doc.getText("text").insert(0, "from an old page");
    await until(() => old.closedBy() === 4409);
    expect(await world.store.updates(id, 0)).toEqual([]);
  });
});

describe("when the case moves on", () => {
  it("[DOC-1] lost access cuts at once and for good; the others stay", async () => {
    const { id, caseId } = await world.open("notebook");
    const [leaver, stayer] = [world.seat(id), world.seat(id)];
    const [gone, here] = [open(leaver, id), open(stayer, id)];
    await until(() => gone.provider.synced && here.provider.synced);
    world.grant(leaver, id, null);
    await world.collab.recheck(caseId);
    here.doc.getText("text").insert(0, "after");
    await until(() => gone.closedBy() === 4403 && here.covered());
    expect(textOf(gone)).toBe("");
    expect(gone.provider.shouldConnect).toBe(false);
  });

  it("[DOC-1] write narrowed to read cuts; read widened to write goes on in place", async () => {
    const { id, caseId } = await world.open("agenda");
    const [narrowed, widened] = [world.seat(id), world.seat(id, "read")];
    const [one, two] = [open(narrowed, id), open(widened, id)];
    await until(() => one.provider.synced && two.mayWrite() === false && two.provider.synced);
    world.grant(narrowed, id, "read");
    world.grant(widened, id, "write");
    await world.collab.recheck(caseId);
    await until(() => one.closedBy() === 4403 && two.mayWrite() === true);
    two.doc.getMap("items").set("cla_1", new Y.Map([["order", "a0"]]));
    await until(() => two.covered());
    expect((await world.store.updates(id, 0)).length).toBe(1);
  });

  it("[DOC-1] a seat that is somebody else's by now is ended", async () => {
    const { id, caseId } = await world.open("notebook");
    const seated = world.seat(id);
    const browser = open(seated, id);
    await until(() => browser.provider.synced);
    world.grant({ ...seated, person: world.seat(id).person }, id, "write");
    await world.collab.recheck(caseId);
    await until(() => browser.closedBy() === 4401);
  });

  it("[DOC-15] a seat whose session is over is ended everywhere", async () => {
    const [one, two] = [await world.open("notebook"), await world.open("agenda")];
    const seated = world.seat(one.id);
    world.grant(seated, two.id, "write");
    const both = [open(seated, one.id), open(seated, two.id)];
    await until(() => both.every(({ provider }) => provider.synced));
    world.collab.closeSeat(seated.seat);
    await until(() => both.every((browser) => browser.closedBy() === 4401));
  });

  it("[DOC-15] every connection hears from us, and a silent one is ended", async () => {
    const { id } = await world.open("notebook");
    const line = await openLine(world, world.seat(id), id);
    await until(() => line.heard.length >= 4);
    line.socket.pause();
    await until(() => world.collab.openCount() === 0);
    line.socket.terminate();
  });

  it("[DOC-4] freezing closes whoever has the document open, and keeps newcomers out", async () => {
    const document = await world.open("agreement");
    const seated = world.seat(document.id);
    const reader = world.seat(document.id, "read");
    const [writer, atReader] = [open(seated, document.id), open(reader, document.id)];
    await until(() => writer.provider.synced && atReader.provider.synced);
    expect(await world.store.commit(freezeCommit(document, 0))).toBe("committed");
    await world.collab.recheck(document.caseId);
    await until(() => writer.closedBy() === 4423 && atReader.closedBy() === 4423);
    const late = open(seated, document.id);
    await until(() => late.closedBy() === 4423);
    expect(late.heard().length).toBe(0);
  });
});

describe("reading only", () => {
  it("[DOC-7] a reader who writes is cut; text and presence stay as they were", async () => {
    const { id } = await world.open("notebook");
    const writer = open(world.seat(id), id);
    const reader = await openLine(world, world.seat(id, "read"), id);
    await until(() => writer.provider.synced);
    reader.send(EVERYTHING);
    reader.send(
      presenceMessage([{ client: 7, clock: 1, state: JSON.stringify({ field: "text" }) }]),
    );
    await until(() => reader.heard.length >= 3);
    // Comes after the reader's: when it is shown, the reader's would have been.
    const seated = world.seat(id);
    const last = open(seated, id);
    await until(() => last.provider.synced);
    last.provider.awareness.setLocalState({ field: "text" });
    await until(() => states(writer).length > 0);
    expect(states(writer)).toEqual([{ person: seated.person, field: "text" }]);
    reader.send(updateMessage(edit("smuggled")));
    expect(await reader.closed).toBe(4403);
    expect(await world.store.updates(id, 0)).toEqual([]);
    expect(textOf(writer)).toBe("");
  });
});

describe("presence", () => {
  it("[DOC-9] says who writes where as the server knows it, whatever is claimed", async () => {
    const { id } = await world.open("notebook");
    const [seated, other] = [world.seat(id), world.seat(id)];
    const [one, two] = [open(seated, id), open(other, id)];
    await until(() => one.provider.synced && two.provider.synced);
    one.provider.awareness.setLocalState({ field: "text", person: other.person, name: "EVIL" });
    await until(() => states(two).length === 1);
    expect(states(two)).toEqual([{ person: seated.person, field: "text" }]);
    one.provider.awareness.setLocalState({ field: "" });
    await until(() => JSON.stringify(states(two)).includes('"field":""'));
    one.provider.disconnect();
    await until(() => states(two).length === 0);
    one.provider.connect();
    await until(() => states(two).length === 1);
  });

  it("[DOC-9] nobody can speak for, overwrite or remove another's entry", async () => {
    const { id } = await world.open("notebook");
    const seated = world.seat(id);
    const [victim, watcher] = [open(seated, id), open(world.seat(id), id)];
    await until(() => victim.provider.synced && watcher.provider.synced);
    victim.provider.awareness.setLocalState({ field: "text" });
    await until(() => states(watcher).length === 1);
    const alias = [...watcher.provider.awareness.getStates().keys()].find(
      (client) => client !== watcher.doc.clientID,
    );
    const attacker = await openLine(world, world.seat(id), id);
    for (const client of [alias ?? 0, victim.doc.clientID]) {
      for (const state of ['{"field":"EVIL"}', "null"]) {
        attacker.send(presenceMessage([{ client, clock: 2 ** 31, state }]));
        attacker.send(
          presenceMessage([
            { client: 5, clock: 1, state },
            { client, clock: 9, state },
          ]),
        );
      }
    }
    attacker.send(presenceMessage([{ client: 5, clock: 1, state: '{"field":"text<script>"}' }]));
    attacker.send(EVERYTHING);
    await until(() => attacker.heard.length >= 3);
    victim.doc.getText("text").insert(0, "still here");
    await until(() => textOf(watcher) === "still here");
    expect(states(watcher)).toContainEqual({ person: seated.person, field: "text" });
    expect(JSON.stringify(states(watcher))).not.toContain("script");
    const claimed = states(watcher).filter((s) => JSON.stringify(s).includes(seated.person));
    expect(claimed).toEqual([{ person: seated.person, field: "text" }]);
    attacker.socket.terminate();
  });

  it("[DOC-9] whoever only read and writes now is shown where they are, not where others are", async () => {
    const { id, caseId } = await world.open("notebook");
    const [wrote, seated] = [world.seat(id), world.seat(id, "read")];
    const [writer, reader, watcher] = [open(wrote, id), open(seated, id), open(world.seat(id), id)];
    await until(() => [writer, reader, watcher].every(({ provider }) => provider.synced));
    world.grant(seated, id, "write");
    await world.collab.recheck(caseId);
    await until(() => reader.mayWrite() === true);
    // y-websocket sends on what it is told of others, under their numbers.
    writer.provider.awareness.setLocalState({ field: "first" });
    await until(() => states(reader).length === 1);
    reader.provider.awareness.setLocalState({ field: "second" });
    await until(() => states(watcher).length === 2);
    expect(states(watcher)).toContainEqual({ person: wrote.person, field: "first" });
    expect(states(watcher)).toContainEqual({ person: seated.person, field: "second" });
  });

  it("[DOC-9] hidden people and oversized entries are not shown", async () => {
    const { id } = await world.open("notebook");
    const [hidden, watcher] = [open(world.seat(id, "write", false), id), open(world.seat(id), id)];
    await until(() => hidden.provider.synced && watcher.provider.synced);
    hidden.provider.awareness.setLocalState({ field: "text" });
    const large = await openLine(world, world.seat(id), id);
    large.send(
      presenceMessage([
        { client: 5, clock: 1, state: JSON.stringify({ field: "text", x: "y".repeat(3000) }) },
      ]),
    );
    large.send(EVERYTHING);
    await until(() => large.heard.length >= 3);
    // Comes after the two: when it is shown, they would have been.
    const seated = world.seat(id);
    const last = open(seated, id);
    await until(() => last.provider.synced);
    last.provider.awareness.setLocalState({ field: "text" });
    await until(() => states(watcher).length > 0);
    expect(states(watcher)).toEqual([{ person: seated.person, field: "text" }]);
    large.socket.terminate();
  });

  it("[APART-7] somebody is hidden from one, who comes before or after, and shown to others", async () => {
    const { id } = await world.open("agenda");
    const [apart, late] = [world.seat(id), world.seat(id)];
    const seated = world.seat(id);
    world.grant(seated, id, "write", true, [apart.person, late.person]);
    const [hidden, watcher] = [open(seated, id), open(apart, id)];
    const other = open(world.seat(id), id);
    await until(() => [hidden, watcher, other].every(({ provider }) => provider.synced));
    hidden.provider.awareness.setLocalState({ field: "text" });
    await until(() => states(other).length === 1);
    const after = open(late, id);
    await until(() => after.provider.synced);
    // Comes after the hidden one: when it is shown, that would have been.
    const third = world.seat(id);
    const last = open(third, id);
    await until(() => last.provider.synced);
    last.provider.awareness.setLocalState({ field: "text" });
    const shown = [{ person: third.person, field: "text" }];
    await until(() => states(watcher).length > 0 && states(after).length > 0);
    expect(states(watcher)).toEqual(shown);
    expect(states(after)).toEqual(shown);
    expect(states(other)).toHaveLength(2);
  });
});

describe("too large, too many", () => {
  it("[DOC-8] an update over the limit is refused with 4413 and not kept", async () => {
    const { id } = await world.open("notebook");
    const line = await openLine(world, world.seat(id), id);
    line.send(updateMessage(edit("x".repeat(300 * 1024))));
    expect(await line.closed).toBe(4413);
    const huge = await openLine(world, world.seat(id), id);
    huge.send(new Uint8Array(5 * 1024 * 1024));
    expect(await huge.closed).toBe(1009);
    expect(await world.store.updates(id, 0)).toEqual([]);
  });

  it("[DOC-8] a document can only grow so far", async () => {
    const { id } = await world.open("notebook");
    const seated = world.seat(id);
    let code: number | null = null;
    for (let at = 0; code === null && at < 40; at += 1) {
      const line = await openLine(world, seated, id);
      for (let part = 0; part < 4; part += 1) {
        line.send(updateMessage(edit("x".repeat(250 * 1024), 100 + at * 4 + part)));
      }
      line.send(EVERYTHING);
      const open_ = until(() => line.heard.length >= 5).then(() => null);
      code = await Promise.race([line.closed, open_]);
      line.socket.terminate();
    }
    expect(code).toBe(4413);
    const stored = (await world.store.updates(id, 0)).reduce(
      (sum, { bytes }) => sum + bytes.length,
      0,
    );
    expect(stored).toBeLessThan(4.5 * 1024 * 1024);
  });

  it("[DOC-8] a flood is ended, and the page that caused it may come back", async () => {
    const { id } = await world.open("notebook");
    const quiet = open(world.seat(id), id);
    await until(() => quiet.provider.synced);
    const line = await openLine(world, world.seat(id), id);
    for (let count = 0; count < 500; count += 1) line.send(EVERYTHING);
    expect(await line.closed).toBe(1013);
    quiet.doc.getText("text").insert(0, "unharmed");
    await until(() => quiet.covered());
  });

  it("[DOC-8] words typed faster than the limit all arrive, a moment later", async () => {
    const { id } = await world.open("notebook");
    const fast = open(world.seat(id), id);
    await until(() => fast.provider.synced);
    for (let count = 0; count < 400; count += 1) fast.doc.getText("text").insert(0, "x");
    await until(() => fast.covered());
    const late = open(world.seat(id), id);
    await until(() => textOf(late) === "x".repeat(400));
  });
});

describe("broken and hostile messages", () => {
  const unknown = (): Uint8Array => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 9);
    return encoding.toUint8Array(encoder);
  };
  it.each([
    ["an unknown kind", unknown()],
    ["nothing", new Uint8Array()],
    ["a length past the end", Uint8Array.of(0, 2, 200, 1)],
    ["a state vector that ends early", Uint8Array.of(0, 0, 2, 5, 1)],
    ["an update that is none", updateMessage(Uint8Array.of(1, 2, 3))],
    ["the second format", updateMessage(Y.encodeStateAsUpdateV2(new Y.Doc()))],
  ])("[DOC-12] %s ends its own connection only", async (_name, bytes) => {
    const { id } = await world.open("notebook");
    const other = open(world.seat(id), id);
    await until(() => other.provider.synced);
    const line = await openLine(world, world.seat(id), id);
    line.send(bytes);
    expect(await line.closed).toBe(4400);
    other.doc.getText("text").insert(0, "on we go");
    await until(() => other.covered());
    expect((await world.store.updates(id, 0)).length).toBe(1);
  });

  it("[DOC-12] text instead of bytes ends its own connection only", async () => {
    const { id } = await world.open("notebook");
    const line = await openLine(world, world.seat(id), id);
    line.socket.send("hello");
    expect(await line.closed).toBe(4400);
  });

  it("[DOC-6] words under another's client id are refused; the victim's words stay", async () => {
    const { id } = await world.open("notebook");
    const victim = open(world.seat(id), id);
    await until(() => victim.provider.synced);
    victim.doc.getText("text").insert(0, "mine");
    await until(() => victim.covered());
    const forger = new Y.Doc();
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(victim.doc));
    forger.clientID = victim.doc.clientID;
    const before = Y.encodeStateVector(forger);
    forger.getText("text").insert(4, " EVIL");
    const line = await openLine(world, world.seat(id), id);
    line.send(updateMessage(Y.encodeStateAsUpdate(forger, before)));
    expect(await line.closed).toBe(4403);
    victim.doc.getText("text").insert(4, " alone");
    await until(() => victim.covered());
    const late = open(world.seat(id), id);
    await until(() => late.provider.synced);
    expect(textOf(late)).toBe("mine alone");
  });

  it("[DOC-3] after a gap nothing counts as stored before a full answer came", async () => {
    const { id } = await world.open("notebook");
    const line = await openLine(world, world.seat(id), id);
    const doc = new Y.Doc();
    doc.getText("text").insert(0, "missing ");
    const between = Y.encodeStateVector(doc);
    doc.getText("text").insert(0, "gap ");
    line.send(EVERYTHING);
    line.send(updateMessage(Y.encodeStateAsUpdate(doc, between)));
    line.send(updateMessage(edit("fits")));
    await until(async () => (await world.store.updates(id, 0)).length === 1);
    line.send(answerMessage(Y.encodeStateAsUpdate(doc)));
    const confirmations = (): readonly Buffer[] => line.heard.filter(([kind]) => kind === 64);
    await until(() => confirmations().length > 0);
    expect(confirmations().map((message) => message.at(-1))).toEqual([3]);
    expect((await world.store.updates(id, 0)).length).toBe(2);
    line.socket.terminate();
  });

  it("[DOC-14] a page built on edits we do not hold must start afresh", async () => {
    const { id } = await world.open("notebook");
    const doc = new Y.Doc();
    doc.getText("text").insert(0, "from a lost past ");
    const past = Y.encodeStateVector(doc);
    doc.getText("text").insert(0, "now ");
    const line = await openLine(world, world.seat(id), id);
    line.send(answerMessage(Y.encodeStateAsUpdate(doc, past)));
    expect(await line.closed).toBe(4409);
    expect(await world.store.updates(id, 0)).toEqual([]);
  });

  it("[DOC-5] containers nested without end are refused, and nothing of them is kept", async () => {
    const { id } = await world.open("agenda");
    const doc = new Y.Doc();
    let map = doc.getMap<unknown>("items");
    for (let depth = 0; depth < 2000; depth += 1) {
      const inner = new Y.Map<unknown>();
      map.set("x", inner);
      map = inner;
    }
    const line = await openLine(world, world.seat(id), id);
    line.send(updateMessage(Y.encodeStateAsUpdate(doc)));
    expect(await line.closed).toBe(4400);
    expect(await world.store.updates(id, 0)).toEqual([]);
  });
});
