/**
 * One person with a browser of their own: presses, writes and waits by what is written on the
 * controls, as a person who listens to the page would. It knows nothing of selectors or classes.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

import type { Browser, CDPSession, Locator, Page } from "playwright-core";

import { frameWords } from "../../../client/words/en/frame.ts";
import { PARTS_WORDS } from "../../../client/words/en/room.ts";
import { until } from "../until.ts";
import { picturesIn } from "./page-script.ts";

/** Milliseconds. Two busy cores with five processes of a browser on them. */
const PATIENCE = 30_000;

export type Size = { readonly width: number; readonly height: number };
export const PHONE: Size = { width: 390, height: 844 };
export const DESK: Size = { width: 1280, height: 800 };

/** livekit-client's own lines: it calls the end of a connection an error, as at every move. */
const CALL_LINE = /\{room: .*participant: ear_/u;

type Words = string | RegExp;
type Role = Parameters<Page["getByRole"]>[0];

/** A control that begins with these words and says behind them, perhaps unseen, what it is about. */
export function starting(words: string, about = ""): RegExp {
  return new RegExp(`^${words}.*${about}$`, "u");
}

export class Visitor {
  readonly name: string;
  readonly size: Size;
  readonly page: Page;
  readonly session: CDPSession;
  /** What went wrong in the page without anybody asking. */
  readonly faults: string[] = [];

  private constructor(name: string, size: Size, page: Page, session: CDPSession) {
    this.name = name;
    this.size = size;
    this.page = page;
    this.session = session;
    page.on("pageerror", (error) => this.faults.push(`${name}: ${error.message}`));
    page.on("console", (message) => {
      const text = message.text();
      if (message.type() === "error" && !CALL_LINE.test(text)) this.faults.push(`${name}: ${text}`);
    });
  }

  /** `before`: a script that every page of this person runs before its own. */
  static async come(
    browser: Browser,
    name: string,
    size: Size,
    before: string | null = null,
  ): Promise<Visitor> {
    const context = await browser.newContext({ viewport: size, locale: "en-GB" });
    if (before !== null) await context.addInitScript({ content: before });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    return new Visitor(name, size, page, await context.newCDPSession(page));
  }

  /** Somebody else with the same browser: the same cookies, another window. */
  async beside(name: string): Promise<Visitor> {
    const context = this.page.context();
    const page = await context.newPage();
    return new Visitor(name, this.size, page, await context.newCDPSession(page));
  }

  find(role: Role, name: Words, within: Page | Locator = this.page): Locator {
    return within.getByRole(role, { name, exact: typeof name === "string" });
  }

  async press(name: Words, within: Page | Locator = this.page): Promise<void> {
    await this.find("button", name, within).click();
  }

  /** Opens a part of the room: agenda, agreement, notes, people. */
  async open(part: string): Promise<void> {
    const parts = this.find("navigation", PARTS_WORDS.nav);
    await parts.getByRole("button", { name: part }).click();
  }

  async write(label: Words, text: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByLabel(label, { exact: true }).fill(text);
  }

  /** Types key by key at the start or the end of what stands in a field. */
  async typeAt(place: "start" | "end", label: Words, text: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    await field.press(place === "start" ? "Control+Home" : "Control+End");
    await field.pressSequentially(text);
  }

  async tick(label: Words, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole("checkbox", { name: label, exact: true }).check();
  }

  /** Waits until these words can be seen. */
  async sees(text: Words, within: Page | Locator = this.page): Promise<void> {
    await within
      .getByText(text, { exact: typeof text === "string" })
      .first()
      .waitFor();
  }

  async reads(heading: Words): Promise<void> {
    await this.find("heading", heading).waitFor();
  }

  /** Waits until these words cannot be seen any more. */
  async seesNoMore(text: Words): Promise<void> {
    const exact = typeof text === "string";
    await this.page.getByText(text, { exact }).first().waitFor({ state: "hidden" });
  }

  /** Waits until the field holds exactly this. */
  async fieldHolds(label: Words, text: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    await until(
      `${this.name} reads "${text}"`,
      async () => (await field.inputValue()) === text,
      PATIENCE,
    );
  }

  /** Waits until this is what is chosen in a list. */
  async choiceIs(label: Words, choice: string): Promise<void> {
    const list = this.page.getByLabel(label, { exact: true });
    const option = list.getByRole("option", { name: choice, exact: true, selected: true });
    await option.waitFor({ state: "attached" });
  }

  /** Where the page says that one is, and who can hear. */
  get band(): Locator {
    return this.page.getByRole("region", { name: frameWords.placeLabel, exact: true });
  }

  async bandSays(text: Words): Promise<void> {
    await this.sees(text, this.band);
  }

  /** Waits until the pictures of these people move. */
  async watches(...labels: readonly string[]): Promise<void> {
    await until(
      `${this.name} sees ${labels.join(", ")}`,
      async () => {
        const moving = await picturesIn(this.session);
        return labels.every((label) => moving.includes(label));
      },
      PATIENCE,
    );
  }

  /** Presses a download link and gives the bytes that arrive. */
  async download(link: string): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
    const coming = this.page.waitForEvent("download");
    await this.find("link", link).click();
    const bytes = await readFile(await (await coming).path());
    return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  }
}
