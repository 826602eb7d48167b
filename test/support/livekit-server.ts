/**
 * A LiveKit server of the tests' own, configured and started by the very code that
 * `npm start` uses. It must be stopped by whoever started it.
 */
import { findLiveKit, liveKitCommand } from "../../scripts/find-livekit.mjs";
import { localConfig } from "../../scripts/livekit-config.mjs";
import { startLiveKit, type RunningLiveKit } from "../../scripts/livekit-server.mjs";

export type { LiveKitAccess, RunningLiveKit } from "../../scripts/livekit-server.mjs";

/**
 * Starts LiveKit on free ports of 127.0.0.1; throws when the machine has none. `rtc` goes over
 * its settings of that name, to take a transport away.
 */
export async function startTestLiveKit(
  rtc: Readonly<Record<string, unknown>> = {},
): Promise<RunningLiveKit> {
  const binary = findLiveKit();
  if (binary === undefined) {
    throw new Error(`No LiveKit server here. "npm test" brings it; by hand: ${liveKitCommand()}`);
  }
  return startLiveKit({
    command: binary,
    argumentsFor: () => [],
    config: (ports) => {
      const config = localConfig(ports);
      return { ...config, rtc: { ...config.rtc, ...rtc } };
    },
  });
}
