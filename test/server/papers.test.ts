/** From the first word of an agreement to the sealed paper and its check, at the server's doors. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { newId, sha256Hex } from "../../server/random-ids.ts";
import type { Guest } from "../support/guest.ts";
import {
  freeze,
  openAgreement,
  paperIs,
  paperOf,
  readFrozen,
  sign,
  today,
  writeAgreement,
} from "../support/paper-meeting.ts";
import { until } from "../support/until.ts";
import { createWorld, type World } from "../support/world.ts";
import { addAction, addIssue, setField, writeSection } from "../support/written-agreement.ts";

const WORDS = {
  issue: "Speech and language therapy",
  action: "Provide 30 minutes each week in term time",
  background: "We met to talk about section F.",
};

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  await world.stop();
});

async function logLength(): Promise<number> {
  const [caseId] = await world.store.cases();
  if (caseId === undefined) throw new Error("no case");
  return (await world.store.events(caseId, 0)).length;
}

async function table() {
  const people = await world.gather("parent", "advocate", "LA officer");
  const { mediator, parent, advocate, "LA officer": officer } = people;
  return { mediator, parent, advocate, officer, all: [mediator, parent, advocate, officer] };
}

/** The agreement is written and frozen, and everybody is shown it. */
async function frozenTable() {
  const people = await table();
  const { mediator, officer, all } = people;
  await writeAgreement(mediator, officer.me.id, WORDS);
  expect(await freeze(mediator)).toMatchObject({ ok: true });
  for (const one of all) await one.until(paperIs("signing", 1));
  return people;
}

const post = (path: string, bytes: Uint8Array<ArrayBuffer>) =>
  fetch(world.url + path, { method: "POST", headers: { origin: world.url }, body: bytes });

describe("the freeze", () => {
  it("[AGR-2] [AGR-7] is refused with the reason, and the reason names its clause", async () => {
    const { mediator, parent, advocate, officer } = await table();
    const before = await logLength();
    const paper = await openAgreement(mediator);
    expect(await freeze(mediator)).toEqual({ ok: false, code: "agreementEmpty" });
    const issue = addIssue(paper.doc, "");
    await paper.untilSaved();
    expect(await freeze(mediator)).toEqual({ ok: false, code: "issueNeedsText", about: issue });
    const action = addAction(paper.doc, issue, "Do it", { due: "" });
    const missing = [
      ["issue", issue, "text", "Therapy"],
      ["actionNeedsOwner", action, "owner", officer.me.id],
      ["actionNeedsDate", action, "due", "2030-02-30"],
      ["dateNotPossible", action, "due", "2030-02-28"],
    ] as const;
    for (const [code, clause, field, value] of missing) {
      await paper.untilSaved();
      if (code !== "issue") {
        expect(await freeze(mediator)).toEqual({ ok: false, code, about: clause });
      }
      if (field === "text") {
        paper.doc.getMap("clauses").delete(issue);
        setField(paper.doc, action, "parent", addIssue(paper.doc, value));
      } else setField(paper.doc, clause, field, value);
    }
    await paper.untilSaved();
    const { id } = paperOf(mediator.view);
    const asked = { kind: "freezeAgreement", agreement: id, agreementDate: today() } as const;
    expect(await mediator.send({ ...asked, expect: 3 })).toEqual({ ok: false, code: "outOfDate" });
    const tomorrow = { ...asked, expect: 0, agreementDate: "2099-01-01" };
    expect(await mediator.send(tomorrow)).toEqual({ ok: false, code: "dateNotPossible" });
    for (const one of [parent, advocate, officer]) {
      expect(await one.send({ ...asked, expect: 0 })).toEqual({ ok: false, code: "notYou" });
    }
    expect(await logLength()).toBe(before);
    expect(await freeze(mediator)).toMatchObject({ ok: true });
    paper.end();
  });

  it("[AGR-7] is refused while a signer of another party is missing", async () => {
    const { mediator, parent } = await world.gather("parent");
    await writeAgreement(mediator, parent.me.id, WORDS);
    expect(await freeze(mediator)).toMatchObject({ ok: false, code: "signerMissing" });
  });

  it("[SEAL-5] is refused for a character that no font has, before anybody signs", async () => {
    const { mediator, officer } = await table();
    await writeAgreement(mediator, officer.me.id, { ...WORDS, action: "Meet \u738b at noon" });
    expect(await freeze(mediator)).toMatchObject({ ok: false, code: "textCannotBePrinted" });
  });

  it("[DOC-4] ends writing for whoever has it open, and nothing is stored afterwards", async () => {
    const { mediator, parent, officer } = await table();
    await writeAgreement(mediator, officer.me.id, WORDS);
    const open = await openAgreement(parent);
    expect(await freeze(mediator)).toMatchObject({ ok: true });
    await until("closed for good", () => open.closedBy() !== null);
    expect(open.closedBy()).toBe(4423);
    const before = await readFrozen(mediator);
    writeSection(open.doc, "next", "too late");
    expect(open.saved()).toBe(false);
    expect((await readFrozen(mediator)).text).toBe(before.text);
    open.end();
  });
});

