/** What is in sight at once on a phone and on a desk, and where that which is told and asked stands. */
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { FULL, ON, SIX, TOLD } from "./layout-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { MEDIATING, MEDIATOR_PART, sampleCall } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

function boxOf(selector: string): DOMRect {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`no ${selector}`);
  return element.getBoundingClientRect();
}

/** The plates with the names, and what their stage shows of them. */
function plates(): readonly DOMRect[] {
  return Array.from(document.querySelectorAll("[data-person] .plate"), (one) =>
    one.getBoundingClientRect(),
  );
}

/** That a box can be seen whole: nothing lies over its corners and the window holds it. */
function seenWhole(selector: string): readonly string[] {
  return Array.from(document.querySelectorAll(selector)).flatMap((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const corners = [
      [left + 12, top + 2],
      [right - 12, bottom - 2],
      [(left + right) / 2, (top + bottom) / 2],
    ] as const;
    const covered = corners.some(([x, y]) => {
      const above = document.elementFromPoint(x, y);
      return above === null || !(element.contains(above) || above.contains(element));
    });
    return covered ? [element.textContent.replaceAll(/\s+/gu, " ").trim()] : [];
  });
}

afterAll(async () => {
  await browser.viewport(414, 896);
});

describe("on a phone", () => {
  beforeEach(async () => {
    await browser.viewport(390, 844);
  });

  it.each([
    ["nothing is told", FULL],
    ["much is told and asked", TOLD],
  ])("[UI-140] band, six faces with their names and the bar are in sight: %s", async (_, at) => {
    await roomAt(at, { call: sampleCall(ON) });
    await expect.element(browser.getByRole("button", { name: "Leave" })).toBeInViewport();
    expect(plates()).toHaveLength(SIX.length);
    for (const part of ["section.joint", "[data-person] .plate", "[data-person] .face"]) {
      expect(seenWhole(part)).toEqual([]);
    }
    const stage = document.querySelector("section.stage");
    expect(stage?.scrollHeight).toBe(stage?.clientHeight);
    expect(document.documentElement.scrollHeight).toBe(844);
  });

  it("[UI-140] two faces stand side by side, in the same seats whatever is told", async () => {
    const { show } = await roomAt(FULL);
    const seats = (): readonly string[] =>
      Array.from(document.querySelectorAll("[data-person]"), (one) => {
        const { left, top } = one.getBoundingClientRect();
        const across = left < 195 ? "left" : "right";
        const earlier = Array.from(
          document.querySelectorAll("[data-person]"),
          (other) => other.getBoundingClientRect().top,
        ).filter((y) => y < top - 1);
        return `${across} ${String(earlier.length / 2)}`;
      });
    const before = seats();
    expect(before).toEqual(["left 0", "right 0", "left 1", "right 1", "left 2", "right 2"]);
    show(TOLD);
    await expect.element(browser.getByRole("button", { name: "Join now" })).toBeInTheDocument();
    expect(seats()).toEqual(before);
  });

  it("[UI-141] what is told stands between people and bar and covers neither", async () => {
    await roomAt(TOLD);
    await expect.element(browser.getByRole("button", { name: "Join now" })).toBeInTheDocument();
    const sheet = boxOf(".sheet");
    expect(sheet.top).toBeGreaterThanOrEqual(boxOf("section.stage").bottom);
    expect(sheet.bottom).toBeLessThanOrEqual(boxOf("section[aria-label='Your controls']").top);
  });

  it("[UI-141] one press shows all of it, and a second less", async () => {
    await roomAt(TOLD);
    const rows = (): number => boxOf(".rows").height;
    const low = rows();
    await press("Show all of it");
    await expect.poll(rows).toBeGreaterThan(low);
    await press("Show less of it");
    await expect.poll(rows).toBe(low);
  });

  it("[UI-141] a question reaches who reads another part, and is answered there", async () => {
    const { line } = await roomAt(TOLD);
    await press("Agreement");
    await press("Join now");
    expect(line.commands).toEqual([
      { kind: "answerAsk", meeting: sampleId("meeting"), expect: sampleId("ask"), answer: "yes" },
    ]);
  });

  it("[UI-142] all parts of the room stand in one row, with how many wait", async () => {
    await roomAt({
      ...MEDIATING,
      mediator: {
        ...MEDIATOR_PART,
        desk: {
          ...MEDIATOR_PART.desk,
          alone: [{ person: PEOPLE.officer, since: "2099-03-02T10:42:00Z" }],
        },
      },
    });
    const parts = Array.from(
      document.querySelectorAll("nav[aria-label='Parts of the room'] button"),
    );
    expect(parts).toHaveLength(6);
    expect(new Set(parts.map((one) => one.getBoundingClientRect().top)).size).toBe(1);
    expect(document.documentElement.scrollWidth).toBe(390);
    await expect.element(browser.getByRole("button", { name: "People 1 waiting" })).toBeVisible();
  });
});

describe("on a desk", () => {
  it.each([
    ["nothing is told", FULL],
    ["much is told and asked", TOLD],
  ])("[UI-140] people and papers stand side by side, all in sight: %s", async (_, at) => {
    await browser.viewport(1280, 800);
    await roomAt(at, { call: sampleCall(ON) });
    await expect.element(browser.getByRole("heading", { name: "Agenda" })).toBeInViewport();
    expect(seenWhole("[data-person] .plate")).toEqual([]);
    expect(boxOf("section.stage").right).toBeLessThanOrEqual(boxOf("section.part").left);
    expect(boxOf("section.part").bottom).toBe(boxOf("section[aria-label='Your controls']").top);
    expect(document.documentElement.scrollHeight).toBe(800);
  });
});

describe("the mediator's long list", () => {
  it.each([
    ["To rooms", "Private rooms in use"],
    ["To the meeting", "End the meeting"],
  ])("[UI-145] is gone through by group: %s", async (way, words) => {
    await browser.viewport(390, 844);
    await roomAt(MEDIATING);
    await press("People");
    await press(way);
    expect(document.activeElement?.textContent).toContain(words);
    const list = boxOf("section.part");
    expect(document.activeElement?.getBoundingClientRect().top).toBeLessThan(list.bottom - 80);
  });
});
