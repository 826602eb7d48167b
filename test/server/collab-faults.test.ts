/** What must hold when things go wrong: a kill at any moment, a freeze while everybody types. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, expect, it } from "vitest";
import * as Y from "yjs";

import type { DocumentId } from "#shared/core/ids.ts";

import { openSqlite } from "../../server/adapters/sqlite.ts";
import { readAgreement } from "../../server/collab/stored-document.ts";
import type { Store } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";
import { freezeCommit, openCase } from "../contracts/store-samples.ts";
import { type DocumentBrowser, openBrowser, until } from "../support/document-browser.ts";
import { createDocumentsWorld } from "../support/documents-world.ts";

const SERVER = fileURLToPath(new URL("../support/documents-server.ts", import.meta.url));
const KILLS = 8;
const FREEZES = 25;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function textInLog(store: Store, id: DocumentId): Promise<string> {
  const doc = new Y.Doc();
  const row = await store.document(id);
  if (row?.snapshot) Y.applyUpdate(doc, row.snapshot);
  for (const { bytes } of await store.updates(id, 0)) Y.applyUpdate(doc, bytes);
  return doc.getText("text").toJSON();
}

async function startServer(file: string) {
  const child = spawn(process.execPath, [SERVER, file], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  cleanups.push(() => {
    child.kill("SIGKILL");
    return exited;
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const origin = `ws://127.0.0.1:${String(line).trim()}`;
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exited;
  };
  return { kill, url: ({ seat }: { seat: string }) => `${origin}/s/${seat}/docs` };
}

/** Types one word after the other as soon as the last is confirmed; keeps what was confirmed. */
function typist(browser: DocumentBrowser, name: string): { readonly confirmed: Set<string> } {
  const sent: string[] = [];
  const confirmed = new Set<string>();
  const timer = setInterval(() => {
    // One of the confirmed messages answered the server's first question: it was no word.
    for (const word of sent.slice(0, Math.max(0, browser.confirmed() - 1))) confirmed.add(word);
    if (!browser.provider.synced || sent.length > browser.confirmed() + 3) return;
    const word = `<${name}.${String(sent.length)}>`;
    sent.push(word);
    browser.doc.getText("text").insert(0, word);
  }, 4);
  cleanups.push(() => {
    clearInterval(timer);
  });
  return { confirmed };
}

it(`[DOC-3] ${String(KILLS)} kills at random moments lose no confirmed word`, async () => {
  const folder = await mkdtemp(join(tmpdir(), "accord-killed-documents-"));
  cleanups.push(() => rm(folder, { recursive: true }));
  const file = join(folder, "accord.sqlite");
  const id = newId("document");
  const opening = await openSqlite(file);
  await openCase(opening, { openDocuments: [{ id, kind: "notebook" }] });
  await opening.close();

  const everything = new Set<string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const server = await startServer(file);
    const people = [0, 1, 2].map((at) => {
      const seated = { seat: newId("seat"), person: newId("person") };
      const browser = openBrowser(server, seated, id);
      cleanups.push(() => {
        browser.end();
      });
      return { browser, ...typist(browser, `${String(kill)}.${String(at)}`) };
    });
    const words = 3 + Math.floor(Math.random() * 40);
    await until(() => people.some(({ confirmed }) => confirmed.size >= words));
    await server.kill();
    for (const { browser, confirmed } of people) {
      browser.provider.disconnect();
      for (const word of confirmed) everything.add(word);
    }
    const store = await openSqlite(file);
    const text = await textInLog(store, id);
    await store.close();
    expect([...everything].filter((word) => !text.includes(word))).toEqual([]);
  }
  expect(everything.size).toBeGreaterThan(KILLS * 3);
});

