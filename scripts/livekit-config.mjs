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
