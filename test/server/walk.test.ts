/** The walk of a whole meeting through the server's own doors, without a browser. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createWorld, type World } from "../support/world.ts";

describe("a meeting through the server's doors", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(async () => {
    await world.stop();
  });

  it("[ADMIT-5] [ROOM-3] people are let in, take a break and come back", async () => {
    const {
      mediator,
      parent,
      advocate,
      "LA officer": officer,
    } = await world.gather("parent", "advocate", "LA officer");
    expect(mediator.room.tiles.map((tile) => tile.name)).toEqual([
      "Sam Carter",
      "Amara Bello",
      "Dan Hughes",
      "Priya Shah",
    ]);
    await parent.must({ kind: "startBreak", with: "people" });
    expect(parent.room.room.kind).toBe("side");
    await advocate.until((view) => view.at.stage === "room" && view.at.room.kind === "side");
    await officer.until((view) => view.at.stage === "room" && view.at.away.length === 2);
    expect(officer.room.room.held).toBe("sideAway");
    await parent.must({ kind: "returnToJointRoom" });
    await advocate.must({ kind: "returnToJointRoom" });
    await officer.until((view) => view.at.stage === "room" && view.at.away.length === 0);
    expect(officer.room.room.held).toBeNull();
  });
});
