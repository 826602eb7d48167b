/**
 * The containers' arrangement, as far as it can be tried without an engine: the compose tool
 * takes the file, the proxy takes its settings and splits by name, LiveKit's settings are tight.
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, get as plainGet } from "node:http";
import { get } from "node:https";
import { type AddressInfo, BlockList, connect, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { freeTcpPort } from "../../scripts/free-ports.mjs";
import { publicConfig } from "../../scripts/livekit-config.mjs";
import { until } from "../support/until.ts";

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);

const SECRETS = {
  DATABASE_PASSWORD: "canarydatabase",
  NODE_IP: "203.0.113.7",
  TURN_HOST: "turn.example.org",
  PUBLIC_HOST: "meet.example.org",
  LIVEKIT_API_KEY: "canarykey",
  LIVEKIT_API_SECRET: "canarysecret0123456789012345678901",
} as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "accord-compose-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function composed(settings: Readonly<Record<string, string>>) {
  const file = join(folder, "env");
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await writeFile(file, lines.join("\n"));
  const path = join(ROOT, "docker-compose.yml");
  const args = ["--env-file", file, "--file", path, "config"];
  return run("docker-compose", args, { cwd: folder, env: { PATH: process.env["PATH"] } });
}

/** The services of the tool's own output: YAML, of which only flat facts are needed. */
function servicesIn(text: string) {
  const services: Record<string, Record<string, unknown>> = {};
  let name = "";
  for (const line of text.split("\n")) {
    const service = /^ {2}([a-z-]+):$/u.exec(line)?.[1];
    const [, key, value] = /^ {4}([a-z_]+):(?: (.*))?$/u.exec(line) ?? [];
    if (/^\S/u.test(line) && line !== "services:") break;
    if (service !== undefined) services[(name = service)] = {};
    else if (key !== undefined) Object.assign(services[name] ?? {}, { [key]: value ?? {} });
    else if (/^ {4}- /u.test(line)) Object.assign(services[name] ?? {}, { ports: [line.trim()] });
  }
  return services;
}

describe("docker-compose.yml", () => {
  it("[NET-10] is taken by the compose tool, with exact tags and health checks", async () => {
    const { stdout } = await composed(SECRETS);
    const services = servicesIn(stdout);
    expect(Object.keys(services).sort()).toEqual(
      ["app", "database", "proxy", "video", "video-settings"].sort(),
    );
    for (const [name, facts] of Object.entries(services)) {
      expect(facts["image"], name).toMatch(/^[a-z/-]+:v?\d+\.\d+[\w.-]*$/u);
      if (facts["restart"] === "unless-stopped" && name !== "app") {
        expect(facts["healthcheck"], name).toBeDefined();
      }
    }
    const dockerfile = await readFile(join(ROOT, "Dockerfile"), "utf8");
    expect(dockerfile).toContain("HEALTHCHECK");
    for (const [image] of dockerfile.matchAll(/(?<=^FROM )\S+/gmu)) {
      expect(image).toMatch(/^node:24\.\d+\.\d+-/u);
    }
    expect(stdout).toContain("127.0.0.1:5432:5432");
    expect(stdout.match(/:\d+:\d+/gu)).toHaveLength(1);
  });

  it.each(Object.keys(SECRETS))("[NET-10] starts nothing without %s", async (missing) => {
    const { [missing as keyof typeof SECRETS]: _, ...rest } = SECRETS;
    await expect(composed(rest)).rejects.toThrow(/[Mm]issing mandatory value|required variable/u);
  });

  it("[NET-10] holds no secret of its own", async () => {
    for (const file of ["docker-compose.yml", "Dockerfile", "deploy/haproxy.cfg"]) {
      const text = await readFile(join(ROOT, file), "utf8");
      expect(text).not.toMatch(/(PASSWORD|SECRET|API_KEY): (?!.*\$\{)/u);
    }
  });
});

describe("LiveKit's settings", () => {
  it.each(["203.0.113.7", "192.0.2.2", "0.0.0.1", "255.255.255.255", "128.0.0.0"])(
    "[NET-9] the relay hands on to %s and nowhere else",
    (address) => {
      const { turn, bind_addresses, room } = publicConfig({ address, relayHost: "turn.test" });
      const denied = new BlockList();
      const lines = turn.deny_peer_cidrs.map((line) => line.split("/"));
      for (const [network = "", size] of lines.filter(([network]) => network !== "::")) {
        denied.addSubnet(network, Number(size));
      }
      expect(turn.deny_peer_cidrs).toContain("::/0");
      expect(denied.check(address)).toBe(false);
      const others = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "8.8.8.8", "203.0.113.6"];
      for (const other of others.filter((one) => one !== address)) {
        expect(denied.check(other), other).toBe(true);
      }
      expect(bind_addresses).toEqual(["127.0.0.1"]);
      expect(room.auto_create).toBe(false);
    },
  );

  it("[NET-9] are written without a secret, and not at all without a place", async () => {
    const script = join(ROOT, "scripts/livekit-public-config.mjs");
    const file = join(folder, "livekit.json");
    await run(process.execPath, [script, file], { env: SECRETS });
    expect(await readFile(file, "utf8")).not.toContain("canary");
    const env = { ...SECRETS, NODE_IP: "meet.example.org" };
    await expect(run(process.execPath, [script, file], { env })).rejects.toThrow(/NODE_IP/u);
  });
});

