/** The contract of the `Bus` port: the same tests over every bus. */
import { describe, expect, it, vi } from "vitest";

import type { CaseId } from "#shared/core/ids.ts";
import type { Bus } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";

/** Collects what a subscriber was told. */
function listening(bus: Bus) {
  const heard: CaseId[] = [];
  const end = bus.subscribe((caseId) => heard.push(caseId));
  return { heard, end };
}

export function busSuite(
  name: string,
  make: (report: (fault: unknown) => void) => Promise<{ bus: Bus; end: () => Promise<void> }>,
): void {
  describe(name, () => {
    it("[LOG-23] an announcement reaches every subscriber, in order", async () => {
      const { bus, end } = await make(() => undefined);
      const listeners = [listening(bus), listening(bus), listening(bus)];
      const cases = [newId("case"), newId("case"), newId("case")];
      for (const caseId of cases) bus.announce(caseId);
      for (const { heard } of listeners) {
        await vi.waitFor(() => {
          expect(heard).toEqual(cases);
        });
      }
      await end();
    });

    it("[LOG-23] nobody is called before announce has returned", async () => {
      const { bus, end } = await make(() => undefined);
      const { heard } = listening(bus);
      bus.announce(newId("case"));
      expect(heard).toEqual([]);
      await vi.waitFor(() => {
        expect(heard).toHaveLength(1);
      });
      await end();
    });

    it("[LOG-23] one who unsubscribed hears no more; the same listener twice is two", async () => {
      const { bus, end } = await make(() => undefined);
      const heard: CaseId[] = [];
      const listener = (caseId: CaseId) => heard.push(caseId);
      const endFirst = bus.subscribe(listener);
      bus.subscribe(listener);
      const witness = listening(bus);
      bus.announce(newId("case"));
      endFirst();
      endFirst();
      await vi.waitFor(() => {
        expect(witness.heard).toHaveLength(1);
      });
      expect(heard).toHaveLength(1);
      await end();
    });

    it("[LOG-23] a listener that throws stops nobody else, and its fault is reported", async () => {
      const faults: unknown[] = [];
      const { bus, end } = await make((fault) => faults.push(fault));
      const fault = new Error("a listener's own");
      bus.subscribe(() => {
        throw fault;
      });
      const { heard } = listening(bus);
      bus.announce(newId("case"));
      bus.announce(newId("case"));
      await vi.waitFor(() => {
        expect(heard).toHaveLength(2);
      });
      expect(faults).toEqual([fault, fault]);
      await end();
    });
  });
}
