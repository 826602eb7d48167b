/**
 * What follows from events: documents that open, a document that may be written again, things
 * to do after the commit. Pure; `execute` puts all of it into the same transaction.
 */
import { type CaseState, evolve } from "#shared/case/case.ts";
import type { CaseEvent } from "#shared/case/case-events.ts";
import type { Stamp } from "#shared/core/decider.ts";
import type { DocumentId } from "#shared/core/ids.ts";

import type { Commit, OutboxRow } from "./ports.ts";

/** The one kind of thing to do that must survive a crash, so far. */
export const SEAL_JOB = "sealAgreement";

/** Papers that go on from an earlier sitting of the case are open already. */
export function documentsOpened(
  state: CaseState,
  events: readonly CaseEvent[],
): Commit["openDocuments"] {
  const open = new Set<DocumentId>([
    ...state.notebooks.flatMap(({ document, draft }) => [document, ...(draft ? [draft] : [])]),
    ...Object.values(state.meetings).map(({ agenda }) => agenda),
    ...Object.values(state.agreements).map(({ document }) => document),
  ]);
  return documentsNamed(events).filter(({ id }) => !open.has(id));
}

function documentsNamed(events: readonly CaseEvent[]): Commit["openDocuments"] {
  return events.flatMap((event): Commit["openDocuments"] => {
    if (event.kind === "meetingPlanned" || event.kind === "sideSplit") {
      const own = event.sideRooms.flatMap(({ notebook, draft }) => [
        { id: notebook, kind: "notebook" },
        ...(draft === undefined ? [] : [{ id: draft, kind: "privateDraft" }]),
      ]);
      return event.kind === "sideSplit" ? own : [{ id: event.agenda, kind: "agenda" }, ...own];
    }
    if (event.kind === "agreementStarted") return [{ id: event.document, kind: "agreement" }];
    if (event.kind === "guestNotesOpened") return [{ id: event.document, kind: "guestNotes" }];
    return [];
  });
}

export function documentThawed(state: CaseState, events: readonly CaseEvent[]): DocumentId | null {
  const reopened = events.find((event) => event.kind === "agreementReopened");
  return reopened === undefined ? null : (state.agreements[reopened.agreement]?.document ?? null);
}

export function jobsAfter(
  before: CaseState,
  events: readonly CaseEvent[],
  stamp: Stamp,
): readonly OutboxRow[] {
  const after = events.reduce((state, event) => evolve(state, event, stamp), before);
  return Object.values(after.agreements).flatMap((agreement): readonly OutboxRow[] => {
    const earlier = before.agreements[agreement.id]?.stage.stage;
    if (agreement.stage.stage !== "sealing" || earlier === "sealing") return [];
    const { version } = agreement.stage.frozen;
    return [
      {
        // One row per version however often it is tried: the seal happens once.
        id: `${SEAL_JOB}:${agreement.id}:${String(version)}`,
        caseId: before.id,
        kind: SEAL_JOB,
        payload: JSON.stringify({ agreement: agreement.id, version }),
      },
    ];
  });
}
