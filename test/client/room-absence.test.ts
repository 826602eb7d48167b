/** The mediator's line is gone: what is said, and the one press of who is back or takes over. */
import { expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { newsOf } from "../../client/pages/room/room-news.ts";
import { BACK, LOST } from "./moderation-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING, PRIVATE } from "./sample-room.ts";
import { sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const absence = { names: ["Sam"], mine: false, canLead: false };

it("[UI-67] says in each room that the line is gone and what happens, also aloud", async () => {
  const { show } = await roomAt({ ...LOST, absence });
  await expect.element(browser.getByText("We have lost the line of Sam")).toBeInTheDocument();
  await expect.element(browser.getByText(/^Sound waits until Sam is back\./u)).toBeInTheDocument();
  show({ ...PRIVATE, absence });
  await expect
    .element(browser.getByText("You are with your own people. We are getting Sam back."))
    .toBeInTheDocument();
  expect(newsOf(JOINT, { ...JOINT, absence }, "Sam").soon).toEqual([
    "We have lost the line of Sam.",
  ]);
});

it("[UI-67] who is back goes on, and who takes over comes, with one press", async () => {
  const { line, show } = await roomAt(BACK, {}, { abilities: ["resumeMeeting"] });
  await press("Go on with the meeting");
  const room = { ...PRIVATE.room, kind: "talk" } as const;
  const leading = { ...MEDIATING, room, absence: { ...absence, canLead: true } };
  show(leading, { abilities: ["returnToJointRoom"] });
  await press("Take over in the joint room");
  const wishes = { microphone: false, camera: false };
  expect(line.commands).toEqual([
    { kind: "resumeMeeting", meeting },
    { kind: "returnToJointRoom", meeting, wishes },
  ]);
});
