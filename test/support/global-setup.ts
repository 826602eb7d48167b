/**
 * Starts one LiveKit for all test projects that need it and tells each of them how to reach
 * it: `inject("livekit")` gives `{ url, apiKey, apiSecret }`. The last project stops it.
 */
import type { TestProject } from "vitest/node";

import { startTestLiveKit, type LiveKitAccess, type RunningLiveKit } from "./livekit-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    livekit: LiveKitAccess;
  }
}

interface Shared {
  running: Promise<RunningLiveKit>;
  projects: number;
}

/** Each project loads this file for itself, so what they share hangs on the process. */
const place: typeof globalThis & { accordLiveKit?: Shared | undefined } = globalThis;

/** Called by vitest once per project; the returned function is called at its end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (place.accordLiveKit ??= { running: startTestLiveKit(), projects: 0 });
  shared.projects += 1;
  const { access } = await shared.running;
  project.provide("livekit", access);
  return async () => {
    shared.projects -= 1;
    if (shared.projects > 0) return;
    place.accordLiveKit = undefined;
    const { stop } = await shared.running;
    await stop();
  };
}
