/** Waiting, being called, away and after: nobody is moved, nobody is blamed. */
import { describe, expect, it, vi } from "vitest";

import type { StageView } from "#shared/contract/view.ts";
import { frameWords, unservedWords } from "../../client/words/en/frame.ts";
import { OUTCOME_WORDS } from "../../client/words/en/moderation.ts";
import { awayWords, calledWords, endedWords, waitingWords } from "../../client/words/en/waiting.ts";
import { PAPER_WORDS } from "../../client/words/en/paper.ts";
import { saidAloud, seatAt } from "./pages.ts";
import { PEOPLE, SAMPLE_AGREEMENT, sampleId, sampleView, SERVICE } from "./sample-views.ts";

const WAITING: Extract<StageView, { stage: "waiting" }> = {
  stage: "waiting",
  people: [],
  askedToWaitBy: null,
  locked: false,
  question: null,
};
const meeting = sampleId("meeting");

describe("the waiting room", () => {
  it("[ADMIT-6] shows one's own people and says when another comes", async () => {
    const { page, show } = await seatAt(WAITING);
    await expect.element(page.getByText(waitingWords.onlyYou)).toBeVisible();
    show({ ...WAITING, people: [PEOPLE.advocate] });
    await expect
      .element(page.getByText("advocate for Dan", { exact: false }).first())
      .toBeInTheDocument();
    await vi.waitFor(() => {
      expect(saidAloud()).toContain(waitingWords.cameIn("Mel"));
    });
  });

  it("[UI-6] the band says where you are and that no one hears you", async () => {
    const { page } = await seatAt(WAITING);
    const band = page.getByRole("region", { name: frameWords.placeLabel });
    await expect
      .element(band)
      .toHaveTextContent(`${frameWords.waitingTitle} ${frameWords.waitingHears}`);
    const header = page.getByRole("banner").element();
    expect(header.querySelector(".inside > :last-child")?.textContent).toBe(frameWords.help);
  });

  it("[UI-17] says by whom and why one waits again", async () => {
    const { page } = await seatAt({ ...WAITING, askedToWaitBy: "Sam" });
    await expect.element(page.getByText(waitingWords.asked("Sam"))).toBeVisible();
    await expect.element(page.getByText(waitingWords.askedNext("Sam"))).toBeVisible();
  });

  it("[UI-5] a lost line is said at once, on the screen and aloud, and when it is back", async () => {
    const { line, page } = await seatAt(WAITING);
    await expect.element(page.getByText(waitingWords.onlyYou)).toBeVisible();
    line.online(false);
    await expect.element(page.getByText(frameWords.lostLine).first()).toBeInTheDocument();
    expect(document.querySelector("[role=alert]")?.textContent).toContain(frameWords.lostLine);
    line.online(true);
    await vi.waitFor(() => {
      expect(saidAloud()).toContain(frameWords.backAgain);
    });
  });

  it("[LINK-4] asks the bound browser whether a second one is the same person", async () => {
    const asking = sampleId("seat", 4);
    const { line, page } = await seatAt(WAITING, { seatRequest: asking });
    await page.getByRole("button", { name: frameWords.asksNo }).click();
    expect(line.commands).toEqual([{ kind: "answerSeat", expect: asking, answer: "no" }]);
  });
});

describe("being called", () => {
  const CALLED: StageView = {
    stage: "called",
    style: "joint",
    locked: false,
    inside: [PEOPLE.mediator, PEOPLE.officer],
    by: "Sam",
  };

  it("[UI-14] names who is inside, and a minute sends nothing", async () => {
    const { line, page } = await seatAt(CALLED);
    await expect.element(page.getByRole("heading", { name: "Sam is ready for you" })).toBeVisible();
    await expect.element(page.getByText("Priya", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: calledWords.minute }).click();
    await expect.element(page.getByText(calledWords.takeYourTime).last()).toBeInTheDocument();
    expect(line.commands).toEqual([]);
  });

  it("[UI-78] in shuttle style says that one goes to one's own room first", async () => {
    const { page } = await seatAt({ ...CALLED, style: "shuttle", inside: [PEOPLE.otherParent] });
    const main = page.getByRole("main");
    await expect.element(main).toMatchTextContent("You go to your own room first.");
    await expect.element(main).toMatchTextContent("In your room you will see:");
    await expect.element(main).not.toMatchTextContent(/joint room|next room/u);
  });

  it("[UI-14] Join sends what was chosen, and opens the microphone only then", async () => {
    const { line, page } = await seatAt(CALLED);
    const microphone = page.getByRole("group", { name: calledWords.microphone });
    await microphone.getByLabelText(calledWords.on).click();
    await page.getByRole("button", { name: calledWords.join }).click();
    await vi.waitFor(() => {
      expect(line.commands).toEqual([{ kind: "enter", meeting, microphone: true, camera: false }]);
    });
    localStorage.clear();
  });

  it("[CORE-3] Join cannot be pressed without the right to enter", async () => {
    const { page } = await seatAt(CALLED, { abilities: [] });
    await expect.element(page.getByRole("button", { name: calledWords.join })).toBeDisabled();
  });
});

