/** Writing together, the fixed words, and signing. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { readFrozen } from "../../client/state/frozen-text.svelte.ts";
import { press, roomAt } from "./room-page.ts";
import {
  ACTION,
  frozenFetcher,
  frozenHash,
  JOINT,
  MEDIATING,
  PRIVATE,
  samplePapers,
  signingAt,
} from "./sample-room.ts";
import { PEOPLE, SAMPLE_AGREEMENT, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const target = { meeting, agreement: SAMPLE_AGREEMENT.id };

describe("writing together", () => {
  it("[UI-57] Saved is said only when the server has confirmed", async () => {
    const papers = samplePapers(JOINT);
    await roomAt(JOINT, { papers });
    await press("Agreement");
    await expect.element(browser.getByText("Saved", { exact: true })).toBeInTheDocument();
    papers.far.agreement.holdConfirmations = true;
    await browser.getByLabelText("Background").fill("We met today.");
    await expect.element(browser.getByText("Saving …")).toBeInTheDocument();
    await expect.element(browser.getByText("Saved", { exact: true })).not.toBeInTheDocument();
  });

  it("[UI-57] who writes where is said in words", async () => {
    const owners = JOINT.owners.map((one) => ({ ...one, name: `${one.name} Shah` }));
    const { papers } = await roomAt({ ...JOINT, owners });
    await press("Agreement");
    await expect.element(browser.getByLabelText("Background")).toBeInTheDocument();
    papers.far.agreement.present(PEOPLE.officer.id, "section.background");
    await expect.element(browser.getByText("Priya is writing here.")).toBeInTheDocument();
  });

  it("[UI-57] who may only read is told why and finds nothing to change", async () => {
    await roomAt(PRIVATE);
    await press("Agreement");
    await expect.element(browser.getByText(/go back to the joint room/u)).toBeInTheDocument();
    await expect.element(browser.getByText("Help with speech and language")).toBeInTheDocument();
    await expect.element(browser.getByRole("button", { name: /^Change/u })).not.toBeInTheDocument();
    await expect.element(browser.getByLabelText("Background")).toHaveAttribute("readonly");
  });

  it("[UI-57] the agenda is moved by buttons and marked by the mediator alone", async () => {
    const papers = samplePapers(MEDIATING);
    const { line } = await roomAt(MEDIATING, { papers });
    await press("Agenda");
    await press("Change What could help");
    await press("Move up");
    const order = (): readonly string[] => (papers.agenda?.items ?? []).map((one) => one.text);
    await expect
      .poll(order)
      .toEqual(["Welcome and ground rules", "What could help", "How the family sees it"]);
    await press("We are here now What could help");
    expect(line.commands).toEqual([
      { kind: "setCurrentItem", meeting, item: sampleId("clause", 3) },
    ]);
  });

  it("[UI-57] only the mediator marks where the meeting is", async () => {
    await roomAt(JOINT);
    await press("Agenda");
    await expect.element(browser.getByText("How the family sees it")).toBeInTheDocument();
    await expect
      .element(browser.getByRole("button", { name: /^We are here now/u }))
      .not.toBeInTheDocument();
  });

  it("[UI-57] notes shared with a guest are a page of their own, and say so", async () => {
    const at = {
      ...PRIVATE,
      tiles: [
        ...MEDIATING.tiles.slice(0, 1).map((one) => ({ ...one, me: false })),
        ...PRIVATE.tiles,
      ],
      documents: {
        ...PRIVATE.documents,
        guestNotes: { id: sampleId("document", 3), level: "write" },
      },
    } as const;
    await roomAt(at);
    await press("Notes");
    await expect.element(browser.getByLabelText("Notes you share with Sam")).toHaveValue("");
    await expect
      .element(browser.getByLabelText("Your people's notes"))
      .toHaveValue("Ask about the lift to school.\nAmira likes Tuesdays.");
  });
});

describe("fixing the words", () => {
  it("[UI-59] a freeze that cannot be says why beside the part it is about", async () => {
    const { line } = await roomAt(MEDIATING);
    line.answerWith(() => ({ ok: false, code: "actionNeedsOwner", about: ACTION }));
    await press("Agreement");
    await expect.element(browser.getByText("Help with speech and language")).toBeInTheDocument();
    await browser.getByLabelText("Date of the agreement").fill("2099-03-02");
    await press("Fix the words for signing");
    const part = () => document.querySelector(`[data-clause="${ACTION}"]`)?.textContent;
    await expect.poll(part).toContain("One action has no name yet.");
    expect(line.commands).toEqual([
      { kind: "freezeAgreement", ...target, expect: 0, agreementDate: "2099-03-02" },
    ]);
  });

  it("[UI-73] a character that cannot be printed is marked where it stands", async () => {
    const { line } = await roomAt(MEDIATING);
    line.answerWith(() => ({ ok: false, code: "textCannotBePrinted", about: "z" }));
    await press("Agreement");
    await browser.getByLabelText("Background").fill("A lazy day.");
    await browser.getByLabelText("Date of the agreement").fill("2099-03-02");
    await press("Fix the words for signing");
    const part = () => document.querySelector('[data-clause="background"]')?.textContent;
    await expect.poll(part).toContain("cannot show “z”");
  });

  it("[UI-59] opening the words again warns that signatures are undone", async () => {
    const at = signingAt(MEDIATING, await frozenHash());
    const { line } = await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
    await press("Agreement");
    await press("Change the words again");
    await expect.element(browser.getByRole("dialog")).toMatchTextContent(/undone/u);
    expect(line.commands).toEqual([]);
    await press("Undo signatures and change");
    expect(line.commands).toEqual([{ kind: "reopenAgreement", ...target, expect: 1, reason: "" }]);
  });
});

describe("the fixed words", () => {
  const which = { seat: sampleId("seat"), id: SAMPLE_AGREEMENT.id, version: 1 };

  it("[UI-56] are hashed here, from the bytes that are shown", async () => {
    const contentHash = await frozenHash();
    const reading = await readFrozen({ ...which, contentHash }, frozenFetcher);
    expect(reading).toMatchObject({ state: "ready", hash: contentHash });
    expect(reading.state === "ready" ? reading.code : "").toMatch(
      /^([0-9A-F]{4} ){3}[0-9A-F]{4}$/u,
    );
  });

  it("[UI-56] are not shown as ready when the hash is another one", async () => {
    const reading = await readFrozen({ ...which, contentHash: "0".repeat(64) }, frozenFetcher);
    expect(reading.state).toBe("mismatch");
  });

  it("[UI-56] what is no agreement, or does not come, cannot be signed", async () => {
    const empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    const other = (): Promise<Response> => Promise.resolve(new Response("{}"));
    expect((await readFrozen({ ...which, contentHash: empty }, other)).state).toBe("mismatch");
    const lost = (): Promise<Response> => Promise.reject(new TypeError("offline"));
    expect((await readFrozen({ ...which, contentHash: empty }, lost)).state).toBe("failed");
  });

  it("[UI-56] other words than those named leave nothing to sign with", async () => {
    const at = signingAt(JOINT, "0".repeat(64));
    await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
    await press("Agreement");
    await expect.element(browser.getByText(/Do not sign/u)).toBeInTheDocument();
    await expect
      .element(browser.getByRole("button", { name: "Read and sign" }))
      .not.toBeInTheDocument();
  });
});

describe("signing", () => {
  it("[UI-58] says beside each question what is missing and sends nothing", async () => {
    const at = signingAt(JOINT, await frozenHash());
    const { line } = await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
    await press("Agreement");
    await press("Read and sign");
    await press("Submit my signature");
    await expect.element(browser.getByLabelText("Type your full name")).toBeInvalid();
    await expect
      .element(browser.getByText("Tick the box to say that you agree to this."))
      .toBeInTheDocument();
    expect(line.commands).toEqual([]);
  });

  it("[UI-58] sends the version and the hash of what was read", async () => {
    const contentHash = await frozenHash();
    const at = signingAt(JOINT, contentHash);
    const { line } = await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
    await press("Agreement");
    await press("Read and sign");
    await browser.getByLabelText("Type your full name").fill("Dan Green");
    await browser.getByRole("checkbox").click();
    await press("Submit my signature");
    await expect
      .poll(() => line.commands)
      .toEqual([
        {
          kind: "signAgreement",
          ...target,
          expect: 1,
          contentHash,
          typedName: "Dan Green",
          post: "",
          ticked: true,
        },
      ]);
  });

  it.each([
    [{ code: "textCannotBePrinted", about: "王" }, "Type your full name", /cannot show “王”/u],
    [{ code: "textCannotBePrinted", about: "U+E000" }, "Your job title", /no one can see/u],
    [{ code: "badName", about: "post" }, "Your job title", /Use letters/u],
    [{ code: "badName" }, "Type your full name", /Use letters/u],
  ] as const)(
    "[UI-73] what cannot be signed is told at its field: %o",
    async (no, label, words) => {
      const plain = signingAt(JOINT, await frozenHash());
      const mine = { ...plain.agreement.mine, needsPost: true };
      const at = { ...plain, agreement: { ...plain.agreement, mine } } as typeof plain;
      const { line } = await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
      line.answerWith(() => ({ ok: false, ...no }));
      await press("Agreement");
      await press("Read and sign");
      await browser.getByLabelText("Type your full name").fill("Dan 王");
      await browser.getByLabelText("Your job title").fill("Head \ue000");
      await browser.getByRole("checkbox").click();
      await press("Submit my signature");
      const field = browser.getByLabelText(label);
      await expect.element(field).toBeInvalid();
      await expect.element(field).toHaveFocus();
      await expect.element(field).toHaveAccessibleDescription(words);
    },
  );

  it("[UI-58] asks a body's signer for the post", async () => {
    const plain = signingAt(JOINT, await frozenHash());
    const at = {
      ...plain,
      agreement: { ...plain.agreement, mine: { ...plain.agreement.mine, needsPost: true } },
    } as typeof plain;
    await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
    await press("Agreement");
    await press("Read and sign");
    await press("Submit my signature");
    await expect.element(browser.getByText("Type your job title.")).toBeInTheDocument();
  });

  it("[UI-58] not signing today is a choice in words; a signature can be taken back", async () => {
    const hash = await frozenHash();
    const at = signingAt(JOINT, hash);
    const { line, show } = await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
    await press("Agreement");
    await expect.element(browser.getByText(/You do not have to sign today/u)).toBeInTheDocument();
    const mine = {
      signs: true,
      signedAt: "2099-03-02T11:40:00Z",
      mayWithdraw: true,
      statement: "",
      capacity: "",
      needsPost: false,
    } as const;
    show(signingAt(JOINT, hash, { signedCount: 1, mine }));
    await expect.element(browser.getByText("1 of 3 have signed.")).toBeInTheDocument();
    await press("Take back my signature");
    expect(line.commands).toEqual([{ kind: "withdrawSignature", ...target, expect: 1 }]);
  });

  it("[UI-58] the mediator sees who has signed and comes last", async () => {
    const signers = [
      { ...PEOPLE.parent, signed: true },
      { ...PEOPLE.officer, signed: false },
      { ...PEOPLE.mediator, signed: false },
    ];
    const at = signingAt(MEDIATING, await frozenHash(), { signedCount: 1, signers });
    await roomAt(at, { papers: samplePapers(at, frozenFetcher) });
    await press("Agreement");
    await expect.element(browser.getByText("Priya from the council: not yet")).toBeInTheDocument();
    await expect.element(browser.getByRole("button", { name: "Read and sign" })).toBeDisabled();
  });
});
