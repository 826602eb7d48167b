/** People who must not meet: what each is asked, and what the mediator runs. */
import { describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { TogetherView } from "#shared/contract/together.ts";
import { press, roomAt } from "./room-page.ts";
import { MEDIATING, MEDIATOR_PART, PRIVATE } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const id = sampleId("ask", 7);
const asked: TogetherView = {
  id,
  part: "The opening",
  with: "Tunde Bello",
  running: false,
  mine: "open",
};
const { parent, otherParent } = PEOPLE;

describe("a part together", () => {
  it("[UI-100] is asked in words that name the part, and the answer can be changed", async () => {
    const { line, show } = await roomAt({ ...PRIVATE, together: asked });
    await expect
      .element(browser.getByText("May Tunde Bello be in the joint room with you?"))
      .toBeVisible();
    await expect.element(browser.getByText("It is for this part: The opening")).toBeVisible();
    await press("Yes, that is fine");
    expect(line.commands).toEqual([{ kind: "answerTogether", meeting, expect: id, answer: "yes" }]);
    show({ ...PRIVATE, together: { ...asked, mine: "yes" } });
    await expect
      .element(browser.getByRole("button", { name: "Yes, that is fine" }))
      .not.toBeInTheDocument();
    await press("No, I would rather not");
    expect(line.commands).toContainEqual({
      kind: "answerTogether",
      meeting,
      expect: id,
      answer: "notNow",
    });
  });

  it("[UI-100] is stopped with one press", async () => {
    const { line } = await roomAt({ ...PRIVATE, together: { ...asked, running: true } });
    await press("Stop this now");
    expect(line.commands).toEqual([{ kind: "endTogether", meeting, expect: id }]);
  });
});

describe("the mediator", () => {
  it("[UI-101] keeps two people apart and takes it back", async () => {
    const { line, show } = await roomAt(MEDIATING);
    await press("People");
    await press("Keep two people apart");
    await press("Keep them apart");
    await expect.element(browser.getByText("Choose two different people.")).toBeVisible();
    await browser.getByLabelText("First person").selectOptions(parent.id);
    await browser.getByLabelText("Second person").selectOptions(otherParent.id);
    await press("Keep them apart");
    const people = [parent.id, otherParent.id];
    expect(line.commands).toEqual([{ kind: "setNoContact", meeting, people, on: true }]);
    show({ ...MEDIATING, mediator: { ...MEDIATOR_PART, apart: [[parent, otherParent]] } });
    await press("They may meet");
    expect(line.commands).toContainEqual({ kind: "setNoContact", meeting, people, on: false });
  });

  it("[UI-101] asks both for a part, and begins it when both said yes", async () => {
    const pair = { ...MEDIATOR_PART, apart: [[parent, otherParent]] };
    const { line, show } = await roomAt({ ...MEDIATING, mediator: pair });
    await press("People");
    await browser.getByLabelText(/Which part of the meeting/u).fill("The opening");
    await press("Ask them");
    expect(line.commands).toEqual([
      { kind: "askTogether", meeting, people: [parent.id, otherParent.id], part: "The opening" },
    ]);
    const together = (first: "yes" | "open") => ({
      ...MEDIATING,
      mediator: {
        ...pair,
        together: {
          id,
          part: "The opening",
          running: false,
          people: [
            { ...parent, answer: first },
            { ...otherParent, answer: "yes" as const },
          ],
        },
      },
    });
    show(together("open"));
    const begin = browser.getByRole("button", { name: /^Begin this part/u });
    await expect.element(begin).toBeDisabled();
    show(together("yes"));
    await press("Begin this part");
    expect(line.commands).toContainEqual({ kind: "beginTogether", meeting, expect: id });
  });
});
