/**
 * Words of the network check. Families on a new network read them, and so does a council's IT:
 * the names of the ways are technical, what they mean is said plainly beside them.
 */
type Way = "page" | "socket" | "udp" | "tcp" | "tls";
type Why =
  "noVideo" | "noServer" | "notOffered" | "unsupported" | "needsSocket" | "tooMany" | "noAnswer";

export const networkWords = {
  title: "Check a network",
  band: "Check a network",
  bandHears: "No one can see or hear you. We keep nothing.",
  heading: "Will the meeting work on this network?",
  intro: "We try each way that a meeting needs. It takes up to a minute.",
  quiet: "Your camera and mic stay off. You do not need a link.",
  start: "Start the check",
  again: "Check again",
  running: "One moment. We are trying each way.",
  listLabel: "Each way and how it went",
  copyTitle: "Show this to your IT",
  copyText: "IT is the team that looks after the network. This text tells them all they need.",
  copyLabel: "Text for your IT",
  copy: "Copy as text for your IT",
  copied: "Copied. You can paste it in a message now.",
  copyByHand: "Press and hold the text above to copy it.",
  paperTitle: "Have you got a signed paper?",
  paperText: "There is a page that tells if it is the true one.",
  paper: "Check a paper",
} as const;

/** Each way: its name for IT, and what it is for. */
export const WAY_WORDS: Readonly<Record<Way, { readonly name: string; readonly what: string }>> = {
  page: { name: "Web page (HTTPS)", what: "The pages of the meeting." },
  socket: { name: "WebSocket", what: "The live line: who is here, and what you write." },
  udp: { name: "UDP", what: "The best way for sound and picture." },
  tcp: { name: "TCP", what: "The next best way for sound and picture." },
  tls: { name: "TLS (TURN)", what: "The last way. It looks like a web page to a firewall." },
};

export const OUTCOME_WORDS = {
  waiting: "Not tried yet",
  running: "Trying now",
  passed: "Passed",
  blocked: "Blocked",
  unmade: "Could not be tried",
} as const;

export const WHY_WORDS: Readonly<Record<Why, string>> = {
  noVideo: "This service has no sound and picture at all.",
  noServer: "Our sound and picture do not answer now. That is at our end.",
  notOffered: "This service does not offer this way.",
  unsupported: "This browser cannot do it. Use Chrome, Edge, Safari or Firefox.",
  needsSocket: "It needs the WebSocket, and that is blocked.",
  tooMany: "There were a lot of checks just now. Wait a minute, then try again.",
  noAnswer: "We could not reach the meeting service. Try again in a moment.",
};

/** What the whole check means for a meeting here, in one title and one line. */
export const SUMMARY_WORDS = {
  good: {
    title: "Yes. This network is good for a meeting",
    text: "Sound and picture get through on the best way.",
  },
  slow: {
    title: "Yes, but sound and picture take a slower way",
    text: "The meeting works here. It is better if your IT opens UDP.",
  },
  silent: {
    title: "Sound and picture do not get through here",
    text: "You can still read, write and sign. Try your phone's own data for the rest.",
  },
  unknown: {
    title: "You can read, write and sign here",
    text: "We could not try sound and picture. The list below says why.",
  },
  closed: {
    title: "The meeting does not work on this network",
    text: "Try another network, like your phone's own data. Your IT can open it too.",
  },
  later: {
    title: "We could not check just now",
    text: "The list below says why. You can try again.",
  },
} as const;

/** What a firewall must let through, one line for each kind. */
export const openWords = {
  page: (place: string) => `Open TCP (HTTPS) to ${place}.`,
  socket: (place: string) => `Let WebSocket through to ${place}.`,
  udp: (place: string) => `Open UDP to ${place}.`,
  tcp: (place: string) => `Open TCP to ${place}.`,
  tls: (place: string) => `Open TCP (TLS) to ${place}. Do not look inside it.`,
} as const satisfies Readonly<Record<Way, (place: string) => string>>;

export const reportWords = {
  title: "Network check for Accord meetings",
  address: (address: string) => `Service: ${address}`,
  time: (time: string) => `Time: ${time}`,
  browser: (name: string) => `Browser: ${name}`,
  enough: "One of UDP, TCP and TLS is enough. UDP is best.",
} as const;
