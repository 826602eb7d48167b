/** From the link to the waiting room: what is shown, what is asked, what is sent. */
import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";

import type { LinkLook } from "#shared/contract/http-api.ts";
import type { StageView } from "#shared/contract/view.ts";
import { RULES_VERSION } from "#shared/meeting/admission.ts";
import Link from "../../client/pages/Link.svelte";
import Greeting from "../../client/pages/link/Greeting.svelte";
import OpenElsewhere from "../../client/pages/link/OpenElsewhere.svelte";
import {
  companyWords,
  nameWords,
  prepareWords,
  rulesWords,
} from "../../client/words/en/prepare.ts";
import { RULES_WORDS_VERSION, rulesText } from "../../client/words/en/rules.ts";
import { linkWords, browserWords } from "../../client/words/en/link.ts";
import { questionWords } from "../../client/words/en/prepare.ts";
import { REFUSAL_WORDS } from "../../client/words/en/refusals.ts";
import { saidAloud, seatAt, stand } from "./pages.ts";
import { sampleId, SERVICE } from "./sample-views.ts";

const LOOK: LinkLook = {
  service: SERVICE.name,
  phone: SERVICE.phone,
  name: "Dan Green",
  startsAt: "2099-03-02T10:00:00Z",
  mediator: "Sam",
  child: "Amira",
  bound: "none",
};
const nothing = (): undefined => undefined;
const PREPARING: Extract<StageView, { stage: "preparing" }> = {
  stage: "preparing",
  named: false,
  companyTold: false,
  rulesAccepted: false,
  goesOn: null,
  question: null,
};
const meeting = sampleId("meeting");

