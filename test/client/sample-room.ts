/**
 * Rooms as the server would show them, calls as they could stand, and documents filled with the
 * Green family's words: what the room's tests and pictures are made of.
 */
import * as Y from "yjs";

import { canonicalText, type FrozenAgreement } from "#shared/agreement/agreement-text.ts";
import type { InRoom, MediatorView, Tile, View } from "#shared/contract/view.ts";
import type { DocumentKind } from "#shared/meeting/document-shapes.ts";
import type { RoomCall, RoomPapers } from "../../client/pages/room/room-call.ts";
import { Agenda } from "../../client/state/agenda.svelte.ts";
import { AgreementDraft } from "../../client/state/agreement-draft.svelte.ts";
import type { Heard } from "../../client/state/call-line.ts";
import { estimatePerHour } from "../../client/state/line/data-use.ts";
import { FrozenText } from "../../client/state/frozen-text.svelte.ts";
import { ViewChoice } from "../../client/state/view-choice.svelte.ts";
import { SharedText } from "../../client/state/shared-text.svelte.ts";
import { PEOPLE, SAMPLE_AGREEMENT, sampleId, sampleLine, sampleView } from "./sample-views.ts";
import { createLoopback, type Loopback } from "./shared-loopback.ts";

type Seated = Parameters<typeof sampleTile>[1];

/** `number` is the person's place among the ids and gives their ear. */
function sampleTile(
  number: number,
  who: Pick<Tile, "name" | "role" | "side"> & Partial<Tile>,
): Tile {
  return {
    ...sampleLine(number, who),
    side: who.side,
    me: who.me ?? false,
    hand: who.hand ?? null,
    ear: who.ear ?? sampleId("ear", number),
    video: who.video ?? "here",
    online: who.online ?? true,
    leftOut: who.leftOut ?? false,
  };
}

const SEATED: Readonly<Record<keyof typeof PEOPLE, readonly [number, Seated]>> = {
  mediator: [0, { ...PEOPLE.mediator, side: "mediator" }],
  parent: [1, { ...PEOPLE.parent, side: "family", me: true }],
  otherParent: [2, { ...PEOPLE.otherParent, side: "family", company: "Grandma Bea" }],
  advocate: [3, { ...PEOPLE.advocate, side: "family" }],
  officer: [4, { ...PEOPLE.officer, side: "la" }],
  school: [5, { ...PEOPLE.school, side: "setting" }],
};

export function tilesOf(
  names: readonly (keyof typeof PEOPLE)[],
  changes: Partial<Record<keyof typeof PEOPLE, Partial<Tile>>> = {},
): readonly Tile[] {
  return names.map((name) => {
    const [number, who] = SEATED[name];
    return sampleTile(number, { ...who, ...changes[name] });
  });
}

export const EVERYBODY = ["mediator", "parent", "otherParent", "advocate", "officer"] as const;

export const JOINT: InRoom = {
  stage: "room",
  room: {
    id: sampleId("room"),
    kind: "joint",
    side: null,
    generation: 1,
    standingLeave: null,
    landing: { microphone: "off", camera: "off" },
    paused: false,
    held: null,
    sending: ["microphone", "camera"],
    videoServer: "ok",
    encrypted: true,
    leftOut: false,
    strangers: 0,
  },
  tiles: tilesOf(EVERYBODY),
  away: [],
  hands: [],
  turn: null,
  absence: null,
  settings: { locked: false, jointPaused: false },
  words: { rules: "2026-11", card: null },
  asks: [],
  notice: null,
  breakWith: { ways: ["myself", "people", "quiet"], goAlong: ["Mel"], asked: ["Rosa"] },
  goingBackTo: null,
  style: "joint",
  openToMe: [],
  mixedRooms: [],
  together: null,
  documents: {
    agenda: { id: sampleId("document", 0), level: "write" },
    agreement: { id: sampleId("document", 1), level: "write" },
    notebook: null,
    privateDraft: null,
    guestNotes: null,
  },
  owners: Object.values(PEOPLE),
  writers: "everyone",
  currentItem: sampleId("clause", 2),
  desk: {
    help: null,
    talkAlone: false,
    mediatorBack: null,
    messages: [],
    back: null,
    othersBack: [],
    talkWithOthers: false,
    lengthUntil: null,
    released: [],
    carry: { writeTo: null, points: [], told: [] },
  },
  whisper: { gettingSupport: [], partners: [], askedBy: [], running: null },
  chat: { open: true, lines: [] },
  agreement: SAMPLE_AGREEMENT,
  child: null,
  mediator: null,
};

