/**
 * Joins the parts of the store into the `Store` port, over whichever database the adapter
 * opened. Holds no rule and no state of its own.
 */
import type { Kysely } from "kysely";

import type { Store } from "../ports.ts";
import { caseIds, eventsAfter, eventsOfCommand, textsOf } from "./cases.ts";
import { commitToCase } from "./commit.ts";
import type { DialectFacts } from "./dialect.ts";
import {
  appendUpdates,
  bindWriter,
  documentById,
  saveSnapshot,
  updatesAfter,
} from "./documents.ts";
import { dropMediaKeys, keepMediaKey } from "./media-keys.ts";
import { finishOutbox, retryOutbox, takeOutbox } from "./outbox-rows.ts";
import { fileByHash, frozenText } from "./papers.ts";
import { assertSafe } from "./safety.ts";
import { changeSettings, latestSettings } from "./service-settings.ts";
import { keepSetting } from "./settings.ts";
import { addSeat, linkBySecret, replaceLink, seatById } from "./sign-in-links.ts";
import type { Schema } from "./tables.ts";

/** The store over a migrated database; `close` ends the database's connections too. */
export function createStore(db: Kysely<Schema>, facts: DialectFacts): Store {
  return {
    events: (caseId, afterSeq) => eventsAfter(db, caseId, afterSeq),
    eventsOfCommand: (caseId, commandId) => eventsOfCommand(db, caseId, commandId),
    cases: () => caseIds(db),
    texts: (caseId) => textsOf(db, caseId),
    commit: (commit) => commitToCase(db, facts, commit),
    frozen: (agreementId, version) => frozenText(db, agreementId, version),
    file: (sha256) => fileByHash(db, sha256),

    addSeat: (seat) => addSeat(db, seat),
    seat: (id) => seatById(db, id),
    replaceLink: (link) => replaceLink(db, link),
    link: (secretHash) => linkBySecret(db, secretHash),

    document: (id) => documentById(db, id),
    updates: (id, afterSeq) => updatesAfter(db, id, afterSeq),
    appendUpdates: (id, updates) => appendUpdates(db, facts, id, updates),
    saveSnapshot: (id, snapshot, seq) => saveSnapshot(db, id, snapshot, seq),
    bindWriter: (id, clientId, person) => bindWriter(db, id, clientId, person),

    takeOutbox: (now, leaseSeconds, limit) => takeOutbox(db, facts, { now, leaseSeconds, limit }),
    finishOutbox: (id) => finishOutbox(db, id),
    retryOutbox: (id, retryAt) => retryOutbox(db, id, retryAt),

    keepMediaKey: (fresh) => keepMediaKey(db, fresh),
    dropMediaKeys: (caseId, except) => dropMediaKeys(db, caseId, except),

    serviceSettings: () => latestSettings(db),
    changeServiceSettings: (row) => changeSettings(db, row),
    keepSetting: (key, value) => keepSetting(db, key, value),
    assertSafe: () => assertSafe(db, facts),
    close: () => db.destroy(),
  };
}
