/**
 * A person with a browser, without the browser: the same calls, cookies, origin and messages as
 * the pages make. Keeps every view it was sent, for tests that search them.
 */
import { io, type Socket } from "socket.io-client";

import type { LinkLook, SeatAnswer } from "#shared/contract/http-api.ts";
import {
  type Ack,
  type ClientMessages,
  type Command,
  type Envelope,
  PROTOCOL,
  type ServerMessages,
} from "#shared/contract/live-api.ts";
import type { InRoom, View } from "#shared/contract/view.ts";
import type { CommandId, PersonId, SeatId } from "#shared/core/ids.ts";
import { RULES_VERSION } from "#shared/meeting/admission.ts";

import { newId } from "../../server/random-ids.ts";

/** A command as a page gives it: the meeting is filled in. */
export type Said = Command extends infer One
  ? One extends { meeting: unknown }
    ? Omit<One, "meeting">
    : One
  : never;

/** Milliseconds. Long enough for two busy cores; a condition that never comes fails with it. */
const PATIENCE = 20_000;

export class Guest {
  readonly url: string;
  readonly origin: string;
  readonly secret: string;
  readonly views: View[] = [];
  cookies: Record<string, string> = {};
  seat: SeatId | null = null;
  page: string = newId("command");
  /** Whether this browser says that it can encrypt sound and picture. */
  encrypts = false;
  socket: Socket<ServerMessages, ClientMessages> | null = null;
  refused: string | null = null;
  readonly #waiting = new Set<() => void>();

  /** `origin`: the server's own address, when `url` is another way to it. */
  constructor(url: string, link: string, origin = url) {
    this.url = url;
    this.origin = origin;
    this.secret = link.split("#")[1] ?? "";
  }

  get headers(): Record<string, string> {
    const cookie = Object.entries(this.cookies).map(([name, value]) => `${name}=${value}`);
    return { origin: this.origin, cookie: cookie.join("; ") };
  }

  async post(path: string, body: unknown, more: Record<string, string> = {}): Promise<Response> {
    const headers = { ...this.headers, "content-type": "application/json", ...more };
    const answer = await fetch(this.url + path, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const at = pair.indexOf("=");
      this.cookies[pair.slice(0, at)] = pair.slice(at + 1);
    }
    return answer;
  }

  async get(path: string): Promise<Response> {
    return fetch(this.url + path, { headers: this.headers });
  }

  async look(): Promise<LinkLook> {
    const answer = await this.post("/api/link/look", { secret: this.secret });
    return (await answer.json()) as LinkLook;
  }

  /** `key` is kept by the caller when the same press is tried again. */
  async pressContinue(key: string = newId("command")): Promise<SeatAnswer> {
    const body = { secret: this.secret };
    const answer = await this.post("/api/link/continue", body, { "idempotency-key": key });
    if (!answer.ok) throw new Error(`continue: ${String(answer.status)}`);
    const seat = (await answer.json()) as SeatAnswer;
    this.seat = seat.seat;
    return seat;
  }

  /** Presses Continue and opens the page. Resolves with the first view. */
  async come(): Promise<View> {
    await this.pressContinue();
    this.connect();
    return this.until(() => true);
  }

  /** A second page of the same browser at the same seat. */
  otherTab(): Guest {
    const other = new Guest(this.url, `#${this.secret}`, this.origin);
    other.cookies = this.cookies;
    other.seat = this.seat;
    return other;
  }

