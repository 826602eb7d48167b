/** The bus contract over the bus of a single node. */
import { createMemoryBus } from "../../server/adapters/memory-bus.ts";
import { busSuite } from "./bus-suite.ts";

busSuite("memory bus", async (report) => {
  return Promise.resolve({ bus: createMemoryBus(report), end: () => Promise.resolve() });
});