describe("away and after", () => {
  it("[UI-19] whoever left comes back by one press", async () => {
    const { line, page } = await seatAt({ stage: "left" });
    await page.getByRole("button", { name: awayWords.comeBack }).click();
    expect(line.commands).toEqual([{ kind: "arrive", meeting }]);
  });

  it("[UI-19] whoever was asked to step out reads by whom, and the number to call", async () => {
    const { page } = await seatAt({ stage: "out", by: "Sam" });
    await expect
      .element(page.getByRole("heading", { name: awayWords.outHeading("Sam") }))
      .toBeVisible();
    const call = page.getByRole("link", { name: SERVICE.phone, exact: false });
    await expect.element(call).toHaveAttribute("href", "tel:02079460018");
  });

  it("[LINK-6] a second screen offers to be used instead", async () => {
    const { line, page } = await seatAt({ stage: "elsewhere" });
    await page.getByRole("button", { name: awayWords.takeOver }).click();
    expect(line.commands).toEqual([{ kind: "takeOver" }]);
  });

  it.each([
    ["seatAsking", awayWords.askingHeading("Sam")],
    ["seatReplaced", awayWords.replacedHeading],
  ] as const)("[UI-19] %s says what happened", async (stage, heading) => {
    const { page } = await seatAt({ stage });
    await expect.element(page.getByRole("heading", { name: heading })).toBeVisible();
  });

  it("[UI-70] a page that is told nothing of the child leaves no half a sentence", async () => {
    const { meeting: whole } = sampleView({ stage: "seatAsking" });
    const changes = { meeting: { ...whole, child: "", invited: [] } };
    const { page, show } = await seatAt({ stage: "seatAsking" }, changes);
    await expect
      .element(page.getByRole("heading", { name: awayWords.askingHeading("Sam") }))
      .toBeVisible();
    expect(document.body.textContent).not.toMatch(/upport for/u);
    show(WAITING);
    await expect.element(page.getByText(waitingWords.onlyYou)).toBeVisible();
    expect(document.body.textContent).not.toMatch(/upport for/u);
  });

  it.each([
    ["seatUnknown", unservedWords.unknownHeading],
    ["oldPage", unservedWords.oldHeading],
  ] as const)("[UI-19] a page that gets %s says what to do", async (code, heading) => {
    const { line, page } = await seatAt(WAITING);
    await expect.element(page.getByText(waitingWords.onlyYou)).toBeVisible();
    line.refuse(code);
    await expect.element(page.getByRole("heading", { name: heading })).toBeVisible();
  });

  it("[UI-20] after the meeting the sealed paper can be kept", async () => {
    const file = { sha256: "ab".repeat(32), name: "agreement.pdf" };
    const agreement = { ...SAMPLE_AGREEMENT, state: "sealed", version: 1, file } as const;
    const { page } = await seatAt({ stage: "ended", agreement, outcome: null });
    const link = page.getByRole("link", { name: endedWords.download });
    await expect
      .element(link)
      .toHaveAttribute("href", `/s/${sampleId("seat")}/api/files/${file.sha256}`);
    await expect.element(link).toHaveAttribute("download", "agreement.pdf");
  });

  it.each([
    ["draft", endedWords.nothing],
    ["signing", endedWords.missing],
    ["sealing", endedWords.making],
  ] as const)("[UI-20] with an agreement in %s it says where it stands", async (state, text) => {
    const agreement = { ...SAMPLE_AGREEMENT, state };
    const { page } = await seatAt({ stage: "ended", agreement, outcome: null });
    await expect.element(page.getByText(text)).toBeVisible();
    await expect.element(page.getByText(endedWords.nextTitle)).toBeVisible();
  });

  it.each(["finished", "adjourned", "noAgreement", "stopped"] as const)(
    "[UI-68] says what comes next, and blames nobody: %s",
    async (outcome) => {
      const { page } = await seatAt({ stage: "ended", agreement: SAMPLE_AGREEMENT, outcome });
      const { title, next } = OUTCOME_WORDS[outcome];
      await expect.element(page.getByText(`${title}.`)).toBeVisible();
      for (const line of next) await expect.element(page.getByText(line)).toBeVisible();
    },
  );

  it("[SIGN-9] who still has to sign can do so after the end", async () => {
    const mine = {
      signs: true,
      signedAt: null,
      mayWithdraw: false,
      statement: "I agree.",
      capacity: "for the family",
      needsPost: false,
    } as const;
    const agreement = { ...SAMPLE_AGREEMENT, state: "signing", version: 1, mine } as const;
    const { page } = await seatAt({ stage: "ended", agreement, outcome: null });
    await expect.element(page.getByText(endedWords.stillSign)).toBeVisible();
    // The words come from the server; the test has none, and the part says so.
    await expect.element(page.getByText(PAPER_WORDS.loadFailed)).toBeVisible();
  });
});
