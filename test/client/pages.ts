/** Puts a seat's page, or one part of it, before a test: with the line in the test's hand. */
import type { Component } from "svelte";
import { render } from "vitest-browser-svelte";

import type { StageView, View } from "#shared/contract/view.ts";
import Seat from "../../client/pages/Seat.svelte";
import { LineInHand } from "./line-in-hand.ts";
import { sampleId, sampleView } from "./sample-views.ts";
import Stand from "./Stand.svelte";

/** Renders a part as App would, with announcer and styles. */
export async function stand<P extends Record<string, unknown>>(part: Component<P>, props: P) {
  const erased: unknown = part;
  return render(Stand, { part: erased as Component<Record<string, unknown>>, given: props });
}

export type SeatStand = {
  readonly line: LineInHand;
  readonly page: Awaited<ReturnType<typeof stand>>;
  /** The next stage that the server names. */
  readonly show: (at: StageView, changes?: Partial<View>) => void;
};

export async function seatAt(at: StageView, changes: Partial<View> = {}): Promise<SeatStand> {
  const line = new LineInHand(sampleView(at, changes));
  const page = await stand(Seat, { seat: sampleId("seat"), open: line.open });
  let n = 1;
  return {
    line,
    page,
    show: (next, more = changes) => {
      n += 1;
      line.show({ ...sampleView(next, more), n });
    },
  };
}

/** Everything that live regions hold now. */
export function saidAloud(): string {
  const regions = document.querySelectorAll("[aria-live]");
  return Array.from(regions, (region) => region.textContent).join(" ");
}
