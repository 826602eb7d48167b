/**
 * The agenda a meeting starts with: the usual phases of a mediation, so that nobody faces an
 * empty page. It is the document's first stored update; everybody may change it afterwards.
 */
import * as Y from "yjs";

import type { DocumentId, PersonId } from "#shared/core/ids.ts";
import { type AgendaItem, type AgendaPhase } from "#shared/meeting/document-shapes.ts";
import { freshKeys } from "#shared/meeting/order-keys.ts";

import type { Clock, Store } from "../ports.ts";
import { newId } from "../random-ids.ts";

type Line = { readonly phase: AgendaPhase; readonly text: string; readonly minutes: number };

/** Order and minutes as mediation services publish them. */
const USUAL: readonly Line[] = [
  { phase: "welcome", text: "Welcome and ground rules", minutes: 10 },
  { phase: "introductions", text: "Who is here, and why", minutes: 5 },
  { phase: "childsViews", text: "What the child would like us to know", minutes: 10 },
  { phase: "familyView", text: "How the family sees it", minutes: 15 },
  { phase: "serviceViews", text: "How the council and school see it", minutes: 15 },
  { phase: "issues", text: "What we need to sort out", minutes: 10 },
  { phase: "options", text: "What could help", minutes: 45 },
  { phase: "writing", text: "Writing down what we agree", minutes: 20 },
  { phase: "signing", text: "Reading it through and signing", minutes: 10 },
  { phase: "close", text: "What happens next", minutes: 5 },
];

function usualAgenda(): Uint8Array {
  const doc = new Y.Doc();
  const items = doc.getMap<Y.Map<unknown>>("items");
  const keys = freshKeys(USUAL.length);
  doc.transact(() => {
    for (const [index, { phase, text, minutes }] of USUAL.entries()) {
      const words = new Y.Text();
      words.insert(0, text);
      const item: Record<keyof AgendaItem, unknown> = {
        order: keys[index],
        phase,
        text: words,
        minutes,
        owner: "",
      };
      items.set(newId("clause"), new Y.Map(Object.entries(item)));
    }
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** Fills an agenda that nobody has written in yet; does nothing to any other. */
export async function startAgenda(
  store: Store,
  clock: Clock,
  agenda: DocumentId,
  person: PersonId,
): Promise<void> {
  const document = await store.document(agenda);
  if (document?.seq !== 0) return;
  await store.appendUpdates(agenda, [{ bytes: usualAgenda(), person, at: clock.now() }]);
}
