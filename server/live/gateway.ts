/**
 * The live wire of a seat: commands in, whole views out. Every change is shown to everybody
 * whose view it alters and to nobody else. One seat has one live tab; another one is told so and
 * gets nothing of the meeting. One person's bad message never ends another's meeting.
 */
import { createServer, type IncomingMessage, type Server as HttpServer } from "node:http";
import type { Duplex } from "node:stream";

import type { Logger } from "pino";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Server, type Socket } from "socket.io";

import {
  type Ack,
  type ClientMessages,
  type Envelope,
  envelopeSchema,
  type Handshake,
  handshakeSchema,
  PROTOCOL,
  type ServerMessages,
} from "#shared/contract/live-api.ts";
import type { CaseId, SeatId } from "#shared/core/ids.ts";
import { type Service, viewFor } from "#shared/meeting/meeting-view.ts";

import { type CaseBook, nameIn } from "../case-book.ts";
import { ChatBoard } from "../chat.ts";
import type { SendCommand } from "../commands.ts";
import { newIncident } from "../log.ts";
import type { Bus, Clock } from "../ports.ts";
import type { PresenceBoard } from "../presence.ts";
import type { Sitter } from "../seats.ts";
import { Tabs, type Tab } from "./tabs.ts";

const MESSAGE_BYTES = 100_000;
/** A person pressing as fast as they can stays far below; a loop does not. */
const COMMANDS = { points: 40, duration: 4 };
/** Lines of chat: nobody types faster for long. */
const CHAT = { points: 10, duration: 10 };
/** Milliseconds in which an opened line must say what it is for. */
const HELLO = 10_000;

type LiveSocket = Socket<ClientMessages, ServerMessages>;

export type LiveOptions = {
  readonly book: CaseBook;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly presence: PresenceBoard;
  readonly send: SendCommand;
  /** As it is called now. */
  readonly service: () => Service;
  /** Another page of this seat is live from now on: what the one before has open must end. */
  readonly onTakeOver: (seat: SeatId) => void;
  readonly log: Logger;
};

