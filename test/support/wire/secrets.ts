/**
 * A meeting in which everything that not all may know is noted down as it comes up: the words or
 * the id, and to whom it may come. To extend it, do one more thing and `plant` its secret.
 */
import type { CaseState } from "#shared/case/case.ts";
import { agreementOf } from "#shared/case/case.ts";
import { attendanceOf, type Meeting, placeOf, roomOf } from "#shared/meeting/meeting.ts";

import { openDocument } from "../guest-document.ts";
import { EVERYBODY, type Who } from "../hostile/ground.ts";
import type { LiveTable } from "../hostile/live-table.ts";

export type Secret = {
  readonly what: string;
  readonly secret: string;
  /** Everybody to whom it comes in this meeting: each of them must have got it. */
  readonly may: readonly Who[];
};

const LEADERS: readonly Who[] = ["mediator", "second"];
const FAMILY: readonly Who[] = ["mum", "advocate", "interpreter", "jo"];
/** Those at home in the family's room; the interpreter comes along as a guest. */
const BY_RIGHT = FAMILY.filter((who) => who !== "interpreter");
const WISHES = { microphone: false, camera: false };

/** Words that stand nowhere else. */
const word = (name: string): string => `Zq${name}qZ`;

export class SecretMeeting {
  readonly secrets: Secret[] = [];
  readonly #table: LiveTable;

  constructor(table: LiveTable) {
    this.#table = table;
  }

  /** Lives through the meeting. */
  async run(): Promise<void> {
    await this.#comeIn();
    await this.#familyAway();
    await this.#letMediatorIn();
    await this.#carry();
    await this.#tell();
    await this.#talk();
    await this.#safety();
    await this.#keepApart();
    await this.#signAndEnd();
    this.#plantCookies();
  }

