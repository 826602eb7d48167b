/** The carry list on the page: what a side says yes to, and what the mediator may then say. */
import { expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import type { InRoom } from "#shared/contract/view.ts";
import { newsOf } from "../../client/pages/room/room-news.ts";
import { CARRIER, CARRYING, point } from "./carry-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, PRIVATE } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");

it("[UI-130] a side writes a point, chooses who may hear it, says yes to it and takes it back", async () => {
  const { line: sent } = await roomAt(CARRYING);
  await browser.getByLabelText("What may be said").fill("We would accept Tuesdays.");
  await expect.element(browser.getByRole("button", { name: "Write it down" })).toBeDisabled();
  await browser.getByRole("radio", { name: "The council" }).click();
  await press("Write it down");
  await browser.getByRole("button", { name: /^Yes, Sam may say this/u }).click();
  await browser.getByRole("button", { name: /^Take it back.*Tuesdays suit us best/u }).click();
  expect(sent.commands).toEqual([
    { kind: "writePoint", meeting, to: "la", text: "We would accept Tuesdays." },
    { kind: "confirmPoint", meeting, point: sampleId("message", 1) },
    { kind: "takeBackPoint", meeting, point: sampleId("message", 2) },
  ]);
  await expect.element(browser.getByLabelText("What may be said")).toHaveValue("");
});

it("[UI-130] says what waits, what may be said, what was said and to whom, and what was told to them", async () => {
  await roomAt(CARRYING);
  for (const words of ["Waits for your yes", "You said yes", "Said to the council"]) {
    await expect.element(browser.getByText(words)).toBeInTheDocument();
  }
  await expect.element(browser.getByText("What Sam told you")).toBeInTheDocument();
  await expect.element(browser.getByText("From the council")).toBeInTheDocument();
  await expect
    .element(browser.getByRole("button", { name: /Take it back.*Amira likes/u }))
    .not.toBeInTheDocument();
});

it("[UI-130] is not on the page where there is none, and cannot be written in another place", async () => {
  await roomAt(PRIVATE);
  await expect.element(browser.getByText("What Sam may say for you")).not.toBeInTheDocument();
  const { desk } = CARRYING;
  await roomAt({ ...CARRYING, desk: { ...desk, carry: { ...desk.carry, writeTo: null } } });
  await expect.element(browser.getByText("What Sam may say for you")).toBeInTheDocument();
  await expect.element(browser.getByLabelText("What may be said")).not.toBeInTheDocument();
});

it("[UI-131] the mediator reads one list by side and can say only what may be said here", async () => {
  const { line: sent } = await roomAt(CARRIER);
  await expect.element(browser.getByRole("heading", { name: "The family" })).toBeInTheDocument();
  await expect
    .element(browser.getByRole("heading", { name: "Priya (the council)" }))
    .toBeInTheDocument();
  const tell = browser.getByRole("button", { name: /^I have said it/u });
  expect(tell.elements()).toHaveLength(1);
  await tell.click();
  await browser.getByRole("button", { name: /^Take it away/u }).click();
  expect(sent.commands).toEqual([
    { kind: "tellPoint", meeting, point: sampleId("message", 2) },
    { kind: "takeBackPoint", meeting, point: sampleId("message", 5) },
  ]);
});

it("[UI-131] in joint style the list is there once there is something on it", async () => {
  const { mediator } = CARRIER;
  if (mediator === null) throw new Error("no mediator");
  const empty = { ...mediator, desk: { ...mediator.desk, carry: [] } };
  await roomAt({ ...JOINT, mediator: empty });
  await expect.element(browser.getByText("What you may carry")).not.toBeInTheDocument();
});

it("[UI-130] [UI-131] what is new is told aloud without its words", () => {
  const carry = { ...CARRYING.desk.carry, points: [], told: [] };
  const quiet: InRoom = { ...CARRYING, desk: { ...CARRYING.desk, carry } };
  expect(newsOf(quiet, CARRYING, "Sam").soon).toEqual([
    "A point waits for your yes. You find it in this room.",
    "Sam told you something from the council. You can read it in this room.",
  ]);
  const { mediator } = CARRIER;
  if (mediator === null) throw new Error("no mediator");
  const waits = { ...point(2, { to: "all" }), tellHere: false };
  const from = { side: "family", names: [] } as const;
  const listOf = (points: readonly (typeof waits)[]): InRoom => ({
    ...CARRIER,
    mediator: { ...mediator, desk: { ...mediator.desk, carry: [{ from, points }] } },
  });
  const may = { ...waits, state: "may" } as const;
  expect(newsOf(listOf([waits]), listOf([may]), "Sam").soon).toEqual([
    "You may say a point of the family now.",
  ]);
  expect(newsOf(listOf([may]), listOf([]), "Sam").soon).toEqual([
    "A point of the family was taken back. Do not say it.",
  ]);
  const folded: InRoom = { ...listOf([]), child: { guests: ["Amira"], beside: [] } };
  const aloud = [newsOf(listOf([may]), folded, "Sam"), newsOf(folded, listOf([may]), "Sam")];
  expect(JSON.stringify(aloud)).not.toMatch(/taken back|You may say/u);
});
