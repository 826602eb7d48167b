/**
 * A whole meeting with words that stand nowhere else, and then a search for them: in every line
 * of the server's log, in the rows of the case's log, and in all that the video server knows.
 */
import { RoomServiceClient } from "livekit-server-sdk";
import { afterAll, beforeAll, expect, it } from "vitest";

import { createGateLine, type GateLine } from "../support/gate-line.ts";
import { Guest } from "../support/guest.ts";
import { openDocument } from "../support/guest-document.ts";
import { type RunningLiveKit, startTestLiveKit } from "../support/livekit-server.ts";
import { freeze, paperIs, sign, writeAgreement } from "../support/paper-meeting.ts";
import { joinWithTone, toneOf, type ToneParticipant } from "../support/tones.ts";
import { until } from "../support/until.ts";
import { createWorld, type DemoRole, type World } from "../support/world.ts";

const CAST = ["Carter", "Amara", "Bello", "Tunde", "Hughes", "Priya", "Shah", "J.B."];
/** Each said once, somewhere else. */
const SAID = {
  called: "Zyxcalled",
  company: "Zyxcompany",
  question: "Zyxquestion about it",
  answer: "Zyxanswer to it",
  notes: "Zyxnotes of our own",
  issue: "Zyxissue",
  action: "Zyxaction",
  background: "Zyxbackground",
  typed: "Amara Zyxtyped",
  post: "Zyxpost",
  reason: "Zyxreason",
  wrong: "Zyxwrong",
};

let livekit: RunningLiveKit;
let world: World;
let participant: ToneParticipant | undefined;
let line: GateLine | undefined;
const lines: string[] = [];
beforeAll(async () => {
  livekit = await startTestLiveKit();
  // At its most talkative: what may be logged at any level is searched.
  const settings = { LOG_LEVEL: "debug" };
  world = await createWorld({
    livekit: livekit.access,
    settings,
    logged: (line) => void lines.push(line),
  });
});
afterAll(async () => {
  await participant?.leave();
  await line?.close();
  await world.stop();
  await livekit.stop();
});

async function asked(parent: Guest, mediator: Guest): Promise<void> {
  await parent.must({ kind: "askQuestion", text: SAID.question });
  const seen = await mediator.until(
    (view) => view.at.stage === "room" && view.at.mediator?.questions.length === 1,
  );
  const question = seen.at.stage === "room" ? seen.at.mediator?.questions[0] : undefined;
  if (question === undefined) throw new Error("no question");
  await mediator.must({ kind: "answerQuestion", question: question.id, text: SAID.answer });
}

async function nonsense(parent: Guest): Promise<void> {
  const strange = new Guest(world.url, `#${SAID.wrong.repeat(5)}`);
  await strange.post("/api/link/look", { secret: strange.secret });
  const headers = { ...parent.headers, "content-type": "application/json" };
  const init = { method: "POST", headers };
  await fetch(`${world.url}/api/link/look`, { ...init, body: `{"secret": ${SAID.wrong}` });
  await fetch(`${world.url}/api/check`, { ...init, body: `%PDF-1.7 ${SAID.wrong}` });
  await fetch(`${world.url}/${SAID.wrong}?name=${SAID.wrong}`);
  await parent.sendRaw({ id: SAID.wrong, command: { kind: SAID.wrong } });
  await parent.sendRaw({ command: SAID.wrong });
  const more = await parent.send({ kind: "chooseName", name: `${SAID.wrong}\u202e` });
  expect(more.ok).toBe(false);
}

/** Sound through the gate, so that the video server has somebody to tell of. */
async function joinVideo(guest: Guest): Promise<ToneParticipant> {
  const ear = guest.room.tiles.find((tile) => tile.me)?.ear ?? "";
  const path = `/s/${guest.seat ?? ""}/video/${ear}`;
  line = await createGateLine({ target: world.url, path, headers: guest.headers });
  return joinWithTone({ url: line.url, token: "none", toneHz: toneOf(0), tones: [toneOf(0)] });
}

