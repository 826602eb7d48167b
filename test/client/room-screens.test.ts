/** Every state of the room: axe, sizes, names, nothing sideways. */
import { afterAll, describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { press, roomAt } from "./room-page.ts";
import type { RoomScreenState } from "./room-screen-state.ts";
import { givenOf, roomScreens } from "./room-screens.ts";
import { axeFindings, repeatedNames, smallControls } from "./sweeps.ts";

const STATES = await roomScreens();
const CASES = STATES.map((state) => [state.name, state] as const);

async function show(state: RoomScreenState): Promise<void> {
  await roomAt(state.at, givenOf(state), state.view);
  for (const name of state.presses) await press(name);
  await expect.element(browser.getByRole("main")).toBeInTheDocument();
}

afterAll(async () => {
  await browser.viewport(414, 896);
});

describe.each([390, 1280])("at %i px", (width) => {
  it.each(CASES)("[UI-8] axe finds nothing: room %s", async (_, state) => {
    await browser.viewport(width, 844);
    await show(state);
    expect(await axeFindings()).toEqual([]);
  });
});

describe("at 320 px", () => {
  it.each(CASES)(
    "[UI-7] fits, with controls that a thumb can hit and tell apart: room %s",
    async (_, state) => {
      await browser.viewport(320, 640);
      await show(state);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
      expect(smallControls()).toEqual([]);
      expect(repeatedNames()).toEqual([]);
    },
  );
});
