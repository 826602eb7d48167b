/** The page of the network check: what it says of each way, and the text for a council's IT. */
import { describe, expect, it } from "vitest";

import { reportText, summaryOf } from "../../client/pages/network/report.ts";
import Network from "../../client/pages/Network.svelte";
import Paper from "../../client/pages/Paper.svelte";
import type { WayResult } from "../../client/state/network-check.svelte.ts";
import { checkWords } from "../../client/words/en/paper-check.ts";
import { browserWords } from "../../client/words/en/link.ts";
import {
  networkWords,
  OUTCOME_WORDS,
  SUMMARY_WORDS,
  WHY_WORDS,
} from "../../client/words/en/network.ts";
import { checkInHand } from "./check-in-hand.ts";
import { stand } from "./pages.ts";

function ways(...outcomes: readonly WayResult["outcome"][]): readonly WayResult[] {
  return (["page", "socket", "udp", "tcp", "tls"] as const).map((way, n) => ({
    way,
    outcome: outcomes[n] ?? "unmade",
    why: null,
    places: [],
    ms: null,
  }));
}

describe("the network check", () => {
  it.each([
    ["good", ways("passed", "passed", "passed", "blocked", "blocked")],
    ["slow", ways("passed", "passed", "blocked", "passed", "unmade")],
    ["slow", ways("passed", "passed", "unmade", "blocked", "passed")],
    ["silent", ways("passed", "passed", "blocked", "blocked", "unmade")],
    ["unknown", ways("passed", "passed", "unmade", "unmade", "unmade")],
    ["closed", ways("passed", "blocked", "unmade", "unmade", "unmade")],
    ["later", ways("unmade", "unmade", "unmade", "unmade", "unmade")],
  ] as const)("[NET-1] what it means is one line: %s", (summary, results) => {
    expect(summaryOf(results)).toBe(summary);
  });

  it("[NET-1] says blocked in words, with what to open", async () => {
    const page = await stand(Network, { check: checkInHand("blocked") });
    await expect.element(page.getByText(SUMMARY_WORDS.silent.title)).toBeVisible();
    expect(page.getByText(OUTCOME_WORDS.blocked, { exact: true }).elements()).toHaveLength(2);
    await expect
      .element(page.getByText("Open UDP to 203.0.113.7:7882.", { exact: true }))
      .toBeVisible();
    await expect.element(page.getByText(WHY_WORDS.notOffered, { exact: true })).toBeVisible();
    await expect.element(page.getByRole("button", { name: networkWords.copy })).toBeVisible();
  });

  it("[NET-1] the text for IT names address, time, browser and every place", () => {
    const facts = {
      address: "https://meet.example.org",
      time: "2027-03-02T10:00:00Z",
      browser: "X",
    };
    const lines = reportText(checkInHand("good").results, facts).split("\n");
    expect(lines).toContain("Service: https://meet.example.org");
    expect(lines).toContain("UDP: Passed, 9 ms");
    expect(lines).toContain("  Open UDP to 203.0.113.7:7882.");
    expect(lines).toContain("  Open TCP (TLS) to turn.example.org:443. Do not look inside it.");
  });

  it("[UI-11] on plain HTTP away from localhost it says why the camera cannot work", async () => {
    const page = await stand(Network, { fit: "notSafe" });
    await expect.element(page.getByText(browserWords.notSafeTitle)).toBeVisible();
    await expect.element(page.getByText(browserWords.notSafeText)).toBeVisible();
  });

  it("[NET-8] leads to the check of a paper, and back", async () => {
    const network = await stand(Network, {});
    await expect
      .element(network.getByRole("link", { name: networkWords.paper }))
      .toHaveAttribute("href", "/paper");
    await network.unmount();
    const paper = await stand(Paper, {});
    await expect
      .element(paper.getByRole("link", { name: checkWords.network }))
      .toHaveAttribute("href", "/check");
  });
});
