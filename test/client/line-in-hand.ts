/**
 * A line to no server: the test says what arrives and sees what is sent. It keeps the contract
 * of `Live`; nothing in the page can tell it from the true one.
 */
import type { Ack, Command, Envelope } from "#shared/contract/live-api.ts";
import type { View } from "#shared/contract/view.ts";
import type { RefusalCode } from "#shared/core/refusals.ts";
import type { Live, LiveEvents, OpenLive } from "../../client/live.ts";

type Answer = (envelope: Envelope) => Ack | "lost";

export class LineInHand {
  readonly sent: Envelope[] = [];
  closed = false;
  #events: LiveEvents | null = null;
  readonly #first: View | null;
  #answer: Answer = () => ({ ok: true, version: 1 });

  /** `first` is shown as soon as the line opens. */
  constructor(first: View | null = null) {
    this.#first = first;
  }

  readonly open: OpenLive = (events): Live => {
    this.#events = events;
    if (this.#first !== null) {
      events.ononline(true);
      events.onview(this.#first);
    }
    return {
      send: (envelope) => {
        this.sent.push(envelope);
        const answer = this.#answer(envelope);
        return answer === "lost" ? Promise.reject(new Error("lost")) : Promise.resolve(answer);
      },
      close: () => {
        this.closed = true;
      },
    };
  };

  get commands(): readonly Command[] {
    return this.sent.map(({ command }) => command);
  }

  answerWith(answer: Answer): void {
    this.#answer = answer;
  }

  show(view: View): void {
    this.#events?.onview(view);
  }

  online(online: boolean): void {
    this.#events?.ononline(online);
  }

  refuse(code: RefusalCode): void {
    this.#events?.onrefused(code);
  }
}