describe("the frozen text", () => {
  it("[HTTP-8] is given with its hash to the people of the meeting, and to nobody else", async () => {
    const { all, mediator } = await frozenTable();
    const { id, contentHash } = paperOf(mediator.view);
    for (const one of all) {
      const { text, hash } = await readFrozen(one);
      expect(hash).toBe(contentHash);
      expect(text).toContain(WORDS.action);
    }
    const outside = await world.arrive("second parent");
    const path = (guest: Guest, agreement = id, version = "1") =>
      `/s/${guest.seat ?? ""}/api/agreements/${agreement}/versions/${version}`;
    expect((await outside.get(path(outside))).status).toBe(404);
    // Another's path with one's own cookie.
    expect((await outside.get(path(mediator))).status).toBe(401);
    expect((await fetch(world.url + path(mediator))).status).toBe(401);
    const other = world.guest("parent");
    await other.pressContinue();
    expect((await other.get(path(other))).status).toBe(403);
    for (const version of ["0", "2", "01", "1.0", "x"]) {
      expect((await mediator.get(path(mediator, id, version))).status).toBe(404);
    }
    expect((await mediator.get(path(mediator, newId("agreement")))).status).toBe(404);
  });
});

describe("signing", () => {
  it("[SIGN-2] [SIGN-3] [SIGN-4] [SIGN-5] what is not a signature of this text stores nothing", async () => {
    const { mediator, parent, advocate, officer } = await frozenTable();
    const before = await logLength();
    const { id, contentHash } = paperOf(parent.view);
    const right = {
      kind: "signAgreement",
      agreement: id,
      expect: 1,
      contentHash,
      typedName: "Amara Bello",
      post: "",
      ticked: true,
    } as const;
    const wrong = [
      [{ expect: 2 }, "wrongVersion"],
      [{ expect: 0 }, "wrongVersion"],
      [{ contentHash: sha256Hex("another text") }, "wrongVersion"],
      [{ contentHash: contentHash.toUpperCase() }, "badInput"],
      [{ ticked: false }, "boxUnticked"],
      [{ typedName: "" }, "badName"],
      [{ typedName: "A".repeat(200) }, "badName"],
      [{ typedName: "Amara \u202eolleB" }, "badName"],
      [{ agreement: newId("agreement") }, "notFound"],
    ] as const;
    for (const [more, code] of wrong) {
      expect(await parent.send({ ...right, ...more })).toMatchObject({ ok: false, code });
    }
    expect(await sign(mediator)).toEqual({ ok: false, code: "mediatorLast" });
    expect(await sign(advocate)).toMatchObject({ ok: false, code: "notYou" });
    const noPost = await sign(officer, { post: " " });
    expect(noPost).toEqual({ ok: false, code: "badName", about: "post" });
    expect(await logLength()).toBe(before);
  });

  it("[SIGN-10] a name or post that cannot be printed stores nothing and is told by its character", async () => {
    const { parent, officer } = await frozenTable();
    const before = await logLength();
    const about = "\u738b";
    const answer = { ok: false, code: "textCannotBePrinted", about };
    expect(await sign(parent, { typedName: `Amara ${about}` })).toEqual(answer);
    expect(await sign(officer, { post: `Head of ${about}` })).toEqual(answer);
    const unseen = await sign(officer, { post: "Head of \ue000 SEND" });
    expect(unseen).toEqual({ ok: false, code: "textCannotBePrinted", about: "U+E000" });
    expect(await logLength()).toBe(before);
    expect(await sign(parent, { typedName: "Amara Ιωάννα বেলো" })).toMatchObject({ ok: true });
  });

  it("[SIGN-6] [SIGN-8] once each; withdrawn until the mediator signed; a new version voids all", async () => {
    const { mediator, parent, officer } = await frozenTable();
    expect(await sign(parent)).toMatchObject({ ok: true });
    expect(await sign(parent)).toEqual({ ok: false, code: "alreadySigned" });
    const { id } = paperOf(parent.view);
    await parent.must({ kind: "withdrawSignature", agreement: id, expect: 1 });
    expect(await sign(parent)).toMatchObject({ ok: true });
    expect(await sign(officer)).toMatchObject({ ok: true });
    const old = { kind: "signAgreement", agreement: id, expect: 1, ticked: true } as const;
    const { contentHash } = paperOf(mediator.view);
    const reason = "One date was wrong.";
    await mediator.must({ kind: "reopenAgreement", agreement: id, expect: 1, reason });
    await parent.until(paperIs("draft"));
    const paper = await openAgreement(parent);
    writeSection(paper.doc, "next", "We meet again in June.");
    await paper.untilSaved();
    paper.end();
    expect(await freeze(mediator, 2)).toMatchObject({ ok: true });
    await parent.until(paperIs("signing", 2));
    expect(paperOf(parent.view)).toMatchObject({ signedCount: 0 });
    expect(paperOf(parent.view).contentHash).not.toBe(contentHash);
    const stale = { ...old, contentHash, typedName: "Amara Bello", post: "" };
    expect(await parent.send(stale)).toEqual({ ok: false, code: "wrongVersion" });
    const mixed = await parent.send({ ...stale, expect: 2 });
    expect(mixed).toEqual({ ok: false, code: "wrongVersion" });
    const first = `/s/${parent.seat ?? ""}/api/agreements/${id}/versions/1`;
    expect((await parent.get(first)).status).toBe(404);
    expect((await readFrozen(parent)).text).toContain("again in June");
  });
});

