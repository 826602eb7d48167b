/**
 * The HTTP table: endpoints as data. The server turns rows into routes, the client into typed
 * calls. Paths under `/s/:seat` read only that seat's cookie (LINK-3).
 */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";

/** Of any form: a malformed link gets the same answer as an unknown one (LINK-2). */
const secret = z.string();
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

export type Endpoint = {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** `seat`: needs the bound seat's cookie; `open`: anybody. */
  readonly door: "open" | "seat";
  readonly params: z.ZodMiniType;
  readonly body: z.ZodMiniType | null;
  readonly answer: z.ZodMiniType;
};

const linkLook = z.strictObject({
  service: z.string(),
  phone: z.string(),
  /** As invited: "Is this you?" */
  name: z.string(),
  startsAt: z.string(),
  mediator: z.string(),
  child: z.string(),
  /** Whether this browser holds the link already, another one does, or none. */
  bound: z.enum(["none", "here", "elsewhere"]),
});

const seatAnswer = z.strictObject({ seat: idSchema("seat"), asking: z.boolean() });

export const verdictSchema = z.discriminatedUnion("verdict", [
  z.strictObject({
    verdict: z.literal("sealed"),
    version: z.int(),
    label: z.string(),
    agreementDate: z.string(),
  }),
  z.strictObject({ verdict: z.literal("changed") }),
  z.strictObject({ verdict: z.literal("unknown") }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

export const HTTP_API = {
  /** What a link is for; binds nothing, so a mail scanner can do no harm. */
  lookAtLink: {
    method: "POST",
    path: "/api/link/look",
    door: "open",
    params: z.strictObject({}),
    body: z.strictObject({ secret }),
    answer: linkLook,
  },
  /** The Continue button: binds this browser, or asks for it. Sets the seat's cookie. */
  continueWithLink: {
    method: "POST",
    path: "/api/link/continue",
    door: "open",
    params: z.strictObject({}),
    body: z.strictObject({ secret }),
    answer: seatAnswer,
  },
  /** Begins a check of the caller's network: needs no link, and opens nothing but itself (NET). */
  startNetworkCheck: {
    method: "POST",
    path: "/api/network/start",
    door: "open",
    params: z.strictObject({}),
    body: z.strictObject({}),
    answer: z.strictObject({
      check: idSchema("check"),
      ear: idSchema("ear"),
      /** False when the installation has no video server. */
      video: z.boolean(),
    }),
  },
  /** The check is over: its practice room ends now and not when its time is up. */
  endNetworkCheck: {
    method: "POST",
    path: "/api/network/end",
    door: "open",
    params: z.strictObject({}),
    body: z.strictObject({ check: idSchema("check") }),
    answer: z.strictObject({}),
  },
  /** Is there a sealed paper with exactly these bytes? Only the hash leaves the browser. */
  checkHash: {
    method: "GET",
    path: "/api/check/:sha256",
    door: "open",
    params: z.strictObject({ sha256 }),
    body: null,
    answer: verdictSchema,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;

/** Answers that are bytes: the frozen text as hashed, the sealed file, the check of a file. */
export const BYTE_ROUTES = {
  frozenText: "/s/:seat/api/agreements/:agreement/versions/:version",
  sealedFile: "/s/:seat/api/files/:sha256",
  /** POST with the PDF as body, at most 10 MB, kept nowhere; answers a `Verdict`. */
  checkFile: "/api/check",
  /** The certificate of the seal, as PEM: with it anybody can check a paper without us. */
  sealCertificate: "/seal-certificate.pem",
} as const;

export type HttpApi = typeof HTTP_API;
export type LinkLook = z.infer<typeof linkLook>;
export type SeatAnswer = z.infer<typeof seatAnswer>;
export type NetworkCheckStart = z.infer<HttpApi["startNetworkCheck"]["answer"]>;