export const PRIVATE: InRoom = {
  ...JOINT,
  room: {
    ...JOINT.room,
    id: sampleId("room", 1),
    kind: "side",
    side: "family",
    generation: 2,
    standingLeave: false,
  },
  tiles: tilesOf(["parent", "otherParent", "advocate"]),
  desk: { ...JOINT.desk, help: { asked: false, roomsBefore: 0 } },
  goingBackTo: [PEOPLE.mediator, PEOPLE.officer],
  whisper: null,
  documents: {
    agenda: { id: sampleId("document", 0), level: "read" },
    agreement: { id: sampleId("document", 1), level: "read" },
    notebook: { id: sampleId("document", 2), level: "write" },
    privateDraft: { id: sampleId("document", 4), level: "write" },
    guestNotes: null,
  },
};

export const MEDIATOR_PART: MediatorView = {
  waiting: [],
  joint: sampleId("room"),
  rooms: [],
  invitations: [],
  apart: [],
  together: null,
  seatRequests: [],
  questions: [],
  away: [],
  encryption: { demanded: false, begun: true, cannot: [] },
  desk: {
    calls: [],
    alone: [],
    apart: [],
    sent: [],
    sidesAway: [],
    carry: [],
    jointSince: null,
    remindAfter: { away: 20, joint: 60 },
  },
  children: { folded: [], yesMissing: [], unwatched: [] },
};

/** The room as the mediator sees it. */
export const MEDIATING: InRoom = {
  ...JOINT,
  tiles: tilesOf(EVERYBODY, { mediator: { me: true }, parent: { me: false } }),
  breakWith: null,
  mediator: MEDIATOR_PART,
};

const AS_MEDIATOR: Partial<View> = {
  me: {
    id: PEOPLE.mediator.id,
    fullName: "Sam Okoro",
    name: "Sam",
    role: "mediator",
    side: "mediator",
    supports: null,
  },
};

const FAMILY_MAY = [
  "raiseHand",
  "askForHelp",
  "sayBackAt",
  "setBreakLength",
  "releaseText",
  "writePoint",
  "confirmPoint",
  "sayInRoom",
  "askToTalkAlone",
  "startBreak",
  "setStandingLeave",
  "leaveMeeting",
  "writeJointDocuments",
  "signAgreement",
] as const;

/** What Dan sees in a room; the mediator when the room has a mediator's part. */
export function roomView(at: InRoom, changes: Partial<View> = {}): View {
  if (at.mediator !== null) {
    const { abilities } = sampleView(at);
    const mine = abilities.filter(
      (one) => one !== "startBreak" && (one !== "returnToJointRoom" || at.goingBackTo !== null),
    );
    return sampleView(at, { ...AS_MEDIATOR, abilities: mine, ...changes });
  }
  const back = at.goingBackTo === null ? [] : (["returnToJointRoom"] as const);
  const may = FAMILY_MAY.filter((one) => one !== "startBreak" || at.breakWith !== null);
  return sampleView(at, { abilities: [...may, ...back], ...changes });
}

/** A moving picture, drawn here: no camera, no network. */
function drawn(colour: string): (element: HTMLVideoElement) => () => void {
  return (element) => {
    const canvas = document.createElement("canvas");
    canvas.width = 320;
    canvas.height = 180;
    const brush = canvas.getContext("2d");
    if (brush !== null) {
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 320, 180);
      brush.fillStyle = "#e9c9a8";
      brush.beginPath();
      brush.arc(160, 80, 38, 0, 7);
      brush.fill();
      brush.fillRect(110, 126, 100, 60);
    }
    element.srcObject = canvas.captureStream(1);
    return () => {
      element.srcObject = null;
    };
  };
}

/** A good line on which everything is received. */
export const SAMPLE_CARE: RoomCall["care"] = {
  rung: "everyone",
  limit: "everyone",
  lowered: false,
  weak: false,
  batteryLow: false,
  mustHear: false,
  used: { total: 120_000_000, perHour: 640_000_000 },
  estimate: estimatePerHour,
  choose: () => undefined,
};