describe("the link page", () => {
  it("[UI-17] says who, what about, when and who leads, and a young person is you", async () => {
    const look = { ...LOOK, name: "Amira Green" };
    const props = { look, busy: false, notSafe: false, oncontinue: nothing };
    const page = await stand(Greeting, props);
    await expect.element(page.getByText(linkWords.invitedYou)).toBeVisible();
    await expect.element(page.getByText("Monday 2 March at 10am")).toBeVisible();
    await expect.element(page.getByText("Sam, the mediator")).toBeVisible();
    expect(page.getByText("support for Amira").elements()).toHaveLength(0);
  });

  it.each([
    ["J.B.", /about the support for J\.B\.$/u],
    ["", /^You are asked to a meeting about a child's support\.$/u],
  ])("[UI-70] a child called “%s” ends the sentence once", async (child, words) => {
    const look = { ...LOOK, child };
    const page = await stand(Greeting, { look, busy: false, notSafe: false, oncontinue: nothing });
    await expect.element(page.getByText(words)).toBeVisible();
  });

  it("[LINK-1] goes on only when Continue is pressed", async () => {
    const oncontinue = vi.fn();
    const page = await stand(Greeting, { look: LOOK, busy: false, notSafe: false, oncontinue });
    await page.getByRole("button", { name: linkWords.notMe }).click();
    await expect.element(page.getByText(linkWords.notMeText("Dan Green"))).toBeVisible();
    await userEvent.keyboard("{Escape}");
    expect(oncontinue).not.toHaveBeenCalled();
    await page.getByRole("button", { name: linkWords.continue }).click();
    expect(oncontinue).toHaveBeenCalledOnce();
  });

  it("[LINK-4] says before the press that the mediator will be asked", async () => {
    const look = { ...LOOK, bound: "elsewhere" as const };
    const page = await stand(Greeting, { look, busy: false, notSafe: false, oncontinue: nothing });
    await expect.element(page.getByText(linkWords.elsewhereText("Sam"))).toBeVisible();
  });

  it("[UI-11] tells on plain HTTP why the camera cannot work", async () => {
    const page = await stand(Greeting, {
      look: LOOK,
      busy: false,
      notSafe: true,
      oncontinue: nothing,
    });
    await expect.element(page.getByText(browserWords.notSafeText)).toBeVisible();
    await expect.element(page.getByRole("button", { name: linkWords.continue })).toBeEnabled();
  });

  it("[UI-11] shows the link to copy inside another app, and a way to go on all the same", async () => {
    const onanyway = vi.fn();
    const address = "https://meet.example/join#SECRET";
    const page = await stand(OpenElsewhere, { service: SERVICE.name, onanyway, address });
    await expect.element(page.getByLabelText(browserWords.linkLabel)).toHaveValue(address);
    await page.getByRole("button", { name: browserWords.copy }).click();
    await vi.waitFor(() => {
      expect(saidAloud()).toMatch(/Safari|copy it/u);
    });
    await page.getByRole("button", { name: browserWords.goOnAnyway }).click();
    expect(onanyway).toHaveBeenCalledOnce();
  });

  it("[UI-3] a server that does not know the table is told in words, with a way to try again", async () => {
    const page = await stand(Link, { secret: "x".repeat(30), fit: "good", goTo: nothing });
    await expect
      .element(page.getByRole("heading", { name: linkWords.troubleHeading }))
      .toBeVisible();
    await expect.element(page.getByRole("button", { name: linkWords.tryAgain })).toBeVisible();
  });
});

describe("getting ready", () => {
  it("[UI-18] takes the name from the invitation and saves it", async () => {
    const { line, page } = await seatAt(PREPARING);
    const field = page.getByLabelText(nameWords.label);
    await expect.element(field).toHaveValue("Dan Green");
    await field.fill("Dan");
    await page.getByRole("button", { name: prepareWords.goOn }).click();
    expect(line.commands).toEqual([{ kind: "chooseName", meeting, name: "Dan" }]);
  });

  it.each(["", "   ", "12345", "Dan \u202Eevil"])(
    "[ADMIT-2] keeps the name %j and says beside the field what is amiss",
    async (name) => {
      const { line, page } = await seatAt(PREPARING);
      const field = page.getByLabelText(nameWords.label);
      await field.fill(name);
      await page.getByRole("button", { name: prepareWords.goOn }).click();
      await expect.element(page.getByText(REFUSAL_WORDS.badName)).toBeVisible();
      await expect.element(field).toHaveAttribute("aria-invalid", "true");
      await expect.element(field).toHaveAccessibleDescription(/letters/u);
      expect(line.commands).toEqual([]);
    },
  );

  it("[UI-3] shows the server's no beside the field", async () => {
    const { line, page } = await seatAt(PREPARING);
    line.answerWith(() => ({ ok: false, code: "badName" }));
    await page.getByRole("button", { name: prepareWords.goOn }).click();
    await expect.element(page.getByText(REFUSAL_WORDS.badName)).toBeVisible();
  });

  it("[UI-18] asks who is beside you, and tells whom", async () => {
    const { line, page } = await seatAt({ ...PREPARING, named: true });
    const save = page.getByRole("button", { name: prepareWords.goOn });
    await save.click();
    await expect.element(page.getByText(companyWords.chooseFirst)).toBeVisible();
    await page.getByLabelText(companyWords.together).click();
    await save.click();
    await expect.element(page.getByText(companyWords.nameFirst)).toBeVisible();
    expect(line.commands).toEqual([]);
    await page.getByRole("textbox").fill("my sister Ann");
    await save.click();
    await page.getByLabelText(companyWords.alone).click();
    await save.click();
    expect(line.commands).toEqual([
      { kind: "tellCompany", meeting, text: "my sister Ann" },
      { kind: "tellCompany", meeting, text: "" },
    ]);
  });

  it("[ADMIT-3] asks for one tick under the rules, and goes on with none of it without", async () => {
    const { line, page } = await seatAt({ ...PREPARING, named: true, companyTold: true });
    const { privacy, ground, confidential } = rulesText(RULES_WORDS_VERSION);
    for (const text of [...privacy, ...ground, ...confidential]) {
      await expect.element(page.getByText(text)).toBeInTheDocument();
    }
    const save = page.getByRole("button", { name: prepareWords.goOn });
    await save.click();
    await expect.element(page.getByText(rulesWords.tickFirst)).toBeVisible();
    expect(line.commands).toEqual([]);
    await page.getByLabelText(rulesWords.tick).click();
    await save.click();
    expect(line.commands).toEqual([{ kind: "acceptRules", meeting, version: RULES_VERSION }]);
  });

  it("[ADMIT-4] a question can be asked first, and its answer is shown and read aloud", async () => {
    const at = { ...PREPARING, named: true, companyTold: true };
    const { line, page, show } = await seatAt(at);
    await page.getByRole("button", { name: rulesWords.askFirst }).click();
    const send = page.getByRole("button", { name: questionWords.send("Sam") });
    await send.click();
    await expect.element(page.getByText(questionWords.writeFirst)).toBeVisible();
    await page.getByLabelText(questionWords.label("Sam")).fill("Can I bring a friend?");
    await send.click();
    expect(line.commands).toEqual([
      { kind: "askQuestion", meeting, text: "Can I bring a friend?" },
    ]);
    const question = { id: sampleId("ask"), text: "Can I bring a friend?", answer: null };
    show({ ...at, question });
    await expect.element(page.getByText(questionWords.waits("Sam")).first()).toBeInTheDocument();
    show({ ...at, question: { ...question, answer: "Yes, you can." } });
    await expect.element(page.getByText("Yes, you can.", { exact: true })).toBeVisible();
    await vi.waitFor(() => {
      expect(saidAloud()).toContain("Yes, you can.");
    });
  });

  it("[UI-18] a step that is done can be opened again, without losing the place", async () => {
    const { page, show } = await seatAt({ ...PREPARING, named: true, companyTold: true });
    await page.getByRole("button", { name: prepareWords.steps.name, exact: false }).click();
    await expect.element(page.getByLabelText(nameWords.label)).toBeVisible();
    show({ ...PREPARING, named: true, companyTold: true });
    await page.getByRole("button", { name: prepareWords.goOn }).click();
    await expect.element(page.getByRole("heading", { name: rulesWords.heading })).toBeVisible();
  });

  it("[ADMIT-7] the mediator takes the same steps and is told why", async () => {
    const me = {
      id: sampleId("person"),
      fullName: "Sam",
      name: "Sam",
      role: "mediator",
      side: "mediator",
      supports: null,
    } as const;
    const { page } = await seatAt(PREPARING, { me });
    await expect.element(page.getByText(prepareWords.forMediator)).toBeVisible();
    await expect.element(page.getByLabelText(nameWords.label)).toBeVisible();
  });

  it("[UI-4] the heading has the focus and names the tab at each step", async () => {
    const { show } = await seatAt(PREPARING);
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent.trim()).toBe(nameWords.heading);
      expect(document.title).toBe(`${nameWords.heading} – ${SERVICE.name}`);
    });
    show({ ...PREPARING, named: true });
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent.trim()).toBe(companyWords.heading);
      expect(document.title).toContain(companyWords.heading);
    });
  });
});