/** All that the video server tells of its rooms and the people in them. */
async function videoList(): Promise<string> {
  const { url, apiKey, apiSecret } = livekit.access;
  const client = new RoomServiceClient(url.replace("ws:", "http:"), apiKey, apiSecret);
  const rooms = await client.listRooms();
  const people = await Promise.all(rooms.map(({ name }) => client.listParticipants(name)));
  const known = (_key: string, value: unknown): unknown =>
    typeof value === "bigint" ? String(value) : value;
  return JSON.stringify([rooms, people], known);
}

/** Resolves with the video server's list while somebody was connected. */
async function wholeMeeting(): Promise<string> {
  const mediator = await world.arrive("mediator");
  const parent = world.guest("parent");
  await parent.come();
  await parent.must({ kind: "chooseName", name: SAID.called });
  await asked(parent, mediator);
  await parent.prepare();
  await parent.must({ kind: "tellCompany", text: SAID.company });
  const [advocate, officer] = [await world.arrive("advocate"), await world.arrive("LA officer")];
  for (const one of [parent, advocate, officer]) {
    await mediator.admit(one.me.id);
    await one.until((view) => view.at.stage === "called");
    await one.must({ kind: "enter", microphone: true, camera: false });
  }
  await nonsense(parent);
  await officer.until((view) => view.at.stage === "room");
  participant = await joinVideo(officer);
  await parent.must({ kind: "startBreak", with: "people" });
  const notebook = parent.room.documents.notebook;
  if (notebook === null) throw new Error("no notebook");
  const notes = openDocument(parent, notebook.id);
  await notes.untilSynced();
  notes.doc.getText("text").insert(0, SAID.notes);
  await notes.untilSaved();
  notes.end();
  await parent.must({ kind: "returnToJointRoom" });
  await advocate.must({ kind: "returnToJointRoom" });
  await writeAgreement(mediator, officer.me.id, SAID);
  expect(await freeze(mediator)).toMatchObject({ ok: true });
  for (const one of [mediator, parent, officer]) await one.until(paperIs("signing"));
  expect(await sign(parent, { typedName: SAID.typed })).toMatchObject({ ok: true });
  expect(await sign(officer, { post: SAID.post })).toMatchObject({ ok: true });
  expect(await sign(mediator)).toMatchObject({ ok: true });
  await mediator.until(paperIs("sealed"));
  const second = world.guest("parent");
  await second.come();
  const list = await videoList();
  await mediator.must({ kind: "removePerson", person: advocate.me.id, reason: SAID.reason });
  await advocate.until((view) => view.at.stage === "out");
  await participant.leave();
  await until("the end of the socket is logged", () =>
    lines.some((text) => text.includes("video socket ended")),
  );
  return list;
}

function secrets(): readonly string[] {
  const roles: readonly DemoRole[] = ["mediator", "parent", "advocate", "LA officer"];
  return roles.map((role) => world.links[role].split("#")[1] ?? "no secret");
}

it("[HTTP-10] [CORE-2] [VIDEO-37] names, words, links and cookies stand in no log and not on the video server", async () => {
  const list = await wholeMeeting();
  const [caseId] = await world.store.cases();
  if (caseId === undefined) throw new Error("no case");
  const rows = await world.store.events(caseId, 0);
  const places = {
    "the server's log": lines.join(""),
    "the case's log": rows.map(({ body }) => body).join("\n"),
    "the video server": list + (await videoList()) + livekit.lastWords(),
  };
  // The search finds what is there: the walk was logged, the rooms are listed.
  expect(places["the server's log"]).toContain("sea_");
  expect(places["the case's log"]).toContain("agreementSealed");
  expect(list).toContain("opn_");
  expect(list).toContain("ear_");
  const hidden = [...CAST, ...Object.values(SAID), ...secrets(), "Zyx", "__Host-seat_", "eyJ"];
  for (const [place, text] of Object.entries(places)) {
    for (const word of hidden) {
      expect(text.includes(word) ? `${word} stands in ${place}` : "").toBe("");
    }
  }
});
