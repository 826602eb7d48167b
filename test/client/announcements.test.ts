/** What is said aloud: gathered, never twice at once, and interrupting only when it must. */
import { describe, expect, it, vi } from "vitest";

import { Announcements } from "../../client/ui/announcements.svelte.ts";

describe("Announcements", () => {
  it("[UI-5] says the first line at once and gathers what follows", async () => {
    const announcements = new Announcements(40);
    announcements.say("Sam joined.");
    expect(announcements.polite).toBe("Sam joined.");
    announcements.say("Priya joined.");
    announcements.say("Rosa joined.");
    announcements.say("Priya joined.");
    expect(announcements.polite).toBe("Sam joined.");
    await vi.waitFor(() => {
      expect(announcements.polite).toBe("Priya joined. Rosa joined.");
    });
    announcements.close();
  });

  it("[UI-5] a line that interrupts does not wait, and a repeat is heard again", () => {
    const announcements = new Announcements();
    announcements.say("Sam joined.");
    announcements.sayNow("You are in a private room.");
    const first = announcements.assertive;
    announcements.sayNow("You are in a private room.");
    expect(first).toBe("You are in a private room.");
    expect(announcements.assertive).not.toBe(first);
    expect(announcements.assertive.trim()).toBe(first);
    announcements.close();
  });

  it("[UI-5] says nothing after it was closed", async () => {
    const announcements = new Announcements(10);
    announcements.say("One.");
    announcements.say("Two.");
    announcements.close();
    const later = new Announcements(10);
    later.say("One.");
    later.say("Three.");
    await vi.waitFor(() => {
      expect(later.polite).toBe("Three.");
    });
    expect(announcements.polite).toBe("One.");
    later.close();
  });
});
