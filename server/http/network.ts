/**
 * The two calls of a network check. Anybody may make them, so the address they come from is what
 * is counted; nothing of it is kept or logged.
 */
import type { CheckId, EarId } from "#shared/core/ids.ts";

import { callerOf } from "../address.ts";
import type { Endpoints } from "./endpoints.ts";

export type NetworkDesk = {
  readonly practice: {
    begin(caller: string): Promise<{ readonly check: CheckId; readonly ear: EarId } | null>;
    end(check: CheckId): void;
  };
  /** Whether the installation has a video server. */
  readonly video: boolean;
  /** A proxy stands in front and names the caller. */
  readonly proxied: boolean;
};

export function createNetworkEndpoints({
  practice,
  video,
  proxied,
}: NetworkDesk): Pick<Endpoints, "startNetworkCheck" | "endNetworkCheck"> {
  return {
    async startNetworkCheck({ request }) {
      const begun = await practice.begin(callerOf(request, proxied));
      return begun === null ? { refused: "tooMany" } : { ...begun, video };
    },

    endNetworkCheck({ body }) {
      practice.end(body.check);
      return Promise.resolve({});
    },
  };
}
