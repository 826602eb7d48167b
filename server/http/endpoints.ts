/**
 * Turns the rows of the HTTP table into routes: parses what comes in once, answers refusals with
 * their status, and writes nothing of a request into the log but its row's name.
 */
import express, { type Request, type Response, type Router } from "express";
import type { Logger } from "pino";
import type * as z from "zod/mini";

import { HTTP_API, type HttpApi } from "#shared/contract/http-api.ts";
import { REFUSALS, type RefusalCode } from "#shared/core/refusals.ts";

import { newIncident } from "../log.ts";

export type HttpRefusal = { readonly refused: RefusalCode };
type Row<K extends keyof HttpApi> = HttpApi[K];
type BodyOf<K extends keyof HttpApi> = Row<K>["body"] extends z.ZodMiniType
  ? z.infer<Row<K>["body"]>
  : null;

export type Call<K extends keyof HttpApi> = {
  readonly params: z.infer<Row<K>["params"]>;
  readonly body: BodyOf<K>;
  readonly request: Request;
  readonly response: Response;
};
export type Endpoints = {
  readonly [K in keyof HttpApi]: (
    call: Call<K>,
  ) => Promise<z.infer<Row<K>["answer"]> | HttpRefusal>;
};

const BODY_BYTES = "64kb";

export function refuseWith(response: Response, code: RefusalCode): void {
  response.set("cache-control", "no-store").status(REFUSALS[code].status).json({ code });
}

function isRefusal(answer: object): answer is HttpRefusal {
  return "refused" in answer;
}

function mount<K extends keyof HttpApi>(router: Router, name: K, respond: Endpoints[K]): void {
  const row = HTTP_API[name];
  const handle = async (request: Request, response: Response): Promise<void> => {
    const params = row.params.safeParse(request.params);
    const given: unknown = request.body;
    const body =
      row.body === null ? { success: true as const, data: null } : row.body.safeParse(given);
    if (!params.success || !body.success) {
      refuseWith(response, "badInput");
      return;
    }
    const call = { params: params.data, body: body.data, request, response } as Call<K>;
    const answer = await respond(call);
    response.set("cache-control", "no-store");
    if (isRefusal(answer)) refuseWith(response, answer.refused);
    else response.json(answer);
  };
  if (row.method === "GET") router.get(row.path, handle);
  else
    router.post(
      row.path,
      express.json({ limit: BODY_BYTES, strict: true, inflate: false }),
      handle,
    );
}

export function createEndpoints(endpoints: Endpoints): Router {
  const router = express.Router();
  mount(router, "lookAtLink", endpoints.lookAtLink);
  mount(router, "continueWithLink", endpoints.continueWithLink);
  mount(router, "startNetworkCheck", endpoints.startNetworkCheck);
  mount(router, "endNetworkCheck", endpoints.endNetworkCheck);
  mount(router, "checkHash", endpoints.checkHash);
  return router;
}

/** The last handler: one log line with an incident id, a plain answer with the same id. */
export function createFaultHandler(log: Logger) {
  return (
    error: unknown,
    _request: Request,
    response: Response,
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express tells a handler of errors by its four arguments
    _next: (error: unknown) => void,
  ) => {
    const code = refusalOf(error);
    if (code !== null && !response.headersSent) {
      refuseWith(response, code);
      return;
    }
    // A browser that went away half-way is nobody's fault.
    if (code !== null || response.closed) return;
    const incident = newIncident();
    log.error({ incident, error }, "request failed");
    if (response.headersSent) response.destroy();
    else response.status(REFUSALS.fault.status).json({ code: "fault", incident });
  };
}

/** Express marks what the client did wrong (malformed JSON, too large) with a 4xx status. */
function refusalOf(error: unknown): RefusalCode | null {
  if (typeof error !== "object" || error === null || !("status" in error)) return null;
  const { status } = error;
  if (typeof status !== "number" || status < 400 || status > 499) return null;
  if (status === 404) return "notFound";
  return status === 413 ? "textTooLong" : "badInput";
}
