/**
 * LiveKit in a container, where a Docker engine answers and nothing nearer brings it. It is
 * attached to the process that started it, goes with it, and is reached on 127.0.0.1 alone.
 * The image is pulled by its exact tag; secrets travel by environment.
 */
import { createHash } from "node:crypto";

import { onPath, run } from "./commands.mjs";
import { localConfig } from "./livekit-config.mjs";

const IMAGE = "livekit/livekit-server:v1.13.5";

/** @returns {Promise<string | undefined>} full path of the docker command, if its engine answers */
async function findEngine() {
  const docker = onPath("docker");
  if (docker === undefined) return undefined;
  const { code, text } = await run(docker, ["version", "--format", "{{.Server.Os}}"], {
    output: "collect",
  });
  return code === 0 && text.trim() === "linux" ? docker : undefined;
}

/**
 * Brings the image when it is not there yet.
 * @param {string} docker
 * @returns {Promise<boolean>} whether it is there now
 */
async function bringImage(docker) {
  const there = await run(docker, ["image", "inspect", IMAGE], { output: "collect" });
  if (there.code === 0) return true;
  return (await run(docker, ["pull", "--quiet", IMAGE])).code === 0;
}

/**
 * What `docker` is told to run it: the same ports inside and outside, as LiveKit names its
 * media ports to browsers, and all of them on 127.0.0.1.
 * @param {{ http: number, tcp: number, udp: number }} ports
 * @param {string} name of the container, so that a later start can end it
 */
export function containerArguments({ http, tcp, udp }, name) {
  const open = (/** @type {number} */ port, kind = "tcp") => [
    "--publish",
    `127.0.0.1:${String(port)}:${String(port)}/${kind}`,
  ];
  return [
    "run",
    "--rm",
    "--init",
    ...["--name", name],
    ...["--pull", "never"],
    ...["--cap-drop", "ALL"],
    ...["--security-opt", "no-new-privileges"],
    ...open(http),
    ...open(tcp),
    ...open(udp, "udp"),
    // Named only: the values stand in the environment of the command, not in its arguments.
    ...["--env", "LIVEKIT_CONFIG"],
    ...["--env", "LIVEKIT_KEYS"],
    IMAGE,
  ];
}

/**
 * Where an engine answers: how to start LiveKit in it. First ends what a killed start of the
 * same data folder left, as a container outlives whoever started it.
 * @param {string} folder full path of the data folder
 * @returns {Promise<import("./livekit-server.mjs").LiveKitProgram | undefined>}
 */
export async function bringContainer(folder) {
  const docker = await findEngine();
  if (docker === undefined || !(await bringImage(docker))) return undefined;
  const name = `accord-livekit-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
  const end = async () => {
    await run(docker, ["rm", "--force", name], { output: "collect" });
  };
  await end();
  return {
    command: docker,
    argumentsFor: (ports) => containerArguments(ports, name),
    config: (ports) => localConfig(ports, { contained: true }),
    end,
  };
}