/** Devices that do what they should. */
export const SAMPLE_DEVICES: RoomCall["deviceCare"] = {
  news: null,
  silent: false,
  accept: () => Promise.resolve(),
  dismiss: () => undefined,
  restartMicrophone: () => Promise.resolve(),
};

/** A call in which Sam speaks, Priya is seen, and the others are quiet. */
export function sampleCall(changes: Partial<RoomCall> = {}): RoomCall {
  const quiet = { microphone: false, speaking: false, picture: null, weak: false };
  const nothing = (): void => undefined;
  return {
    phase: "connected",
    heard: new Map<string, Heard>([
      [
        sampleId("ear", 0),
        { ...quiet, microphone: true, speaking: true, picture: drawn("#3d5a56") },
      ],
      [sampleId("ear", 2), quiet],
      [sampleId("ear", 3), { ...quiet, microphone: true }],
      [sampleId("ear", 4), { ...quiet, microphone: true, picture: drawn("#54627a") }],
    ]),
    selfSpeaks: false,
    soundBlocked: false,
    soundStopped: false,
    ownPicture: null,
    care: SAMPLE_CARE,
    choice: new ViewChoice(),
    deviceCare: SAMPLE_DEVICES,
    microphone: { on: false, allowed: true, trouble: null },
    camera: { on: false, allowed: true, trouble: null },
    whisper: {
      phase: "off",
      soundBlocked: false,
      microphone: { on: false, allowed: false, trouble: null },
    },
    setMicrophone: nothing,
    setCamera: nothing,
    hear: () => Promise.resolve(),
    changeDevices: nothing,
    ...changes,
  };
}

export const SILENT: Partial<RoomCall> = {
  phase: "off",
  heard: new Map(),
  microphone: { on: false, allowed: false, trouble: null },
  camera: { on: false, allowed: false, trouble: null },
};

function entry(fields: Readonly<Record<string, unknown>>, words: string): Y.Map<unknown> {
  const map = new Y.Map<unknown>(Object.entries(fields));
  const text = new Y.Text();
  text.insert(0, words);
  map.set("text", text);
  return map;
}

function fillAgenda(doc: Y.Doc): void {
  const items = doc.getMap("items");
  const lines = [
    ["Welcome and ground rules", 10, PEOPLE.mediator.id],
    ["How the family sees it", 15, PEOPLE.parent.id],
    ["What could help", 45, ""],
  ] as const;
  lines.forEach(([words, minutes, owner], place) => {
    const fields = { order: `a${String(place)}`, phase: "", minutes, owner };
    items.set(sampleId("clause", place + 1), entry(fields, words));
  });
}

const ISSUE = sampleId("clause", 8);
export const ACTION = sampleId("clause", 9);

function fillAgreement(doc: Y.Doc): void {
  const none = { owner: "", due: "", ehcSection: "", agreed: false, status: "notAgreed" };
  const clauses = doc.getMap("clauses");
  const issue = { ...none, kind: "issue", parent: "", order: "a0", status: "partly" };
  clauses.set(ISSUE, entry(issue, "Help with speech and language"));
  const action = { ...none, kind: "action", parent: ISSUE, order: "a0" };
  const done = { ...action, agreed: true, owner: PEOPLE.officer.id, due: "2027-03-03" };
  clauses.set(
    ACTION,
    entry({ ...done, ehcSection: "F" }, "The council pays for one hour of therapy each week."),
  );
  clauses.set(
    sampleId("clause", 10),
    entry({ ...action, order: "a1" }, "School finds a quiet room."),
  );
  doc.getText("section.background").insert(0, "We met to talk about Amira's plan.");
}

const FILL: Readonly<Partial<Record<DocumentKind, (doc: Y.Doc) => void>>> = {
  agenda: fillAgenda,
  agreement: fillAgreement,
  notebook: (doc) => {
    doc.getText("text").insert(0, "Ask about the lift to school.\nAmira likes Tuesdays.");
  },
  privateDraft: (doc) => {
    const none = { owner: "", due: "", ehcSection: "", agreed: false, status: "notAgreed" };
    const point = { ...none, kind: "issue", parent: "", order: "a0" };
    doc
      .getMap("clauses")
      .set(sampleId("clause", 20), entry(point, "One hour of therapy each week."));
  },
};