/** The proxy on free ports, in front of a page server and a relay of the test's own. */
async function startProxy() {
  const pages = createServer((request, response) => {
    response.end(JSON.stringify(request.headers));
  }).listen(0, "127.0.0.1");
  const relay = createTcpServer((socket) => socket.pipe(socket)).listen(0, "127.0.0.1");
  await Promise.all([once(pages, "listening"), once(relay, "listening")]);
  const portOf = (server: { address(): unknown }) => String((server.address() as AddressInfo).port);
  const [secure, plain] = [await freeTcpPort(), await freeTcpPort()];
  const names = "subjectAltName=DNS:meet.example.org,DNS:turn.example.org";
  const [key, chain] = [join(folder, "key.pem"), join(folder, "chain.pem")];
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
  const subject = ["-subj", "/CN=test", "-addext", names, "-keyout", key, "-out", chain];
  await run("openssl", [...request, ...subject]);
  const both = join(folder, "both.pem");
  await writeFile(both, (await readFile(chain, "utf8")) + (await readFile(key, "utf8")));
  const settings = (await readFile(join(ROOT, "deploy/haproxy.cfg"), "utf8"))
    .replace("bind :443", `bind 127.0.0.1:${String(secure)}`)
    .replace("bind :80", `bind 127.0.0.1:${String(plain)}`)
    .replace("127.0.0.1:4000", `127.0.0.1:${portOf(pages)}`)
    .replace("127.0.0.1:5349", `127.0.0.1:${portOf(relay)}`)
    .replaceAll("abns@accord", `abns@test-${String(secure)}`)
    .replaceAll(/^ {4}(user|group) haproxy$/gmu, "");
  const file = join(folder, "haproxy.cfg");
  await writeFile(file, settings);
  const env = { ...process.env, TURN_HOST: "turn.example.org", CERTIFICATES: both };
  await run("haproxy", ["-c", "-f", file], { env });
  const child = spawn("haproxy", ["-db", "-f", file], { env, stdio: "ignore" });
  await until("the proxy listens", async () => {
    const socket = connect(secure, "127.0.0.1");
    return once(socket, "connect").then(
      () => Boolean(socket.destroy()),
      () => false,
    );
  });
  return {
    secure,
    plain,
    async stop() {
      child.kill("SIGKILL");
      await once(child, "exit");
      pages.closeAllConnections();
      pages.close();
      relay.close();
    },
  };
}

describe("the proxy", () => {
  it("[NET-11] one port, told apart by name; nobody names their own address", async () => {
    const proxy = await startProxy();
    try {
      const to = { host: "127.0.0.1", port: proxy.secure, rejectUnauthorized: false };
      const headers = { host: "meet.example.org", "x-forwarded-for": "198.51.100.9" };
      const asked = get({ ...to, servername: "meet.example.org", headers, agent: false });
      const [answer] = (await once(asked, "response")) as [NodeJS.ReadableStream];
      let body = "";
      for await (const part of answer) body += String(part);
      expect(JSON.parse(body)).toMatchObject({ "x-forwarded-for": "127.0.0.1" });

      const relayed = connectTls({ ...to, servername: "turn.example.org" });
      await once(relayed, "secureConnect");
      relayed.write("relay, not pages");
      const [echoed] = (await once(relayed, "data")) as [Buffer];
      expect(echoed.toString()).toBe("relay, not pages");
      relayed.destroy();

      const redirect = plainGet({ host: "127.0.0.1", port: proxy.plain, headers, path: "/check" });
      const [moved] = (await once(redirect, "response")) as [{ headers: { location?: string } }];
      expect(moved.headers.location).toBe("https://meet.example.org/check");
      redirect.destroy();
    } finally {
      await proxy.stop();
    }
  });
});
