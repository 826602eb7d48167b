/** Whom one sees large and how loud one hears them: one's own choice, on this page only. */
import { afterAll, describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { Tile } from "#shared/contract/view.ts";
import { ViewChoice } from "../../client/state/view-choice.svelte.ts";
import { FULL } from "./layout-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { sampleCall, tilesOf } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const order = (): readonly (string | undefined)[] =>
  Array.from(
    document.querySelectorAll("[data-person]"),
    (one) => one.querySelector("strong")?.textContent,
  );

const withRole = (role: Tile["role"]): readonly Tile[] =>
  tilesOf(["mediator", "parent", "advocate", "officer", "school"], { officer: { role } });

afterAll(async () => {
  await browser.viewport(414, 896);
});

describe("people shown large", () => {
  it("[UI-143] stand first, for this viewer only, and go back to their seat", async () => {
    await browser.viewport(1280, 800);
    const { line, show } = await roomAt(FULL);
    await press("People");
    await press("How I see and hear Priya");
    await press("Show Priya large");
    expect(order()).toEqual(["Priya", "Sam", "Dan", "Rosa", "Mel", "Mr Jones"]);
    const [first, second] = Array.from(document.querySelectorAll("[data-person]"), (one) =>
      one.getBoundingClientRect(),
    );
    expect(first?.width).toBeGreaterThan((second?.width ?? 0) * 1.8);
    show({ ...FULL, hands: [] });
    expect(order()[0]).toBe("Priya");
    await press("Show Priya small again");
    expect(order()).toEqual(["Sam", "Dan", "Rosa", "Mel", "Priya", "Mr Jones"]);
    expect(line.commands).toEqual([]);
  });

  it("[UI-143] are three at most, and the fourth is told why not", async () => {
    await roomAt(FULL);
    await press("People");
    for (const name of ["Sam", "Rosa", "Mel"]) {
      await press(`How I see and hear ${name}`);
      await press(`Show ${name} large`);
    }
    await press("How I see and hear Priya");
    const fourth = browser.getByRole("button", { name: "Show Priya large" });
    await expect.element(fourth).toBeDisabled();
    await expect.element(fourth).toHaveAccessibleDescription(/Three people are large now/u);
  });

  it("[UI-143] an interpreter stays first, and who leaves the room comes back large", () => {
    const own = new ViewChoice();
    own.follow(withRole("interpreter"));
    for (const one of [PEOPLE.mediator, PEOPLE.officer, PEOPLE.school]) own.pin(one.id, true);
    expect(own.pins).toEqual([PEOPLE.officer.id, PEOPLE.mediator.id, PEOPLE.school.id]);
    expect(own.full).toBe(true);
    own.follow(tilesOf(["mediator", "parent"]));
    expect(own.pins).toEqual([PEOPLE.mediator.id]);
    own.follow(withRole("interpreter"));
    expect(own.pinnedEars).toEqual([sampleId("ear", 4), sampleId("ear", 0), sampleId("ear", 5)]);
  });
});

describe("how loud somebody is", () => {
  it("[UI-144] is said in words and set by two buttons or by the slider", async () => {
    const call = sampleCall();
    const { line } = await roomAt(FULL, { call });
    await press("People");
    await press("How I see and hear Mel");
    const slider = browser.getByRole("slider", { name: "How loud Mel is for you" });
    await expect.element(slider).toHaveAttribute("aria-valuetext", "As it comes");
    await expect.element(browser.getByRole("button", { name: "Make Mel louder" })).toBeDisabled();
    await press("Make Mel quieter");
    await expect.element(slider).toHaveAttribute("aria-valuetext", "A bit quieter");
    await slider.fill("0");
    await expect.element(slider).toHaveAttribute("aria-valuetext", "Silent");
    expect([PEOPLE.advocate, PEOPLE.officer].map(({ id }) => call.choice.volumeOf(id))).toEqual([
      0, 4,
    ]);
    expect(line.commands).toEqual([]);
    expect(JSON.stringify(localStorage)).not.toContain(PEOPLE.advocate.id);
  });

  it("[UI-144] follows the person to a new line and another ear", () => {
    const told: string[] = [];
    const lineNamed = (name: string) => ({
      setVolume: (ear: string, volume: number) => {
        told.push(`${name} ${ear} ${String(volume)}`);
      },
    });
    const own = new ViewChoice();
    own.follow(tilesOf(["mediator", "advocate"]));
    own.setVolume(PEOPLE.advocate.id, 1);
    own.useLine(lineNamed("first"));
    own.follow(tilesOf(["mediator", "advocate"], { advocate: { ear: sampleId("ear", 9) } }));
    own.useLine(lineNamed("second"));
    expect(told).toEqual([
      `first ${sampleId("ear", 3)} 0.15`,
      `first ${sampleId("ear", 9)} 0.15`,
      `second ${sampleId("ear", 9)} 0.15`,
    ]);
  });
});
