/**
 * The frozen text, the sealed file, and the check of a file that somebody brings. A paper is for
 * the people of its meeting; the check tells nothing but what the file itself proves.
 */
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";

import { agreementOf, meetingOf } from "#shared/case/case.ts";
import { agreementLabel } from "#shared/agreement/capacity.ts";
import { type Agreement, frozenOf } from "#shared/agreement/agreement.ts";
import { frozenAgreementSchema } from "#shared/agreement/agreement-text.ts";
import { earlierAgreements, reachesAgreement } from "#shared/agreement/reach.ts";
import { BYTE_ROUTES, type Verdict } from "#shared/contract/http-api.ts";

import { callerOf } from "../address.ts";
import { type CaseBook, nameIn } from "../case-book.ts";
import type { Sealer, Store } from "../ports.ts";
import type { Seats, Sitter } from "../seats.ts";
import { refuseWith } from "./endpoints.ts";

const FILE_BYTES = "10mb";
/** Files brought by one address a minute, and by all at the same moment: each is held whole. */
const BROUGHT = { points: 20, duration: 60 };
const AT_ONCE = 8;

export type PaperDesk = {
  readonly store: Store;
  readonly book: CaseBook;
  readonly seats: Seats;
  readonly sealer: Sealer;
  /** A proxy stands in front and names the caller. */
  readonly proxied: boolean;
};

/** People who were let into the sitting may read its papers, also after its end. */
function agreementsFor({ state, person }: Sitter): readonly Agreement[] {
  const meeting = meetingOf(state, person);
  if (meeting === null) return [];
  const now = reachesAgreement(state, meeting, person) ? agreementOf(state, meeting.id) : null;
  const earlier = earlierAgreements(state, meeting, person);
  return now === null ? earlier : [now, ...earlier];
}

export async function checkHash({ store, book }: PaperDesk, sha256: string): Promise<Verdict> {
  const file = await store.file(sha256);
  if (file === null) return { verdict: "unknown" };
  const opened = await book.open(file.caseId);
  const { state } = opened;
  for (const agreement of Object.values(state.agreements)) {
    const frozen = frozenOf(agreement);
    if (agreement.stage.stage !== "sealed" || agreement.stage.fileHash !== sha256) continue;
    if (frozen === null) continue;
    const { version, agreementDate } = frozen;
    const label = agreementLabel(state, agreement.meeting, nameIn(opened));
    return { verdict: "sealed", version, label, agreementDate };
  }
  return { verdict: "unknown" };
}

/** A file whose bytes we never issued: does it bear our seal, and does the seal hold? */
async function checkFile({ store, sealer }: PaperDesk, bytes: Uint8Array): Promise<Verdict> {
  const verdict = await sealer.verify(bytes);
  if (verdict.verdict !== "sealed") return verdict;
  const frozen = await store.frozen(verdict.agreement, verdict.version);
  if (frozen === null || frozen.hash !== verdict.contentHash) return { verdict: "changed" };
  const text = frozenAgreementSchema.parse(JSON.parse(frozen.canonical));
  return {
    verdict: "sealed",
    version: verdict.version,
    label: text.label,
    agreementDate: text.agreementDate,
  };
}

/** Asked before the file is read: bytes of a file that is refused never come in. */
function checkDoor({ proxied }: PaperDesk): RequestHandler {
  const brought = new RateLimiterMemory(BROUGHT);
  let held = 0;
  return async (request, response, next) => {
    const { consumedPoints } = await brought.penalty(callerOf(request, proxied));
    if (consumedPoints > BROUGHT.points || held >= AT_ONCE) {
      refuseWith(response, "tooMany");
      return;
    }
    held += 1;
    response.once("close", () => {
      held -= 1;
    });
    next();
  };
}

function param(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === "string" ? value : "";
}

export function createPaperRoutes(desk: PaperDesk): Router {
  const router = express.Router();

  const sitterOf = async (request: Request, response: Response): Promise<Sitter | null> => {
    const sitter = await desk.seats.sitter(request, param(request, "seat"));
    if (sitter?.standing === "bound") return sitter;
    refuseWith(response, sitter === null ? "seatUnknown" : "seatAsking");
    return null;
  };

  router.get(BYTE_ROUTES.frozenText, async (request, response) => {
    const sitter = await sitterOf(request, response);
    if (sitter === null) return;
    const agreement = agreementsFor(sitter).find(({ id }) => id === param(request, "agreement"));
    const frozen = agreement === undefined ? null : frozenOf(agreement);
    const text =
      agreement !== undefined && String(frozen?.version) === param(request, "version")
        ? await desk.store.frozen(agreement.id, frozen?.version ?? 0)
        : null;
    if (text === null) {
      refuseWith(response, "notFound");
      return;
    }
    response.set("cache-control", "no-store").type("application/json").send(text.canonical);
  });

  router.get(BYTE_ROUTES.sealedFile, async (request, response) => {
    const sitter = await sitterOf(request, response);
    if (sitter === null) return;
    const sha256 = param(request, "sha256");
    const mine = agreementsFor(sitter).some(
      ({ stage }) => stage.stage === "sealed" && stage.fileHash === sha256,
    );
    const file = mine ? await desk.store.file(sha256) : null;
    if (file === null) {
      refuseWith(response, "notFound");
      return;
    }
    response
      .set("cache-control", "no-store")
      .set("content-type", "application/pdf")
      .attachment(file.name)
      .send(Buffer.from(file.bytes));
  });

  router.get(BYTE_ROUTES.sealCertificate, (_request, response) => {
    response.type("application/x-pem-file").send(desk.sealer.certificate);
  });

  const raw = express.raw({ type: () => true, limit: FILE_BYTES, inflate: false });
  router.post(BYTE_ROUTES.checkFile, checkDoor(desk), raw, async (request, response) => {
    const body: unknown = request.body;
    if (!(body instanceof Uint8Array) || body.length === 0) {
      refuseWith(response, "badInput");
      return;
    }
    response.set("cache-control", "no-store").json(await checkFile(desk, body));
  });
  return router;
}
