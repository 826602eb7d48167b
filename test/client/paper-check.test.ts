/** The page that tells a sealed paper from a changed or an unknown one. */
import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import Paper from "../../client/pages/Paper.svelte";
import VerdictNotice from "../../client/pages/paper/VerdictNotice.svelte";
import { sha256 } from "../../client/file-hash.ts";
import { checkWords } from "../../client/words/en/paper-check.ts";
import { REFUSAL_WORDS } from "../../client/words/en/refusals.ts";
import { stand } from "./pages.ts";

async function checking(file: File) {
  const page = await stand(Paper, {});
  const input = document.querySelector("input[type=file]");
  if (input === null) throw new Error("no file input");
  await userEvent.upload(input, file);
  return page;
}

describe("check", () => {
  it("[UI-16] makes the hash in the browser", async () => {
    expect(await sha256(new Blob(["abc"]))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it("[UI-16] sends nothing that is not a PDF", async () => {
    const page = await checking(new File(["hello"], "notes.txt"));
    await expect.element(page.getByText(checkWords.notPdf).last()).toBeVisible();
  });

  it("[UI-16] sends nothing above what the server takes", async () => {
    const page = await checking(new File([new Uint8Array(10_000_001)], "big.pdf"));
    await expect.element(page.getByText(checkWords.tooBig).last()).toBeVisible();
  });

  it("[UI-3] says so when the server cannot be asked", async () => {
    // The test's own server knows nothing of papers: it answers with a page, not with a verdict.
    const page = await checking(new File(["%PDF-1.7 made up"], "paper.pdf"));
    await expect.element(page.getByText("File: paper.pdf")).toBeVisible();
    await expect
      .element(
        page.getByText(new RegExp(`${REFUSAL_WORDS.fault}|${REFUSAL_WORDS.noAnswer}`)).last(),
      )
      .toBeVisible();
    await expect.element(page.getByRole("button", { name: checkWords.choose })).toBeVisible();
  });

  it("[UI-16] a sealed paper is named with version and date", async () => {
    const page = await stand(VerdictNotice, {
      verdict: {
        verdict: "sealed",
        version: 2,
        label: "Mediation agreement",
        agreementDate: "2027-03-02",
      },
    });
    await expect.element(page.getByText(checkWords.sealedTitle)).toBeVisible();
    await expect.element(page.getByText("2 March 2027")).toBeVisible();
    await expect.element(page.getByText("Mediation agreement")).toBeVisible();
  });

  it.each([
    ["changed", checkWords.changedTitle],
    ["unknown", checkWords.unknownTitle],
  ] as const)("[UI-16] a paper that is %s is told so in words", async (verdict, title) => {
    const page = await stand(VerdictNotice, { verdict: { verdict } });
    await expect.element(page.getByText(title)).toBeVisible();
    expect(document.activeElement?.textContent).toContain(title);
  });
});
