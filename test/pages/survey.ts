/**
 * Runs inside a page of the journey: what axe finds, what is too wide, too small to press, named
 * twice, and which words stand there. It only looks; `test/support/journey/survey.ts` brings it in.
 */

/** axe-core, as far as it is used here. It is put into the page before this script. */
declare const axe: {
  run(
    root: Document,
    options: { runOnly: { type: "tag"; values: readonly string[] }; resultTypes: ["violations"] },
  ): Promise<{
    violations: {
      id: string;
      impact?: string | null;
      help: string;
      nodes: { target: unknown[] }[];
    }[];
  }>;
};

/** Pixels: both sides of whatever can be pressed. */
const TARGET = 44;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PRESSABLE = "button, summary, select, input, textarea, [role=button], a[href]";
const SIDEWAYS = ["auto", "scroll"];

type Violation = { rule: string; impact: string; help: string; where: string[] };

/** What a person can reach now: an open dialog hides the rest. */
function reach(): Element {
  const dialogs = [...document.querySelectorAll("dialog:modal")];
  return dialogs.at(-1) ?? document.body;
}

function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
}

function nameOf(element: Element): string {
  const label = element.getAttribute("aria-label") ?? element.textContent;
  return label.replaceAll(/\s+/gu, " ").trim().slice(0, 80);
}

/** A tick and its words are one target; a link within a sentence is none (WCAG 2.5.8). */
function targetOf(element: Element): DOMRect | null {
  if (element instanceof HTMLAnchorElement && getComputedStyle(element).display === "inline") {
    return null;
  }
  const isTick =
    element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type);
  return ((isTick ? element.closest("label") : null) ?? element).getBoundingClientRect();
}

function smallTargets(root: Element): string[] {
  return [...root.querySelectorAll(PRESSABLE)].filter(isShown).flatMap((element) => {
    const box = targetOf(element);
    if (box === null || (box.width >= TARGET - 0.5 && box.height >= TARGET - 0.5)) return [];
    return [`${nameOf(element)} (${box.width.toFixed(0)} × ${box.height.toFixed(0)})`];
  });
}

function sameNames(root: Element): string[] {
  const names = [...root.querySelectorAll("button")].filter(isShown).map(nameOf);
  return names.filter((name, place) => names.indexOf(name) !== place);
}

/** Something unseen lies below the last thing that can be seen: the page scrolls into nothing. */
function emptyBelow(): string[] {
  const { height } = document.body.getBoundingClientRect();
  const more = document.documentElement.scrollHeight - Math.max(height, innerHeight);
  return more > 1 ? [`${more.toFixed(0)} px of nothing below the page`] : [];
}

/** Whatever a person would have to move sideways to read. */
function tooWide(): string[] {
  const page = document.documentElement;
  const boxes = [...document.body.querySelectorAll("*")].filter(
    (element) =>
      isShown(element) &&
      SIDEWAYS.includes(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth + 1,
  );
  const beyond = page.scrollWidth > page.clientWidth + 1 ? widest(page.clientWidth) : [];
  return [...beyond, ...boxes.map(describe), ...emptyBelow()];
}

function widest(width: number): string[] {
  const out = [...document.body.querySelectorAll("*")].filter(
    (element) => isShown(element) && element.getBoundingClientRect().right > width + 1,
  );
  return out.slice(0, 5).map(describe);
}

function describe(element: Element): string {
  const { width } = element.getBoundingClientRect();
  return `${element.tagName.toLowerCase()} "${nameOf(element).slice(0, 30)}" ${width.toFixed(0)} px`;
}

/** All that is read or spoken: the text shown and the names given to screen readers. */
function words(): string {
  const named = [...document.querySelectorAll("[aria-label], [alt], [title]")].flatMap((element) =>
    ["aria-label", "alt", "title"].map((name) => element.getAttribute(name) ?? ""),
  );
  const spoken = [...document.querySelectorAll("[aria-live]")].map((one) => one.textContent);
  return [document.title, document.body.innerText, ...named, ...spoken].join("\n");
}

async function violations(): Promise<Violation[]> {
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: TAGS },
    resultTypes: ["violations"],
  });
  return found.violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? "",
    help,
    where: nodes.map(({ target }) => target.map(String).join(" ")),
  }));
}

/** Two frames: the page has been laid out at its new width. */
async function laidOut(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}

async function accordSurvey() {
  await laidOut();
  const root = reach();
  return {
    violations: await violations(),
    tooWide: tooWide(),
    smallTargets: smallTargets(root),
    sameNames: sameNames(root),
    words: words(),
  };
}

async function accordTooWide() {
  await laidOut();
  return tooWide();
}

/** Names of the moving pictures that really move: decoded, and not at their first moment. */
function accordPictures() {
  return [...document.querySelectorAll("video")]
    .filter((video) => video.readyState >= 2 && video.videoWidth > 0 && video.currentTime > 0)
    .map(nameOf);
}

Object.assign(globalThis, { accordSurvey, accordTooWide, accordPictures });
