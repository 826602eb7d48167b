/**
 * The line to the server: Socket.IO with our two messages. It dials again by itself; what was
 * not answered is told to the caller, who keeps the command's id and sends it again.
 */
import { io, type Socket } from "socket.io-client";
import type {
  Ack,
  ClientMessages,
  Envelope,
  PROTOCOL,
  ServerMessages,
} from "#shared/contract/live-api.ts";
import type { View } from "#shared/contract/view.ts";
import type { SeatId } from "#shared/core/ids.ts";
import type { RefusalCode } from "#shared/core/refusals.ts";
import { seatRefusal } from "./api.ts";
import { canEncrypt } from "./encrypts.ts";
import { randomId } from "./random-id.ts";
import { isRefusalCode } from "./words/en/refusals.ts";

/** A type import keeps the schemas out of the first pages; the compiler compares the number. */
const protocol: typeof PROTOCOL = 2;

export type LiveEvents = {
  onview: (view: View) => void;
  ononline: (online: boolean) => void;
  /** The server will not have this page: it stops dialling. */
  onrefused: (code: RefusalCode) => void;
};

export type Live = {
  /** Rejects when the line broke or 8 s went by without an answer. */
  send: (envelope: Envelope) => Promise<Ack>;
  close: () => void;
};

export type OpenLive = (events: LiveEvents) => Live;

/** Dials the seat's own path; the seat's cookie travels by itself. */
export function liveOf(seat: SeatId): OpenLive {
  return (events) => {
    // One tab is one page load: it takes its own place again after a lost network.
    const tab = randomId("command");
    let elsewhere = false;
    const socket: Socket<ServerMessages, ClientMessages> = io({
      path: `/s/${seat}/live`,
      auth: (tell) => {
        tell({ protocol, tab, elsewhere, encrypts: canEncrypt() });
      },
      transports: ["websocket"],
      reconnectionDelay: 250,
      reconnectionDelayMax: 1000,
      timeout: 1500,
      ackTimeout: 8000,
    });
    socket.on("connect", () => {
      events.ononline(true);
    });
    socket.on("disconnect", () => {
      events.ononline(false);
    });
    const refused = (code: RefusalCode): void => {
      socket.close();
      events.onrefused(code);
    };
    socket.on("refused", refused);
    let asking = false;
    /** A line turned away at the door brings no reason: it is asked for, one question at a time. */
    const askWhy = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      if ((await seatRefusal(seat)) === "seatUnknown") refused("seatUnknown");
      asking = false;
    };
    socket.on("connect_error", (error) => {
      if (isRefusalCode(error.message)) {
        refused(error.message);
      } else {
        events.ononline(false);
        void askWhy();
      }
    });
    socket.on("view", (view) => {
      elsewhere = view.at.stage === "elsewhere";
      events.onview(view);
    });
    return {
      send: (envelope) => socket.emitWithAck("command", envelope),
      close: () => {
        socket.close();
      },
    };
  };
}