  connect(protocol: number = PROTOCOL): void {
    const socket: Socket<ServerMessages, ClientMessages> = io(this.url, {
      path: `/s/${this.seat ?? ""}/live`,
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelay: 250,
      reconnectionDelayMax: 1000,
      timeout: 1500,
      auth: (tell) => {
        const elsewhere = this.views.at(-1)?.at.stage === "elsewhere";
        tell({ protocol, tab: this.page, elsewhere, encrypts: this.encrypts });
      },
      extraHeaders: this.headers,
    });
    socket.on("view", (view) => {
      this.views.push(view);
      for (const look of this.#waiting) look();
    });
    socket.on("refused", (code) => {
      this.refused = code;
      for (const look of this.#waiting) look();
    });
    this.socket = socket;
  }

  leave(): void {
    this.socket?.disconnect();
    this.socket = null;
  }

  get view(): View {
    const last = this.views.at(-1);
    if (last === undefined) throw new Error("no view yet");
    return last;
  }
  get me(): View["me"] {
    return this.view.me;
  }
  get room(): InRoom {
    const { at } = this.view;
    if (at.stage !== "room") throw new Error(`not in a room but ${at.stage}`);
    return at;
  }

  envelope(said: Said, id: CommandId = newId("command")): Envelope {
    const named = said.kind === "takeOver" || said.kind === "answerSeat";
    return { id, command: named ? said : { ...said, meeting: this.view.meeting.id } };
  }

  /** Sends whatever it is given, as a hostile page would. */
  async sendRaw(envelope: unknown, patience = PATIENCE): Promise<Ack> {
    const { socket } = this;
    if (socket === null) throw new Error("not connected");
    const answer: unknown = await socket
      .timeout(patience)
      .emitWithAck("command", envelope as Envelope);
    return answer as Ack;
  }

  async send(said: Said, id: CommandId = newId("command")): Promise<Ack> {
    return this.sendRaw(this.envelope(said, id));
  }

  /** As the pages do: again and again under one id, over lost lines, until it is answered. */
  async press(
    said: Said,
    id: CommandId = newId("command"),
    patience: number = PATIENCE,
  ): Promise<Ack> {
    const envelope = this.envelope(said, id);
    const until = performance.now() + patience;
    while (performance.now() < until) {
      await this.untilOnline();
      const ack = await this.sendRaw(envelope, 2000).catch(() => null);
      if (ack !== null) return ack;
    }
    throw new Error(`${said.kind}: no answer`);
  }

  /** Whether the page knows that its line broke. */
  isCut(): boolean {
    return this.socket?.connected === false;
  }

  async untilOnline(): Promise<void> {
    const { socket } = this;
    if (socket === null) throw new Error("not connected");
    if (socket.connected) return;
    await new Promise<void>((resolve) => {
      socket.once("connect", resolve);
    });
  }

  /** Sends and expects a yes. */
  async must(said: Said): Promise<void> {
    const ack = await this.send(said);
    if (!ack.ok) throw new Error(`${said.kind}: ${ack.code} ${ack.about ?? ""}`);
  }

  /** Name, company, rules, and on to the waiting place. */
  async prepare(): Promise<void> {
    await this.must({ kind: "chooseName", name: this.me.fullName });
    await this.must({ kind: "tellCompany", text: "" });
    await this.must({ kind: "acceptRules", version: RULES_VERSION });
    await this.must({ kind: "arrive" });
  }

  /** As the mediator: lets in whoever waits under this id. */
  async admit(person: PersonId): Promise<void> {
    const waits = (view: View): boolean =>
      view.at.stage === "room" &&
      view.at.mediator?.waiting.some((one) => one.id === person) === true;
    await this.until(waits);
    const line = this.room.mediator?.waiting.find((one) => one.id === person);
    await this.must({ kind: "admit", people: [{ person, expect: line?.arrival ?? 0 }] });
  }

  /** The first view, now or later, of which the condition is true. */
  until(holds: (view: View) => boolean): Promise<View> {
    return new Promise((resolve, reject) => {
      const finish = (act: () => void): void => {
        clearTimeout(limit);
        this.#waiting.delete(look);
        act();
      };
      const look = (): void => {
        const last = this.views.at(-1);
        if (last !== undefined && holds(last)) {
          finish(() => {
            resolve(last);
          });
        }
      };
      const limit = setTimeout(() => {
        const stage = this.views.at(-1)?.at.stage ?? this.refused ?? "nothing";
        finish(() => {
          reject(new Error(`waited in vain, last seen: ${stage}`));
        });
      }, PATIENCE);
      this.#waiting.add(look);
      look();
    });
  }
}
