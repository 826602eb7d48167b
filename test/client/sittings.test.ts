/** Ending until another day, and the page between two sittings. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { StageView } from "#shared/contract/view.ts";
import { londonClock, londonInstant } from "../../client/meeting/sittings/london-time.ts";
import { REFUSAL_WORDS } from "../../client/words/en/refusals.ts";
import { SITTING_WORDS } from "../../client/words/en/sittings.ts";
import { endedWords } from "../../client/words/en/waiting.ts";
import { seatAt } from "./pages.ts";
import { press, roomAt } from "./room-page.ts";
import { MEDIATING } from "./sample-room.ts";
import { SAMPLE_AGREEMENT, sampleId } from "./sample-views.ts";
import { axeFindings } from "./sweeps.ts";

const meeting = sampleId("meeting");
const BETWEEN: Extract<StageView, { stage: "preparing" }> = {
  stage: "preparing",
  named: true,
  companyTold: false,
  rulesAccepted: false,
  question: null,
  goesOn: { agreement: SAMPLE_AGREEMENT },
};
const choose = (name: string): Promise<void> => browser.getByRole("radio", { name }).click();

it("[UI-133] a day and time as said in London become an instant, winter and summer", () => {
  expect(londonInstant({ date: "2026-12-08", time: "10:00" })).toBe("2026-12-08T10:00:00.000Z");
  expect(londonInstant({ date: "2027-06-08", time: "00:30" })).toBe("2027-06-07T23:30:00.000Z");
  // The hour that the clocks leave out.
  expect(londonInstant({ date: "2027-03-28", time: "01:30" })).toBeNull();
  expect(londonInstant({ date: "2027-02-30", time: "10:00" })).toBeNull();
  expect(londonInstant({ date: "", time: "" })).toBeNull();
  expect(londonClock(new Date("2027-06-07T23:30:00Z"))).toEqual({
    date: "2027-06-08",
    time: "00:30",
  });
});

describe("ending until another day", () => {
  it("[UI-133] asks for the day first, and sends it as the instant that it is", async () => {
    const { line } = await roomAt(MEDIATING);
    await press("People");
    await press("End the meeting");
    await choose("We go on another day");
    await press("End for everyone");
    await expect.element(browser.getByText(SITTING_WORDS.missing)).toBeVisible();
    await choose(SITTING_WORDS.dayKnown);
    await press("End for everyone");
    expect(line.commands).toEqual([]);
    expect(await axeFindings()).toEqual([]);
    await browser.getByLabelText(SITTING_WORDS.day, { exact: true }).fill("2099-06-08");
    await browser.getByLabelText(SITTING_WORDS.time).fill("14:30");
    line.answerWith(() => ({ ok: false, code: "sittingDate" }));
    await press("End for everyone");
    await expect.element(browser.getByText(REFUSAL_WORDS.sittingDate)).toBeVisible();
    expect(line.commands.at(-1)).toEqual({
      kind: "endMeeting",
      meeting,
      outcome: "adjourned",
      goesOnAt: "2099-06-08T13:30:00.000Z",
    });
  });

  it("[UI-133] goes on without a day, which the mediator sets from the page after the end", async () => {
    const { line, page } = await seatAt(
      { stage: "ended", agreement: SAMPLE_AGREEMENT, outcome: "adjourned" },
      { abilities: ["planSitting"] },
    );
    await page.getByRole("button", { name: SITTING_WORDS.set }).click();
    await expect.element(page.getByText(REFUSAL_WORDS.sittingDate)).toBeVisible();
    await page.getByLabelText(SITTING_WORDS.day, { exact: true }).fill("2099-12-08");
    await page.getByRole("button", { name: SITTING_WORDS.set }).click();
    expect(line.commands).toEqual([
      { kind: "planSitting", meeting, startsAt: "2099-12-08T10:00:00.000Z" },
    ]);
  });
});

describe("between two sittings", () => {
  it("[UI-134] says the day, and getting ready begins by one's own press", async () => {
    const { page, show } = await seatAt(BETWEEN);
    await expect
      .element(page.getByRole("heading", { level: 1 }))
      .toMatchTextContent("We go on on Monday 2 March at 10am");
    expect(page.getByText(SITTING_WORDS.change).elements()).toHaveLength(0);
    await page.getByRole("button", { name: "Get ready" }).click();
    await expect.element(page.getByText("We go on on")).not.toBeInTheDocument();
    show({ ...BETWEEN, companyTold: true });
    await expect.element(page.getByText("We go on on")).not.toBeInTheDocument();
  });

  it("[UI-134] what was fixed is still there to sign, and what was sealed to keep", async () => {
    const signing = {
      ...SAMPLE_AGREEMENT,
      state: "signing",
      version: 1,
      earlier: [{ sha256: "ab".repeat(32), name: "mine.pdf", agreementDate: "2027-03-02" }],
    } as const;
    const { page } = await seatAt({ ...BETWEEN, goesOn: { agreement: signing } });
    await expect.element(page.getByText(endedWords.missing)).toBeVisible();
    await expect
      .element(page.getByRole("link", { name: "Download the agreement of 2 March 2027" }))
      .toHaveAttribute("href", expect.stringContaining("ab".repeat(32)));
  });

  it("[UI-133] the mediator finds the day in the form and changes it", async () => {
    const { line, page } = await seatAt(BETWEEN, { abilities: ["prepare", "planSitting"] });
    await expect.element(page.getByLabelText(SITTING_WORDS.time)).toHaveValue("10:00");
    await page.getByLabelText(SITTING_WORDS.time).fill("11:15");
    await page.getByRole("button", { name: SITTING_WORDS.set }).click();
    expect(line.commands).toEqual([
      { kind: "planSitting", meeting, startsAt: "2099-03-02T11:15:00.000Z" },
    ]);
  });
});

it("[UI-134] whoever waits days ahead is told the day, and need not stay", async () => {
  const waiting: StageView = {
    stage: "waiting",
    people: [],
    askedToWaitBy: null,
    locked: false,
    question: null,
  };
  const { page, show } = await seatAt(waiting, { now: "2099-02-20T09:00:00Z" });
  await expect.element(page.getByText(/The meeting is on Monday 2 March at 10am/u)).toBeVisible();
  show(waiting, { now: "2099-03-02T09:00:00Z" });
  await expect.element(page.getByText(/The meeting starts at 10am.*Keep this page/u)).toBeVisible();
});
