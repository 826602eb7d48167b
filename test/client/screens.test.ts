/** Every screen before and around the room, in every state: axe, sizes, names, focus. */
import { afterAll, describe, expect, it } from "vitest";
import { page as browser, userEvent } from "vitest/browser";

import { SCREENS, type Screen } from "./screens.ts";
import { stand } from "./pages.ts";
import PartInFrame from "./PartInFrame.svelte";
import { axeFindings, repeatedNames, smallControls } from "./sweeps.ts";

async function show(screen: Screen): Promise<void> {
  const { part, props: given, form } = screen;
  if (form === "whole") await stand(part, given);
  else await stand(PartInFrame, { part, given, headed: form === "part" });
  // Parts that are fetched later bring the heading with them.
  await expect.poll(() => document.querySelector("h1")).not.toBeNull();
}

/** Walks with Tab from Help, the first control, through the page, and gives each stop. */
async function tabStops(): Promise<readonly HTMLElement[]> {
  const first = document.querySelector<HTMLElement>("header button");
  first?.focus();
  const stops = first !== null && document.activeElement === first ? [first] : [];
  for (;;) {
    await userEvent.tab();
    const stop = document.activeElement;
    if (!(stop instanceof HTMLElement) || stop === document.body) return stops;
    if (stops.includes(stop)) return stops;
    stops.push(stop);
  }
}

function focusMarked(stop: HTMLElement): boolean {
  const { outlineWidth, outlineStyle } = getComputedStyle(stop.closest("label") ?? stop);
  return Number.parseFloat(outlineWidth) >= 3 && outlineStyle !== "none";
}

function covered(stop: HTMLElement): boolean {
  const { left, top, width, height } = stop.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  return above === null || !(stop.contains(above) || above.contains(stop));
}

afterAll(async () => {
  await browser.viewport(414, 896);
});

describe.each([390, 1280])("at %i px", (width) => {
  it.each(SCREENS.map((screen) => [screen.name, screen] as const))(
    "[UI-8] axe finds nothing: %s",
    async (_, screen) => {
      await browser.viewport(width, 844);
      await show(screen);
      expect(await axeFindings()).toEqual([]);
    },
  );
});

describe("at 320 px", () => {
  it.each(SCREENS.map((screen) => [screen.name, screen] as const))(
    "[UI-7] fits, with controls that a thumb can hit and tell apart: %s",
    async (_, screen) => {
      await browser.viewport(320, 700);
      await show(screen);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
      expect(smallControls()).toEqual([]);
      expect(repeatedNames()).toEqual([]);
      expect(getComputedStyle(document.body).fontSize).toBe("19px");
    },
  );

  it.each(
    SCREENS.filter((one) => one.form === "whole").map((screen) => [screen.name, screen] as const),
  )("[UI-6] has one heading, a place band and Help last in the header: %s", async (_, screen) => {
    await show(screen);
    expect(document.querySelectorAll("h1")).toHaveLength(1);
    expect(document.querySelector("section[aria-label]")?.textContent).toMatch(/see|hear/u);
    const buttons = Array.from(document.querySelectorAll("header button, header a"));
    expect(buttons.at(-1)?.textContent.trim()).toBe("Help");
  });
});

describe("with the keyboard", () => {
  it.each(SCREENS.map((screen) => [screen.name, screen] as const))(
    "[UI-21] every stop of Tab is marked and uncovered, and nothing moves: %s",
    async (_, screen) => {
      await browser.viewport(390, 844);
      await show(screen);
      const stops: HTMLElement[] = [];
      for (const stop of await tabStops()) {
        stop.focus();
        expect(focusMarked(stop), stop.outerHTML).toBe(true);
        expect(covered(stop), stop.outerHTML).toBe(false);
        stops.push(stop);
      }
      const controls = document.querySelectorAll("main button:not(:disabled), main a[href]");
      if (document.querySelector("dialog[open]") === null) {
        expect(stops.length).toBeGreaterThanOrEqual(controls.length);
      }
      expect(document.getAnimations()).toHaveLength(0);
    },
  );
});
