/** One shared document in the page: what it says of itself, and the agenda and draft over it. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { freezeDraft } from "#shared/agreement/agreement-draft.ts";
import { idFrom } from "#shared/core/ids.ts";
import type { DocumentKind } from "#shared/meeting/document-shapes.ts";

import { Agenda } from "../../client/state/agenda.svelte.ts";
import { AgreementDraft } from "../../client/state/agreement-draft.svelte.ts";
import { SharedText } from "../../client/state/shared-text.svelte.ts";
import { createLoopback, type Loopback } from "./shared-loopback.ts";
import { watched } from "./shared-watched.svelte.ts";

const LETTERS = "a".repeat(26);
const ME = idFrom("person", LETTERS);
const OTHER = idFrom("person", "b".repeat(26));

let server: Loopback;
let shared: SharedText;

async function open(kind: DocumentKind): Promise<SharedText> {
  shared = new SharedText({
    url: "ws://loopback",
    document: idFrom("document", LETTERS),
    kind,
    person: ME,
    socket: server.socket,
  });
  await vi.waitFor(() => {
    expect(shared.loaded).toBe(true);
  });
  return shared;
}

beforeEach(() => {
  server = createLoopback();
});
afterEach(() => {
  shared.destroy();
});

describe("one document", () => {
  it("[DOC-16] tells in order: connecting, live, not saved, saved, offline, live again", async () => {
    server.doc.getText("text").insert(0, "there");
    const opened = open("notebook");
    expect(shared.status).toBe("connecting");
    expect(shared.writable).toBe(false);
    await opened;
    expect([shared.status, shared.writable, shared.saved]).toEqual(["live", true, true]);
    const box = document.createElement("textarea");
    const end = shared.rootField("text").bind(box);
    const type = (value: string): void => {
      box.value = value;
      box.dispatchEvent(new InputEvent("input"));
    };
    server.holdConfirmations = true;
    type("there!");
    expect(shared.saved).toBe(false);
    server.holdConfirmations = false;
    server.reachable = false;
    server.close(1006);
    expect(shared.status).toBe("offline");
    type("there! offline");
    expect([shared.writable, shared.saved, shared.unsent]).toEqual([true, false, []]);
    server.reachable = true;
    await vi.waitFor(() => {
      expect([shared.status, shared.saved]).toEqual(["live", true]);
    });
    expect(server.doc.getText("text").toJSON()).toBe("there! offline");
    end();
  });

  it("[DOC-16] when access ends, the person's unsent words are given back, no others", async () => {
    await open("agreement");
    const draft = new AgreementDraft(shared);
    const issue = draft.addIssue("Transport") ?? "";
    await vi.waitFor(() => {
      expect(shared.saved).toBe(true);
    });
    server.holdConfirmations = true;
    const action = draft.addAction(issue, "A taxi every day.") ?? "";
    draft.setAction(action, { due: "2026-12-08" });
    server.close(4403);
    expect(shared.status).toBe("closed");
    expect(shared.closedBecause).toBe("noAccess");
    expect(shared.writable).toBe(false);
    expect(shared.unsent).toEqual([
      { field: `${action}.text`, text: "A taxi every day." },
      { field: `${action}.due`, text: "2026-12-08" },
    ]);
    expect(draft.addIssue("more")).toBeNull();
  });

  it("[DOC-9] others in a field are told, oneself is not", async () => {
    await open("notebook");
    server.present(OTHER, "text");
    expect(shared.writers("text")).toEqual([OTHER]);
    expect(shared.writers("elsewhere")).toEqual([]);
    server.present(ME, "text");
    expect(shared.writers("text")).toEqual([]);
    server.present("not an id", "text");
    expect(shared.writers("text")).toEqual([]);
  });

  it("[DOC-19] nothing of a document is kept in the browser", async () => {
    await open("notebook");
    server.doc.getText("text").insert(0, "PRIVATE-WORDS");
    expect(shared.text("text")).toBe("PRIVATE-WORDS");
    const kept = JSON.stringify([localStorage, sessionStorage, document.cookie]);
    expect(kept).not.toContain("PRIVATE");
    expect(await indexedDB.databases()).toEqual([]);
    expect(await caches.keys()).toEqual([]);
  });

  it("[DOC-2] what others write is shown by itself; what did not change stays the same object", async () => {
    await open("agenda");
    const agenda = new Agenda(shared);
    const [first, second] = [agenda.add({ text: "one" }) ?? "", agenda.add({ text: "two" }) ?? ""];
    const seen = watched(() => agenda.items);
    const before = seen.latest();
    const entry = server.doc.getMap<Y.Map<unknown>>("items").get(second);
    entry?.set("minutes", 25);
    flushSync();
    const after = seen.latest();
    expect(after.find(({ id }) => id === second)?.minutes).toBe(25);
    expect(after.find(({ id }) => id === first)).toBe(before.find(({ id }) => id === first));
    expect(Object.isFrozen(after[0])).toBe(true);
    seen.end();
  });
});

describe("the agenda", () => {
  const texts = (agenda: Agenda): readonly string[] => agenda.items.map(({ text }) => text);

  it("[DOC-11] lines are added, moved, changed and taken away", async () => {
    await open("agenda");
    const agenda = new Agenda(shared);
    const ids = ["a", "b", "c"].map((text) => agenda.add({ text, minutes: 5 }) ?? "");
    const [a = "", b = "", c = ""] = ids;
    expect(agenda.move(c, -1)).toBe(true);
    expect(texts(agenda)).toEqual(["a", "c", "b"]);
    expect([agenda.move(a, -1), agenda.move(b, 1)]).toEqual([false, false]);
    agenda.setMinutes(b, 12.4);
    agenda.setMinutes(a, Number.NaN);
    agenda.setOwner(b, OTHER);
    agenda.setPhase(b, "options");
    expect(agenda.items[2]).toMatchObject({ minutes: 12, owner: OTHER, phase: "options" });
    expect(agenda.minutes).toBe(17);
    agenda.remove(c);
    expect(texts(agenda)).toEqual(["a", "b"]);
    expect(Object.keys(server.doc.getMap("items").toJSON()).toSorted()).toEqual([a, b].toSorted());
  });

  it("[DOC-11] lines that two people put in the same place can still be moved", async () => {
    await open("agenda");
    const agenda = new Agenda(shared);
    for (const text of ["a", "b", "c"]) agenda.add({ text });
    server.doc.transact(() => {
      for (const line of server.doc.getMap<Y.Map<unknown>>("items").values()) {
        line.set("order", "a0");
      }
    });
    const [first, , last] = agenda.items;
    expect(agenda.move(last?.id ?? "", -1)).toBe(true);
    expect(agenda.items.map(({ id }) => id)).toEqual([first?.id, last?.id, expect.anything()]);
  });
});

describe("the agreement draft", () => {
  const META = {
    case: "cas",
    agreement: "agr",
    version: 1,
    process: "mediation",
    label: "One",
    child: "S.K.",
    agreementDate: "2026-11-22",
    parties: [{ person: OTHER, name: "Dan", role: "laOfficer", capacity: "council", signs: true }],
  } as const;

  it("[AGR-1] issues with actions are written, moved, taken away, and freeze as shown", async () => {
    await open("agreement");
    const draft = new AgreementDraft(shared);
    const [therapy, transport] = [draft.addIssue("Therapy") ?? "", draft.addIssue("Taxi") ?? ""];
    const one = draft.addAction(therapy, "First.") ?? "";
    const two = draft.addAction(therapy, "Second.") ?? "";
    expect(draft.addAction("cla_none")).toBeNull();
    draft.move(two, -1);
    draft.move(transport, -1);
    draft.setStatus(therapy, "agreed");
    draft.setAction(two, { agreed: true, owner: OTHER, due: "2026-12-08", ehcSection: "F" });
    expect(draft.issues.map(({ text }) => text)).toEqual(["Taxi", "Therapy"]);
    expect(draft.issues[1]?.actions.map(({ id }) => id)).toEqual([two, one]);
    const box = document.createElement("textarea");
    const end = draft.section("next").bind(box);
    box.value = "We meet again in May.";
    box.dispatchEvent(new InputEvent("input"));
    end();
    const frozen = freezeDraft(draft.tree, { ...META, parties: [...META.parties] });
    expect(frozen).toMatchObject({
      ok: true,
      agreement: {
        issues: [
          { title: "Taxi", status: "notAgreed", actions: [] },
          {
            title: "Therapy",
            status: "agreed",
            actions: [{ ownerName: "Dan" }, { agreed: false }],
          },
        ],
        sections: [{ key: "next", text: "We meet again in May." }],
      },
    });
  });

  it("[AGR-1] an action whose issue goes while it is written is shown apart and can be kept", async () => {
    await open("agreement");
    const draft = new AgreementDraft(shared);
    const [gone, kept] = [draft.addIssue("Gone") ?? "", draft.addIssue("Kept") ?? ""];
    draft.addAction(gone, "goes along");
    server.doc.getMap("clauses").delete("");
    draft.remove(gone);
    expect(draft.orphans).toEqual([]);
    const theirs = new Y.Map<unknown>(
      Object.entries({ kind: "action", parent: gone, order: "a0", status: "notAgreed" }),
    );
    for (const name of ["owner", "due", "ehcSection"]) theirs.set(name, "");
    theirs.set("agreed", false);
    theirs.set("text", new Y.Text("written meanwhile"));
    server.doc.getMap("clauses").set("cla_theirs", theirs);
    expect(draft.orphans.map(({ text }) => text)).toEqual(["written meanwhile"]);
    draft.adopt("cla_theirs", kept);
    expect(draft.orphans).toEqual([]);
    expect(draft.issues[0]?.actions.map(({ id }) => id)).toEqual(["cla_theirs"]);
  });

  it("[DOC-20] undo brings back what one took away", async () => {
    await open("agreement");
    const draft = new AgreementDraft(shared);
    const issue = draft.addIssue("Therapy") ?? "";
    shared.undo();
    expect(draft.issues).toEqual([]);
    shared.redo();
    expect(draft.issues.map(({ id, text }) => [id, text])).toEqual([[issue, "Therapy"]]);
  });
});