export type Live = {
  /** Takes over an upgrade below a seat's path; origin and cookie were checked. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, sitter: Sitter): void;
  close(): Promise<void>;
};

class LiveGateway implements Live {
  readonly #options: LiveOptions;
  readonly #inner: HttpServer = createServer();
  readonly #io: Server<ClientMessages, ServerMessages>;
  readonly #sitters = new WeakMap<IncomingMessage, Sitter>();
  readonly #tabs = new Tabs();
  readonly #limiter = new RateLimiterMemory(COMMANDS);
  readonly #chatLimiter = new RateLimiterMemory(CHAT);
  readonly #chat: ChatBoard;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#chat = new ChatBoard(options.clock);
    this.#io = new Server(this.#inner, {
      path: "/live",
      serveClient: false,
      destroyUpgrade: false,
      transports: ["websocket"],
      pingInterval: 4000,
      pingTimeout: 3000,
      connectTimeout: HELLO,
      maxHttpBufferSize: MESSAGE_BYTES,
    });
    this.#io.on("connection", (socket) => {
      this.#welcome(socket);
    });
    options.bus.subscribe((caseId) => {
      this.#show(caseId);
    });
    options.presence.onChange((caseId) => {
      this.#show(caseId);
    });
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, sitter: Sitter): void {
    this.#sitters.set(request, sitter);
    const query = (request.url ?? "").split("?")[1] ?? "";
    request.url = `/live/?${query}`;
    this.#inner.emit("upgrade", request, socket, head);
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  #welcome(socket: LiveSocket): void {
    const sitter = this.#sitters.get(socket.request);
    const handshake = handshakeSchema.safeParse(socket.handshake.auth);
    if (sitter === undefined || !handshake.success || handshake.data.protocol !== PROTOCOL) {
      // A view of another protocol could be misread: the page is told to load again.
      socket.emit("refused", sitter === undefined ? "seatUnknown" : "oldPage");
      socket.disconnect(true);
      return;
    }
    // One line is one page: a second greeting on it would be a page that nobody can close.
    this.#sitters.delete(socket.request);
    const tab = tabOf(sitter, handshake.data, socket);
    socket.on("command", (envelope, ack) => {
      void this.#command(tab, envelope, typeof ack === "function" ? ack : () => undefined);
    });
    socket.on("disconnect", () => {
      this.#tabs.remove(tab);
      this.#online(tab);
    });
    this.#tabs.add(tab);
    this.#showTo(tab);
    this.#online(tab);
  }

  /** Only the bound seat's live tab counts as the person being there. */
  #online({ caseId, person }: Tab): void {
    const opened = this.#options.book.known(caseId);
    const seat = opened?.state.people[person]?.seat ?? null;
    const live = seat === null ? null : this.#tabs.liveOf(seat);
    const online = live !== null;
    // First, so that nobody is shown a room that goes on as if this page could encrypt.
    if (live !== null) this.#options.presence.setEncrypts(caseId, person, live.encrypts);
    this.#options.presence.setOnline(caseId, person, online);
  }

  async #command(tab: Tab, envelope: unknown, ack: (answer: Ack) => void): Promise<void> {
    try {
      ack(await this.#answer(tab, envelope));
    } catch (error) {
      const incident = newIncident();
      this.#options.log.error({ incident, caseId: tab.caseId, error }, "command failed");
      ack({ ok: false, code: "fault", about: incident });
    }
  }

  async #answer(tab: Tab, envelope: unknown): Promise<Ack> {
    if (!(await within(this.#limiter, tab))) return { ok: false, code: "tooMany" };
    const parsed = envelopeSchema.safeParse(envelope);
    if (!parsed.success) return { ok: false, code: "badInput" };
    const { id, command }: Envelope = parsed.data;
    const opened = await this.#options.book.open(tab.caseId);
    const person = opened.state.people[tab.person];
    if (person?.seat !== tab.seat) {
      return { ok: false, code: person?.askingSeat === tab.seat ? "seatAsking" : "seatUnknown" };
    }
    if (command.kind === "takeOver") return this.#takeOver(tab);
    if (this.#tabs.liveOf(tab.seat) !== tab) return { ok: false, code: "openElsewhere" };
    if (command.kind === "sayInRoom") {
      if (!(await within(this.#chatLimiter, tab))) return { ok: false, code: "tooMany" };
      const said = this.#chat.say(opened.state, tab.person, id, command);
      if (!said.ok) return said;
      this.#show(tab.caseId);
      return { ok: true, version: tab.views };
    }
    const outcome = await this.#options.send(tab.caseId, tab.person, id, command);
    if (!outcome.ok) return outcome;
    // The others are shown it by the announcement; this page's view must be there before its ack.
    this.#showTo(tab);
    return { ok: true, version: tab.views };
  }

  #takeOver(tab: Tab): Ack {
    if (this.#tabs.takeOver(tab)) this.#options.onTakeOver(tab.seat);
    for (const other of this.#tabs.ofCase(tab.caseId)) {
      if (other.seat === tab.seat) this.#showTo(other);
    }
    this.#online(tab);
    return { ok: true, version: tab.views };
  }

  #show(caseId: CaseId | null): void {
    const cases = caseId === null ? this.#tabs.cases() : [caseId];
    for (const one of cases) {
      const tabs = this.#tabs.ofCase(one);
      const opened = this.#options.book.known(one);
      if (opened !== null) this.#chat.settle(opened.state);
      for (const tab of tabs) this.#online(tab);
      for (const tab of tabs) this.#showTo(tab);
    }
  }

  /** Sends the page its view when it changed. A view that cannot be made costs nobody else theirs. */
  #showTo(tab: Tab): void {
    const { book, presence, service, clock, log } = this.#options;
    const opened = book.known(tab.caseId);
    if (opened === null) return;
    const elsewhere = this.#tabs.liveOf(tab.seat) !== tab;
    const viewer = { person: tab.person, seat: tab.seat, elsewhere };
    try {
      const names = nameIn(opened);
      const momentary = { ...presence.of(tab.caseId), chat: this.#chat.linesOf(tab.caseId) };
      const view = viewFor(opened.state, momentary, names, viewer, service());
      const bytes = JSON.stringify(view);
      if (view === null || bytes === tab.last) return;
      tab.last = bytes;
      tab.views += 1;
      tab.show({ n: tab.views, now: clock.now(), ...view });
    } catch (error) {
      log.error({ incident: newIncident(), caseId: tab.caseId, error }, "view failed");
    }
  }
}

/** Whether this seat has not sent too much of it lately. */
function within(limiter: RateLimiterMemory, { seat }: Tab): Promise<boolean> {
  return limiter.consume(seat).then(
    () => true,
    () => false,
  );
}

function tabOf({ seat, person, caseId }: Sitter, page: Handshake, socket: LiveSocket): Tab {
  return {
    seat,
    person,
    caseId,
    page: page.tab,
    elsewhere: page.elsewhere ?? false,
    encrypts: page.encrypts ?? false,
    views: 0,
    last: "",
    show: (view) => {
      socket.emit("view", view);
    },
    end: () => {
      // Without a goodbye, which a page would take as "do not come back".
      socket.conn.close();
    },
  };
}

export function createLive(options: LiveOptions): Live {
  return new LiveGateway(options);
}
