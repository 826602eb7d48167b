/** Several people write in one document through real sockets and a real store. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { readAgreement } from "../../server/collab/stored-document.ts";
import { type DocumentBrowser, openBrowser, until } from "../support/document-browser.ts";
import { createDocumentsWorld, type DocumentsWorld } from "../support/documents-world.ts";

let world: DocumentsWorld;
let browsers: DocumentBrowser[];
beforeEach(async () => {
  world = await createDocumentsWorld();
  browsers = [];
});
afterEach(async () => {
  for (const browser of browsers) browser.end();
  await world.end();
});

function open(
  ...given: Parameters<typeof openBrowser> extends [unknown, ...infer Rest] ? Rest : []
) {
  const browser = openBrowser(world, ...given);
  browsers.push(browser);
  return browser;
}

const textOf = ({ doc }: DocumentBrowser): string => doc.getText("text").toJSON();

describe("writing together", () => {
  it("[DOC-2] four people who write at once end with the same text, and so does the log", async () => {
    const { id } = await world.open("notebook");
    const people = [0, 1, 2, 3].map(() => open(world.seat(id), id));
    await until(() => people.every(({ provider }) => provider.synced));
    for (let round = 0; round < 50; round += 1) {
      for (const [at, { doc }] of people.entries()) {
        const text = doc.getText("text");
        text.insert((round * 7 + at) % (text.length + 1), String(at));
        if (round % 10 === 9) text.delete(0, 1);
      }
      if (round % 10 === 0) await until(() => people.every((one) => one.covered()));
    }
    await until(() => new Set(people.map(textOf)).size === 1 && people.every((p) => p.covered()));
    const late = open(world.seat(id), id);
    await until(() => late.provider.synced);
    expect(textOf(late)).toBe(textOf(people[0] ?? late));
    expect(textOf(late).length).toBeGreaterThan(150);
    const log = new Y.Doc();
    for (const { bytes } of await world.store.updates(id, 0)) Y.applyUpdate(log, bytes);
    expect(log.getText("text").toJSON()).toBe(textOf(late));
  });

  it("[DOC-3] an edit is confirmed only when it is in the store, deletions too", async () => {
    const { id } = await world.open("notebook");
    const writer = open(world.seat(id), id);
    await until(() => writer.provider.synced);
    const text = writer.doc.getText("text");
    let sent = 0;
    for (const edit of [() => text.insert(0, "secret"), () => text.delete(0, 6)]) {
      await until(() => writer.confirmed() >= sent);
      const before = writer.confirmed();
      edit();
      sent = before + 1;
      expect(writer.confirmed()).toBe(before);
      await until(() => writer.confirmed() > before);
      const stored = new Y.Doc();
      for (const { bytes } of await world.store.updates(id, 0)) Y.applyUpdate(stored, bytes);
      expect(stored.getText("text").toJSON()).toBe(text.toJSON());
    }
  });

  it("[DOC-2] what was typed offline arrives on return, beside what the others wrote", async () => {
    const { id } = await world.open("notebook");
    const [away, here] = [open(world.seat(id), id), open(world.seat(id), id)];
    await until(() => away.provider.synced && here.provider.synced);
    away.provider.disconnect();
    away.doc.getText("text").insert(0, "from the train. ");
    here.doc.getText("text").insert(0, "from the table. ");
    await until(() => here.covered());
    away.provider.connect();
    // Typed before the server has had a chance to ask: it must not count as stored too early.
    away.doc.getText("text").insert(0, "and again. ");
    await until(() => away.covered() && textOf(away) === textOf(here));
    for (const words of ["train", "table", "again"]) expect(textOf(here)).toContain(words);
  });

  it("[DOC-2] nothing is answered before the document is loaded whole", async () => {
    const { id } = await world.open("notebook");
    const first = open(world.seat(id), id);
    await until(() => first.provider.synced);
    for (let at = 0; at < 30; at += 1) first.doc.getText("text").insert(0, `${String(at)} `);
    await until(() => first.covered());
    const words = textOf(first);
    first.provider.disconnect();
    await until(() => world.collab.openCount() === 0);
    const many = Array.from({ length: 6 }, () => open(world.seat(id), id));
    const atSync = many.map(
      (one) =>
        new Promise<string>((resolve) => {
          one.provider.on("sync", (synced) => {
            if (synced) resolve(textOf(one));
          });
        }),
    );
    expect(new Set(await Promise.all(atSync))).toEqual(new Set([words]));
  });

  it("[DOC-13] [AGR-4] the log is kept, written down whole, and read back the same", async () => {
    const { id } = await world.open("agreement");
    const writers = [0, 1, 2].map(() => open(world.seat(id), id));
    await until(() => writers.every(({ provider }) => provider.synced));
    for (const { doc } of writers) {
      for (let at = 0; at < 100; at += 1) doc.getText("section.next").insert(0, "x");
    }
    await until(() => writers.every((one) => one.covered()));
    const snapshotSeq = async () => (await world.store.document(id))?.snapshotSeq ?? 0;
    await until(async () => (await snapshotSeq()) >= 200);
    expect((await world.store.updates(id, 0)).length).toBe(300);
    const fromLog = await readAgreement(world.store, id);
    expect(fromLog).toMatchObject({ seq: 300, tree: { sections: { next: "x".repeat(300) } } });
    for (const { provider } of writers) provider.disconnect();
    await until(() => world.collab.openCount() === 0);
    expect(await snapshotSeq()).toBe(300);
    expect((await readAgreement(world.store, id)).tree).toEqual(fromLog.tree);
  });

  it("[DOC-2] what another server stored meanwhile is shown, in its place", async () => {
    const { id } = await world.open("notebook");
    const writer = open(world.seat(id), id);
    await until(() => writer.provider.synced);
    const elsewhere = new Y.Doc();
    elsewhere.getText("text").insert(0, "[elsewhere]");
    const update = { bytes: Y.encodeStateAsUpdate(elsewhere), person: world.seat(id).person };
    await world.store.appendUpdates(id, [{ ...update, at: "2026-11-22T09:00:00.000Z" }]);
    writer.doc.getText("text").insert(0, "here ");
    await until(() => textOf(writer).includes("elsewhere") && writer.covered());
    writer.doc.getText("text").insert(0, "more ");
    await until(() => writer.covered());
    const late = open(world.seat(id), id);
    await until(() => textOf(late) === textOf(writer));
  });
});

describe("clauses under many hands", () => {
  it("[DOC-18] a move, typing, owner and status at the same moment all survive", async () => {
    const { id } = await world.open("agreement");
    const [one, two] = [open(world.seat(id), id), open(world.seat(id), id)];
    await until(() => one.provider.synced && two.provider.synced);
    one.doc.transact(() => {
      for (const key of ["cla_a", "cla_b"]) {
        const clause = new Y.Map<unknown>();
        one.doc.getMap("clauses").set(key, clause);
        const fields = { kind: "action", parent: "cla_i", status: "notAgreed", agreed: false };
        for (const [name, value] of Object.entries(fields)) clause.set(name, value);
        for (const name of ["owner", "due", "ehcSection"]) clause.set(name, "");
        clause.set("order", key === "cla_a" ? "a0" : "a1");
        const text = new Y.Text();
        clause.set("text", text);
        text.insert(0, key);
      }
    });
    await until(() => two.doc.getMap("clauses").size === 2);
    const clauseOf = (browser: DocumentBrowser): Y.Map<unknown> =>
      browser.doc.getMap<Y.Map<unknown>>("clauses").get("cla_a") ?? new Y.Map();
    one.provider.disconnect();
    clauseOf(one).set("order", "a2");
    clauseOf(one).set("owner", "per_la");
    const typed = clauseOf(two).get("text");
    if (typed instanceof Y.Text) typed.insert(typed.length, " NOT");
    clauseOf(two).set("agreed", true);
    clauseOf(two).set("due", "2026-12-08");
    one.provider.connect();
    await until(() => one.covered() && two.covered());
    await until(() => clauseOf(one).get("agreed") === true && clauseOf(two).get("order") === "a2");
    for (const browser of [one, two]) {
      expect(clauseOf(browser).toJSON()).toMatchObject({
        order: "a2",
        owner: "per_la",
        due: "2026-12-08",
        agreed: true,
        text: "cla_a NOT",
      });
    }
    expect((await readAgreement(world.store, id)).tree.orphans.at(-1)?.text).toBe("cla_a NOT");
  });
});
