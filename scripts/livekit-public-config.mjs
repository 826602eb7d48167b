/**
 * Writes the video server's settings for docker-compose.yml, from NODE_IP and TURN_HOST, into
 * the file that the argument names. Holds no secret; ends with a plain word when one is missing.
 */
import { writeFileSync } from "node:fs";
import { isIPv4 } from "node:net";
import process from "node:process";

import { publicConfig } from "./livekit-config.mjs";
import { say, setting } from "./project.mjs";

const [file] = process.argv.slice(2);
const address = setting("NODE_IP") ?? "";
const relayHost = setting("TURN_HOST");
if (file === undefined || !isIPv4(address) || relayHost === undefined) {
  say("NODE_IP must be the IPv4 address that browsers reach, TURN_HOST the name of the relay.");
  process.exitCode = 2;
} else {
  writeFileSync(file, `${JSON.stringify(publicConfig({ address, relayHost }), null, 2)}\n`);
}
