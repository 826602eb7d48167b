/**
 * What LiveKit is told, wherever it runs: on one machine for `npm start` and the tests, in a
 * container of ours, and on a server of the public. In all of them rooms are made and deleted
 * by us alone, and its signalling is for our gate only. It must never hold a secret: keys travel
 * by environment.
 */

const DAY_SECONDS = 86_400;

/** A token for a room that is gone opens nothing. */
const ROOMS = { auto_create: false, empty_timeout: DAY_SECONDS, departure_timeout: DAY_SECONDS };
const LOGGING = { level: "error", pion_level: "error" };

/**
 * Everything on 127.0.0.1.
 * @param {{ http: number, tcp: number, udp: number }} ports
 * @param {{ contained?: boolean }} [where] in a container the signalling listens on all of the
 * container's own addresses, and the container's port is opened to 127.0.0.1 alone
 */
export function localConfig(ports, { contained = false } = {}) {
  return {
    port: ports.http,
    bind_addresses: [contained ? "0.0.0.0" : "127.0.0.1"],
    rtc: {
      tcp_port: ports.tcp,
      udp_port: ports.udp,
      node_ip: "127.0.0.1",
      use_external_ip: false,
      enable_loopback_candidate: !contained,
      ...(contained ? {} : { interfaces: { includes: ["lo"] } }),
      stun_servers: [],
    },
    room: ROOMS,
    logging: LOGGING,
  };
}

/** Where our gate finds it on the same machine, and where browsers reach it. */
const PUBLIC_PORTS = { http: 7880, tcp: 7881, udp: 7882, relay: 5349 };
const RELAY_RANGE = [30_000, 30_999];

/**
 * Every IPv4 network but one address, as 32 lines.
 * @param {string} address
 */
function allBut(address) {
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return Array.from({ length: 32 }, (_, n) => {
    const size = 2 ** n;
    // The other half of each network that holds the address.
    const other = Math.floor(number / size) % 2 === 0 ? number + size : number - size;
    const start = Math.floor(other / size) * size;
    const parts = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
    return `${parts.join(".")}/${String(32 - n)}`;
  });
}

/**
 * On a server of the public, behind a proxy that ends TLS on 443 for pages and relay both.
 * The relay hands on to this very video server and to nobody else: it is no way into a network.
 * @param {{ address: string, relayHost: string }} place `address` is the IPv4 address that
 * browsers reach, `relayHost` the name of the relay's own certificate
 */
export function publicConfig({ address, relayHost }) {
  return {
    port: PUBLIC_PORTS.http,
    bind_addresses: ["127.0.0.1"],
    rtc: {
      tcp_port: PUBLIC_PORTS.tcp,
      udp_port: PUBLIC_PORTS.udp,
      node_ip: address,
      use_external_ip: false,
      stun_servers: [],
    },
    turn: {
      enabled: true,
      domain: relayHost,
      tls_port: PUBLIC_PORTS.relay,
      external_tls: true,
      relay_range_start: RELAY_RANGE[0],
      relay_range_end: RELAY_RANGE[1],
      allow_restricted_peer_cidrs: [`${address}/32`],
      deny_peer_cidrs: [...allBut(address), "::/0"],
    },
    room: ROOMS,
    logging: LOGGING,
  };
}
