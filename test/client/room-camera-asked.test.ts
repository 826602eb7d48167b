/** Being asked to turn the camera off, and asking it of one person. */
import { expect, it } from "vitest";
import { page as browser } from "vitest/browser";

import { newsOf } from "../../client/pages/room/room-news.ts";
import { CAMERA_ASKED } from "./moderation-screens.ts";
import { press, roomAt } from "./room-page.ts";
import { JOINT, MEDIATING, sampleCall } from "./sample-room.ts";
import { PEOPLE, sampleId } from "./sample-views.ts";

const meeting = sampleId("meeting");
const dismiss = { kind: "dismissNotice", meeting, expect: 4 } as const;

function withCamera(on: boolean) {
  const set: boolean[] = [];
  const call = sampleCall({
    camera: { on, allowed: true, trouble: null },
    setCamera: (next) => void set.push(next),
  });
  return { set, call };
}

it("[UI-110] says who asks, and a yes turns off one's own camera", async () => {
  const { set, call } = withCamera(true);
  const { line } = await roomAt(CAMERA_ASKED, { call });
  await expect
    .element(browser.getByText("Sam asks you to turn your camera off."))
    .toBeInTheDocument();
  expect(set).toEqual([]);
  await press("Turn my camera off");
  expect([set, line.commands]).toEqual([[false], [dismiss]]);
  expect(newsOf(JOINT, CAMERA_ASKED, "Sam").soon).toEqual([
    "Sam asks you to turn your camera off.",
  ]);
});

it("[UI-110] a no changes nothing but the row", async () => {
  const { set, call } = withCamera(true);
  const { line } = await roomAt(CAMERA_ASKED, { call });
  await press("Keep it on");
  expect([set, line.commands]).toEqual([[], [dismiss]]);
});

it("[UI-110] a camera that is off needs no answer", async () => {
  await roomAt(CAMERA_ASKED, { call: withCamera(false).call });
  await expect.element(browser.getByText("Your camera is off.")).toBeInTheDocument();
  await expect.element(browser.getByRole("button", { name: "Keep it on" })).not.toBeInTheDocument();
});

it("[UI-110] the mediator asks where there is a picture, and only there", async () => {
  const { line } = await roomAt(MEDIATING);
  await press("People");
  await press("Options for Rosa");
  await press("Options for Priya");
  await expect
    .element(browser.getByRole("button", { name: "Ask Rosa to turn camera off" }))
    .not.toBeInTheDocument();
  await press("Ask Priya to turn camera off");
  expect(line.commands).toEqual([{ kind: "askCameraOff", meeting, person: PEOPLE.officer.id }]);
});