  #plant(what: string, secret: string | null | undefined, may: readonly Who[]): void {
    if (secret == null || secret.length < 6) throw new Error(`nothing planted for ${what}`);
    this.secrets.push({ what, secret, may });
  }
  get #state(): CaseState {
    return this.#table.ground.state;
  }
  get #meeting(): Meeting {
    return this.#table.ground.meeting;
  }
  #roomOf(who: Who) {
    const room = roomOf(this.#meeting, this.#table.ground.ids[who]);
    if (room === null) throw new Error(`${who} is in no room`);
    return room;
  }
  #plantPlace(what: string, who: Who, may: readonly Who[]): void {
    const place = placeOf(this.#meeting, this.#table.ground.ids[who]);
    this.#plant(`what the video server knows ${who} by in ${what}`, place?.ear, may);
  }
  /** The newest thing asked in, or for, a room. */
  #ask(kind: "knock" | "invitation" | "entry") {
    const found = this.#meeting.asks.findLast((ask) => ask.kind === kind);
    if (found === undefined) throw new Error(`no ${kind}`);
    return found.id;
  }
  async #do(...[who, said]: Parameters<LiveTable["do"]>): Promise<void> {
    await this.#table.do(who, said);
  }

  async #prepare(who: Who, company = ""): Promise<void> {
    await this.#do(who, { kind: "chooseName", name: `Called ${word(`name${who}`)}` });
    await this.#do(who, { kind: "tellCompany", text: company });
    await this.#do(who, { kind: "acceptRules", version: "2026-11" });
    await this.#do(who, { kind: "arrive" });
  }

  async #comeIn(): Promise<void> {
    for (const who of LEADERS) await this.#prepare(who);
    const question = word("question");
    await this.#do("mum", { kind: "askQuestion", text: question });
    this.#plant("a question before the meeting", question, ["mum", ...LEADERS]);
    const asked = attendanceOf(this.#meeting, this.#table.ground.ids.mum).question;
    if (asked === null) throw new Error("no question");
    this.#plant("the question's id", asked.id, ["mum", ...LEADERS]);
    const answer = word("answer");
    await this.#do("mediator", { kind: "answerQuestion", question: asked.id, text: answer });
    this.#plant("the answer to it", answer, ["mum", ...LEADERS]);
    const inside = [
      "mum",
      "advocate",
      "interpreter",
      "jo",
      "officer",
      "nurse",
      "observer",
    ] as const;
    for (const who of inside) await this.#prepare(who);
    const parent = this.#table.ground.ids.mum;
    await this.#do("jo", { kind: "answerParent", parent, welcome: true });
    const { meeting, ids } = this.#table.ground;
    const people = inside.map((who) => ({
      person: ids[who],
      expect: attendanceOf(meeting, ids[who]).arrivals,
    }));
    await this.#do("mediator", { kind: "admit", people });
    for (const who of inside) await this.#do(who, { kind: "enter", ...WISHES });
    await this.#prepare("teacher", word("company"));
    this.#plant("who waits on another side", word("nameteacher"), ["teacher", ...LEADERS]);
    this.#plant("who sits beside them", word("company"), LEADERS);
    await this.#table.openSecondBrowser("nurse");
    const seat = this.#state.people[ids.nurse]?.askingSeat;
    this.#plant("a second browser's seat", seat, ["nurse", ...LEADERS]);
  }

  async #familyAway(): Promise<void> {
    await this.#do("mum", { kind: "startBreak", with: "people" });
    this.#plant("the invitation of a break", this.#ask("invitation"), ["jo"]);
    const ask = this.#ask("invitation");
    await this.#do("jo", { kind: "answerAsk", expect: ask, answer: "yes" });
    const room = this.#roomOf("mum");
    const here = FAMILY;
    this.#plant("the family's room", room.id, [...here, ...LEADERS]);
    // The mediator is let in there later.
    for (const who of here) this.#plantPlace("the family's room", who, [...here, "mediator"]);
    const chat = word("familychat");
    await this.#do("mum", { kind: "sayInRoom", text: chat });
    this.#plant("a line of chat in the family's room", chat, here);
    const shared = word("shared");
    await this.#do("mum", { kind: "releaseText", to: "mediator", text: shared });
    this.#plant("words shared with the mediator", shared, ["mum", ...LEADERS]);
    await this.#notebook("mum", BY_RIGHT);
    await this.#do("officer", { kind: "startBreak", with: "myself" });
    this.#plant("the officer's room", this.#roomOf("officer").id, ["officer", ...LEADERS]);
    const message = word("message");
    await this.#do("mediator", { kind: "sendMessage", room: room.id, text: message });
    this.#plant("the mediator's message to one room", message, [...here, ...LEADERS]);
  }

  async #notebook(who: Who, readers: readonly Who[]): Promise<void> {
    const guest = this.#table.guest(who);
    const { notebook } = guest.room.documents;
    if (notebook === null) throw new Error("no notebook");
    this.#plant("the family's notebook", notebook.id, readers);
    const words = word("notebook");
    const open = openDocument(guest, notebook.id);
    await open.untilSynced();
    open.doc.getText("text").insert(0, words);
    await open.untilSaved();
    open.end();
    for (const reader of readers) {
      const again = openDocument(this.#table.guest(reader), notebook.id);
      await again.untilSynced();
      again.end();
    }
    this.#plant("words in the family's notebook", words, readers);
  }

  async #letMediatorIn(): Promise<void> {
    const room = this.#roomOf("mum");
    await this.#do("mediator", { kind: "knock", room: room.id });
    const expect = this.#ask("knock");
    this.#plant("the knock at the family's door", expect, BY_RIGHT);
    await this.#do("mum", { kind: "answerAsk", expect, answer: "yes" });
    const notes = this.#roomOf("mum").guestNotes?.document;
    this.#plant("the notes shared with a guest", notes, ["mediator", ...BY_RIGHT]);
  }

  async #carry(): Promise<void> {
    const kept = word("pointkept");
    await this.#do("mum", { kind: "writePoint", to: "la", text: kept });
    this.#plant("a point that waits for a yes", kept, [...BY_RIGHT, ...LEADERS]);
    const told = word("pointtold");
    await this.#do("mediator", { kind: "writePoint", to: "la", text: told });
    this.#plant("a point told to the council", told, [...BY_RIGHT, "officer", ...LEADERS]);
  }

  async #tell(): Promise<void> {
    const point = this.#meeting.desk.carry.at(-1)?.id;
    if (point === undefined) throw new Error("no point");
    await this.#do("mum", { kind: "confirmPoint", point });
    await this.#do("mediator", { kind: "returnToJointRoom" });
    await this.#do("mediator", { kind: "knock", room: this.#roomOf("officer").id });
    const expect = this.#ask("knock");
    this.#plant("the knock at the officer's door", expect, ["officer"]);
    await this.#do("officer", { kind: "answerAsk", expect, answer: "yes" });
    await this.#do("mediator", { kind: "tellPoint", point });
    await this.#do("mediator", { kind: "returnToJointRoom" });
  }

  async #talk(): Promise<void> {
    await this.#do("mediator", { kind: "callToTalk", people: [this.#table.ground.ids.nurse] });
    const expect = this.#ask("invitation");
    this.#plant("the call to a talk", expect, ["nurse", "mediator"]);
    await this.#do("nurse", { kind: "answerAsk", expect, answer: "yes" });
    this.#plant("the talk's room", this.#roomOf("nurse").id, ["nurse", ...LEADERS]);
    this.#plantPlace("the talk", "nurse", ["nurse", "mediator"]);
    const chat = word("talkchat");
    await this.#do("nurse", { kind: "sayInRoom", text: chat });
    this.#plant("a line of chat in the talk", chat, ["nurse", "mediator"]);
    await this.#do("mediator", { kind: "returnToJointRoom" });
  }

  async #safety(): Promise<void> {
    const room = this.#roomOf("nurse").id;
    await this.#do("second", { kind: "enterForSafety", room, reason: "harm" });
    this.#plant("an entry for safety", this.#ask("entry"), ["nurse", "second"]);
  }

  async #keepApart(): Promise<void> {
    const { mum, jo } = this.#table.ground.ids;
    await this.#do("mediator", { kind: "setNoContact", people: [mum, jo], on: true });
    const part = word("part");
    await this.#do("mediator", { kind: "askTogether", people: [mum, jo], part });
    this.#plant("the name of a part together", part, ["mum", "jo", ...LEADERS]);
    this.#plant("the ask for it", this.#meeting.together?.id, ["mum", "jo", ...LEADERS]);
    const apart = this.#roomOf("jo");
    this.#plant("the room of who is kept apart", apart.id, ["jo", ...LEADERS]);
    this.#plantPlace("their own room", "jo", ["jo"]);
  }

  async #signAndEnd(): Promise<void> {
    const table = this.#table;
    await this.#do("officer", { kind: "returnToJointRoom" });
    await table.freeze();
    const paper = agreementOf(this.#state, this.#meeting.id);
    if (paper?.stage.stage !== "signing") throw new Error("not frozen");
    const { contentHash } = paper.stage.frozen;
    const [typedName, post] = [`Priya ${word("typed")}`, word("post")];
    const signed = { agreement: paper.id, expect: 1, contentHash, typedName, post, ticked: true };
    await this.#do("officer", { kind: "signAgreement", ...signed });
    this.#plant("a typed signature", word("typed"), []);
    this.#plant("a post", post, []);
    const reason = word("reason");
    const person = table.ground.ids.observer;
    await this.#do("mediator", { kind: "removePerson", person, reason });
    this.#plant("the reason of a removal", reason, []);
    await this.#do("mediator", { kind: "endMeeting", outcome: "stopped" });
  }

  #plantCookies(): void {
    for (const who of EVERYBODY) {
      const [cookie] = Object.values(this.#table.guest(who).cookies);
      this.#plant(`the cookie of ${who}`, cookie, [who]);
    }
  }
}
