/**
 * The bus of a single node: hands an announcement to every listener in this process. Must never
 * let one listener's fault reach another listener or the one who announced.
 */
import type { CaseId } from "#shared/core/ids.ts";
import type { Bus } from "../ports.ts";

type Listener = (caseId: CaseId) => void;

/** Listeners are called after `announce` has returned; what they throw goes to `report`. */
export function createMemoryBus(report: (fault: unknown) => void): Bus {
  const subscriptions = new Set<{ listener: Listener }>();

  function deliver(caseId: CaseId): void {
    for (const subscription of [...subscriptions]) {
      // A listener called before may have ended this one.
      if (!subscriptions.has(subscription)) continue;
      try {
        subscription.listener(caseId);
      } catch (fault) {
        report(fault);
      }
    }
  }

  return {
    announce(caseId) {
      queueMicrotask(() => {
        deliver(caseId);
      });
    },
    subscribe(listener) {
      const subscription = { listener };
      subscriptions.add(subscription);
      return () => {
        subscriptions.delete(subscription);
      };
    },
  };
}
