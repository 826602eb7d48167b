/**
 * A real HTTP server with the documents' gateway over a real SQLite file, and people whose
 * browsers speak y-websocket. Grants are set by the test; everything else is the product.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pino } from "pino";

import type { CaseId, DocumentId, PersonId, SeatId } from "#shared/core/ids.ts";
import type { DocumentKind } from "#shared/meeting/document-shapes.ts";

import { openSqlite } from "../../server/adapters/sqlite.ts";
import { type Collab, createCollab } from "../../server/collab/gateway.ts";
import type { Access } from "../../server/collab/member.ts";
import type { EventRow, Store } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";
import { openCase } from "../contracts/store-samples.ts";

export type OpenedDocument = {
  readonly caseId: CaseId;
  readonly head: EventRow;
  readonly id: DocumentId;
};

export type Seated = { readonly seat: SeatId; readonly person: PersonId };

export type DocumentsWorld = {
  readonly store: Store;
  readonly collab: Collab;
  /** Path of the SQLite file. */
  readonly file: string;
  /** ws://127.0.0.1:PORT */
  readonly origin: string;
  /** What the gateway logged, one JSON line each. */
  readonly logged: readonly string[];
  open(kind: DocumentKind): Promise<OpenedDocument>;
  grant(
    seated: Seated,
    document: DocumentId,
    level: Access["level"] | null,
    shown?: boolean,
    hiddenFrom?: readonly PersonId[],
  ): void;
  /** A person with a seat who may write in the document, unless told otherwise. */
  seat(document: DocumentId, level?: Access["level"], shown?: boolean): Seated;
  /** Path of the document for a seat, to which y-websocket adds the document's id. */
  url(seated: Seated): string;
  end(): Promise<void>;
};

export type DocumentsOptions = {
  readonly heartbeat?: number;
  /** Awaited before each append: a slow disk, or one that fails. */
  readonly beforeAppend?: () => Promise<void>;
};

export async function createDocumentsWorld({
  beforeAppend,
  ...options
}: DocumentsOptions = {}): Promise<DocumentsWorld> {
  const folder = await mkdtemp(join(tmpdir(), "accord-documents-"));
  const file = join(folder, "accord.sqlite");
  const store = await openSqlite(file);
  const grants = new Map<string, Access>();
  const logged: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
  const slow: Store = {
    ...store,
    async appendUpdates(...given) {
      await beforeAppend?.();
      return store.appendUpdates(...given);
    },
  };
  const collab = createCollab({
    store: slow,
    log,
    clock: { now: () => new Date().toISOString() },
    access: (seat, document) => Promise.resolve(grants.get(`${seat} ${document}`) ?? null),
    ...options,
  });
  const server = createServer();
  server.on("upgrade", (request, socket, head) => {
    const [, , seat, , document] = new URL(request.url ?? "/", "http://x").pathname.split("/");
    void collab.upgrade(request, socket, head, seat as SeatId, document as DocumentId);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  const world: DocumentsWorld = {
    store,
    collab,
    file,
    origin,
    logged,
    async open(kind) {
      const id = newId("document");
      return { ...(await openCase(store, { openDocuments: [{ id, kind }] })), id };
    },
    grant({ seat, person }, document, level, shown = true, hiddenFrom = []) {
      if (level === null) grants.delete(`${seat} ${document}`);
      else grants.set(`${seat} ${document}`, { person, level, shown, hiddenFrom });
    },
    seat(document, level = "write", shown = true) {
      const seated = { seat: newId("seat"), person: newId("person") };
      world.grant(seated, document, level, shown);
      return seated;
    },
    url: ({ seat }) => `${origin}/s/${seat}/docs`,
    async end() {
      await collab.close();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  return world;
}
