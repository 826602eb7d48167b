/** The browser's own account of what is saved, against the real server and store. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";

import { Line, type SocketClass } from "../../client/state/shared-text-line.ts";
import { until } from "../support/document-browser.ts";
import {
  createDocumentsWorld,
  type DocumentsWorld,
  type OpenedDocument,
  type Seated,
} from "../support/documents-world.ts";

let world: DocumentsWorld;
let document: OpenedDocument;
let ends: (() => void)[];
beforeEach(async () => {
  world = await createDocumentsWorld();
  document = await world.open("notebook");
  ends = [];
});
afterEach(async () => {
  for (const end of ends) end();
  await world.end();
});

function openLine(seated: Seated) {
  const doc = new Y.Doc();
  const sockets: WebSocket[] = [];
  class Kept extends WebSocket {
    constructor(address: string | URL, protocols?: string[]) {
      super(address, protocols);
      sockets.push(this);
    }
  }
  const states: boolean[] = [];
  const line: Line = new Line({
    url: world.url(seated),
    document: document.id,
    doc,
    changed: () => void states.push(line.saved),
    socket: Kept as unknown as SocketClass,
  });
  const text = doc.getText("text");
  text.observe(() => {
    line.ledger.touched("text");
  });
  ends.push(() => {
    line.end();
    doc.destroy();
  });
  return { line, text, sockets, states };
}

const storedText = async (): Promise<string> => {
  const doc = new Y.Doc();
  for (const { bytes } of await world.store.updates(document.id, 0)) Y.applyUpdate(doc, bytes);
  return doc.getText("text").toJSON();
};

it("[DOC-16] saved is false from the key press until the store has it, also for deletions", async () => {
  const { line, text } = openLine(world.seat(document.id));
  await until(() => line.state === "live" && line.mayWrite);
  expect(line.saved).toBe(true);
  for (const edit of [
    () => {
      text.insert(0, "some words");
    },
    () => {
      text.delete(0, 5);
    },
  ]) {
    edit();
    expect(line.saved).toBe(false);
    await until(() => line.saved);
    expect(await storedText()).toBe(text.toJSON());
    expect(line.ledger.unconfirmed).toEqual([]);
  }
});

it("[DOC-16] what is typed and deleted offline is sent on return, and only then saved", async () => {
  const { line, text, sockets } = openLine(world.seat(document.id));
  await until(() => line.state === "live");
  text.insert(0, "before ");
  await until(() => line.saved);
  sockets.at(-1)?.terminate();
  await until(() => line.state === "offline");
  text.insert(0, "offline ");
  text.delete(text.length - 3, 3);
  expect(line.saved).toBe(false);
  await until(() => line.state === "live" && line.saved);
  expect(await storedText()).toBe(text.toJSON());
});

it("[DOC-16] saved never runs ahead while lines break in the midst of typing", async () => {
  const { line, text, sockets } = openLine(world.seat(document.id));
  await until(() => line.state === "live");
  for (let round = 0; round < 30; round += 1) {
    text.insert(text.length, `<${String(round)}>`);
    if (round % 4 === 1) text.delete(0, 1);
    if (round % 3 === 0) sockets.at(-1)?.terminate();
    if (round % 3 === 1) await until(() => line.state === "live");
    // The store answers later than this reads: what is saved by now must be in it.
    const claimed = line.saved ? text.toJSON() : null;
    if (claimed !== null) expect(await storedText()).toBe(claimed);
  }
  await until(() => line.saved);
  expect(await storedText()).toBe(text.toJSON());
});

it("[DOC-16] when access ends, the fields with unsent words are known", async () => {
  const seated = world.seat(document.id);
  const { line, text, sockets } = openLine(seated);
  await until(() => line.state === "live");
  text.insert(0, "sent. ");
  await until(() => line.saved);
  sockets.at(-1)?.terminate();
  await until(() => line.state === "offline");
  text.insert(0, "never sent. ");
  world.grant(seated, document.id, "read");
  await until(() => line.state === "closed" || !line.mayWrite);
  expect(line.ledger.unconfirmed).toEqual(["text"]);
  expect(line.saved).toBe(false);
  expect(await storedText()).toBe("sent. ");
});

it("[DOC-16] a refused connection is tried again, a final answer is not", async () => {
  const seated = world.seat(document.id);
  world.grant(seated, document.id, null);
  const { line, sockets } = openLine(seated);
  await until(() => sockets.length >= 2);
  expect(line.state).toBe("connecting");
  world.grant(seated, document.id, "write");
  await until(() => line.state === "live");
  world.collab.closeSeat(seated.seat);
  await until(() => line.state === "closed");
  expect(line.closedBecause).toBe("sessionOver");
  expect(line.mayWrite).toBe(false);
});