function open(kind: DocumentKind, far: Loopback): SharedText {
  FILL[kind]?.(far.doc);
  return new SharedText({
    url: "ws://in-this-page/docs",
    document: sampleId("document"),
    kind,
    person: PEOPLE.parent.id,
    socket: far.socket,
  });
}

export type SamplePapers = RoomPapers & {
  /** The other ends, to write as somebody else or to hold a confirmation back. */
  readonly far: Readonly<Record<DocumentKind, Loopback>>;
};

/** Documents as the room's view grants them; `fetcher` answers for the fixed words. */
export function samplePapers(
  { documents }: Pick<InRoom, "documents">,
  fetcher: typeof fetch = () => Promise.resolve(new Response(null, { status: 404 })),
): SamplePapers {
  const far = {
    agenda: createLoopback(),
    agreement: createLoopback(),
    notebook: createLoopback(),
    privateDraft: createLoopback(),
    guestNotes: createLoopback(),
  };
  const shared = (kind: DocumentKind): SharedText | null => {
    const granted = documents[kind];
    if (granted === null) return null;
    far[kind].mayWrite = granted.level === "write";
    return open(kind, far[kind]);
  };
  const agenda = shared("agenda");
  const agreement = shared("agreement");
  const privateDraft = shared("privateDraft");
  return {
    agenda: agenda === null ? null : new Agenda(agenda),
    agreement: agreement === null ? null : new AgreementDraft(agreement),
    notebook: shared("notebook"),
    privateDraft: privateDraft === null ? null : new AgreementDraft(privateDraft),
    guestNotes: shared("guestNotes"),
    lost: [],
    frozen: new FrozenText(fetcher),
    reopen: () => undefined,
    forgetLost: () => undefined,
    far,
  };
}

const FROZEN: FrozenAgreement = {
  schema: 1,
  label: "Mediation agreement",
  case: sampleId("case"),
  agreement: SAMPLE_AGREEMENT.id,
  version: 1,
  process: "mediation",
  child: "A.G.",
  agreementDate: "2027-03-02",
  parties: [
    {
      person: PEOPLE.parent.id,
      name: "Dan Green",
      role: "parent",
      capacity: "as a parent of A.G.",
      signs: true,
    },
    {
      person: PEOPLE.officer.id,
      name: "Priya Shah",
      role: "laOfficer",
      capacity: "for the council",
      signs: true,
    },
    {
      person: PEOPLE.mediator.id,
      name: "Sam Okoro",
      role: "mediator",
      capacity: "as the mediator",
      signs: true,
    },
  ],
  issues: [
    {
      id: ISSUE,
      title: "Help with speech and language",
      status: "partly",
      actions: [
        {
          id: ACTION,
          text: "The council pays for one hour of therapy each week.",
          agreed: true,
          owner: PEOPLE.officer.id,
          ownerName: "Priya Shah",
          due: "2027-04-06",
          dueBy: "law",
          dues: [{ step: "amendedPlan", due: "2027-04-06" }],
          ehcSection: "F",
          kind: "amendContent",
          post: "SEND casework manager",
          planFrom: "Access to therapy",
          planTo: "One hour of therapy each week",
          proof: "The changed plan has come by post.",
        },
      ],
    },
  ],
  sections: [{ key: "background", text: "We met to talk about Amira's plan." }],
};

/** SHA-256 of the fixed words' bytes, as the view names it. */
export async function frozenHash(): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalText(FROZEN));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Answers with the fixed words, as the server would. */
export const frozenFetcher: typeof fetch = () =>
  Promise.resolve(new Response(new TextEncoder().encode(canonicalText(FROZEN))));

const STATEMENT =
  "I have read every point. This is what we agreed today. I know that typing my name and pressing Submit my signature counts as signing.";

export function signingAt(
  at: InRoom,
  contentHash: string,
  changes: Partial<InRoom["agreement"]> = {},
): InRoom {
  return {
    ...at,
    documents: { ...at.documents, agreement: null },
    agreement: {
      ...SAMPLE_AGREEMENT,
      state: "signing",
      version: 1,
      contentHash,
      agreementDate: "2027-03-02",
      signerCount: 3,
      mine: {
        signs: true,
        signedAt: null,
        mayWithdraw: false,
        statement: STATEMENT,
        capacity: "as a parent of A.G.",
        needsPost: false,
      },
      ...changes,
    },
  };
}