it(`[DOC-4] ${String(FREEZES)} freezes while everybody types: nothing is stored afterwards`, async () => {
  const world = await createDocumentsWorld();
  cleanups.push(() => world.end());
  for (let round = 0; round < FREEZES; round += 1) {
    const document = await world.open("agreement");
    const people = [0, 1, 2, 3].map(() => openBrowser(world, world.seat(document.id), document.id));
    for (const browser of people) {
      cleanups.push(() => {
        browser.end();
      });
    }
    await until(() => people.every(({ provider }) => provider.synced));
    const typing = setInterval(() => {
      for (const { doc } of people) doc.getText("section.next").insert(0, "x");
    }, 2);
    cleanups.push(() => {
      clearInterval(typing);
    });
    await until(() => people.every((one) => one.confirmed() > round % 5));
    let frozenAt = -1;
    let frozenText = "";
    await until(async () => {
      const { seq, tree } = await readAgreement(world.store, document.id);
      const result = await world.store.commit(freezeCommit(document, seq));
      frozenAt = seq;
      frozenText = tree.sections.next;
      return result === "committed";
    });
    await world.collab.recheck(document.caseId);
    await until(() => people.every((one) => one.closedBy() === 4423));
    clearInterval(typing);
    await until(() => world.collab.openCount() === 0);
    const row = await world.store.document(document.id);
    expect(row).toMatchObject({ frozen: true, seq: frozenAt });
    const after = await readAgreement(world.store, document.id);
    expect(after.tree.sections.next).toBe(frozenText);
    for (const browser of people) browser.end();
  }
});

it("[DOC-4] a writer is told that the document is frozen even before anybody rechecks", async () => {
  const world = await createDocumentsWorld();
  cleanups.push(() => world.end());
  const document = await world.open("agreement");
  const writer = openBrowser(world, world.seat(document.id), document.id);
  cleanups.push(() => {
    writer.end();
  });
  await until(() => writer.provider.synced);
  await world.store.commit(freezeCommit(document, 0));
  writer.doc.getText("section.next").insert(0, "too late");
  await until(() => writer.closedBy() === 4423);
  expect(writer.confirmed()).toBeLessThan(2);
  expect(await world.store.updates(document.id, 0)).toEqual([]);
});

it("[DOC-2] [DOC-3] until the store has an edit nobody sees it and it is not confirmed", async () => {
  let release = (): void => undefined;
  let isHeld = false;
  const world = await createDocumentsWorld({
    beforeAppend: () =>
      new Promise((resolve) => {
        isHeld = true;
        release = resolve;
      }),
  });
  cleanups.push(() => world.end());
  const { id } = await world.open("notebook");
  const open = (): DocumentBrowser => {
    const browser = openBrowser(world, world.seat(id), id);
    cleanups.push(() => {
      browser.end();
    });
    return browser;
  };
  const [writer, reader] = [open(), open()];
  await until(() => writer.provider.synced && reader.provider.synced);
  writer.doc.getText("text").insert(0, "UNSTORED");
  await until(() => isHeld);
  const late = open();
  await until(() => late.provider.synced);
  for (const other of [reader, late]) expect(other.heard().includes("UNSTORED")).toBe(false);
  expect(writer.covered()).toBe(false);
  release();
  await until(() => writer.covered());
  for (const other of [reader, late]) await until(() => other.heard().includes("UNSTORED"));
});

it("[DOC-12] a store that fails costs nobody a word and touches no other document", async () => {
  let failures = 3;
  const world = await createDocumentsWorld({
    beforeAppend: () => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error("disk")) : Promise.resolve();
    },
  });
  cleanups.push(() => world.end());
  const [one, two] = [await world.open("notebook"), await world.open("notebook")];
  const people = [one, two].map(({ id }) => openBrowser(world, world.seat(id), id));
  for (const browser of people) {
    cleanups.push(() => {
      browser.end();
    });
  }
  await until(() => people.every(({ provider }) => provider.synced));
  people[0]?.doc.getText("text").insert(0, "kept in the page");
  await until(() => failures < 0);
  await until(() => people[0]?.covered() === true);
  expect(await textInLog(world.store, one.id)).toBe("kept in the page");
  expect(people[1]?.provider.wsconnected).toBe(true);
  expect(world.logged.join("")).toContain("document edits not stored");
  expect(world.logged.join("")).not.toContain("kept in the page");
});