describe("the sealed paper", () => {
  it("[HTTP-8] [SEAL-11] [SEAL-12] [SEAL-13] everybody downloads it, and the check knows it", async () => {
    const { mediator, parent, advocate, officer, all } = await frozenTable();
    for (const one of [parent, officer, mediator]) {
      expect(await sign(one)).toMatchObject({ ok: true });
    }
    await mediator.until(paperIs("sealed"));
    const sha256 = paperOf(mediator.view).file?.sha256 ?? "";
    let pdf = new Uint8Array();
    for (const one of all) {
      await one.until(paperIs("sealed"));
      const answer = await one.get(`/s/${one.seat ?? ""}/api/files/${sha256}`);
      expect(answer.headers.get("content-type")).toBe("application/pdf");
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename=/);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      pdf = new Uint8Array(await answer.arrayBuffer());
      expect(sha256Hex(pdf)).toBe(sha256);
    }
    const waiting = await world.arrive("second parent");
    expect((await waiting.get(`/s/${waiting.seat ?? ""}/api/files/${sha256}`)).status).toBe(404);
    expect((await fetch(`${world.url}/s/${parent.seat ?? ""}/api/files/${sha256}`)).status).toBe(
      401,
    );

    const sealed = { verdict: "sealed", version: 1, agreementDate: today() };
    expect(await (await post("/api/check", pdf)).json()).toMatchObject(sealed);
    expect(await (await fetch(`${world.url}/api/check/${sha256}`)).json()).toMatchObject(sealed);
    for (const at of [10, Math.floor(pdf.length / 2), pdf.length - 10]) {
      const changed = pdf.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await (await post("/api/check", changed)).json()).toEqual({ verdict: "changed" });
      const hash = sha256Hex(changed);
      const byHash = await fetch(`${world.url}/api/check/${hash}`);
      expect(await byHash.json()).toEqual({ verdict: "unknown" });
    }
    const other = new TextEncoder().encode("%PDF-1.7\nnot ours\n%%EOF\n");
    expect(await (await post("/api/check", other)).json()).toEqual({ verdict: "unknown" });

    // [SIGN-7] Complete changes no more.
    const { id } = paperOf(mediator.view);
    const again = { kind: "reopenAgreement", agreement: id, expect: 1, reason: "" } as const;
    expect(await mediator.send(again)).toEqual({ ok: false, code: "complete" });
    const taken = { kind: "withdrawSignature", agreement: id, expect: 1 } as const;
    expect(await parent.send(taken)).toEqual({ ok: false, code: "complete" });

    await mediator.must({ kind: "endMeeting" });
    await advocate.until((view) => view.at.stage === "ended");
    const after = await advocate.get(`/s/${advocate.seat ?? ""}/api/files/${sha256}`);
    expect(after.status).toBe(200);
    expect((await waiting.get(`/s/${waiting.seat ?? ""}/api/files/${sha256}`)).status).toBe(404);
  });

  it("[SIGN-6] thirty signatures at the same moment are one", async () => {
    const { parent } = await frozenTable();
    const { hash } = await readFrozen(parent);
    const { id } = paperOf(parent.view);
    const one = {
      kind: "signAgreement",
      agreement: id,
      expect: 1,
      contentHash: hash,
      typedName: "Amara Bello",
      post: "",
      ticked: true,
    } as const;
    const acks = await Promise.all(Array.from({ length: 30 }, () => parent.send(one)));
    expect(acks.filter((ack) => ack.ok)).toHaveLength(1);
    expect(paperOf(parent.view).signedCount).toBe(1);
  });
});
