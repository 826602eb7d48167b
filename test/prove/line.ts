/**
 * The long form of VIDEO-66: a page whose network is gone for longer than the video library
 * tries, and then is back: heard and hearing again by itself.
 */
import { PLACE_WORDS } from "../../client/words/en/room.ts";
import { cutNetwork } from "../support/network-cut.ts";
import { hears, TwoPages } from "../support/two-pages.ts";

type Options = Readonly<Record<string, string | undefined>>;

/** Milliseconds in which a page is back once its network is. */
const BACK = 30_000;

/** `seconds`: how long the network is gone. */
export async function proveLine(options: Options) {
  const seconds = Number(options["seconds"] ?? "90");
  const pages = await TwoPages.open();
  try {
    const { mediator, parent, parentBrowser } = pages;
    await Promise.all([hears(mediator), hears(parent)]);
    const mend = await cutNetwork(parentBrowser);
    try {
      await parent.getByText(PLACE_WORDS.backOnLine).waitFor();
      process.stderr.write(`cut, and the page says so; ${String(seconds)} s of it\n`);
      await mediator.waitForTimeout(seconds * 1000);
    } finally {
      mend();
    }
    const begin = performance.now();
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => {
        reject(new Error("not back in time"));
      }, BACK).unref();
    });
    await Promise.race([Promise.all([hears(mediator), hears(parent)]), late]);
    const backMs = Math.round(performance.now() - begin);
    return { result: { cutSeconds: seconds, backMs }, ok: true };
  } finally {
    await pages.close();
  }
}
