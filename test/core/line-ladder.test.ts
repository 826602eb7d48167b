/** The ladder of a weak line: when it goes down, when up, whose face stays, what is measured. */
import { describe, expect, it } from "vitest";

import { oneFace, onlyShown } from "../../client/state/line/faces.ts";
import {
  type Ladder,
  type LineSample,
  look,
  lowered,
  type Rung,
  RUNGS,
  startLadder,
} from "../../client/state/line/ladder.ts";
import { DataMeter, estimatePerHour } from "../../client/state/line/data-use.ts";
import { countsIn, flowBetween, sampleOf } from "../../client/state/line/line-counts.ts";
import { sendingOn } from "../../client/state/line/sending.ts";
import { lineNews } from "../../client/pages/room/line-news.ts";
import { DATA_WORDS, sizeWords } from "../../client/words/en/data.ts";
import { LINE_WORDS, WEAK_WORDS } from "../../client/words/en/line.ts";
import { createChance } from "../support/chance.ts";

const GOOD: LineSample = { quality: "good", lost: 0, upward: 900_000 };
const BAD: LineSample = { quality: "good", lost: 0.12, upward: null };
const BROKEN: LineSample = { quality: "poor", lost: 0.4, upward: null };
const FAIR: LineSample = { quality: "good", lost: 0.04, upward: null };

function after(ladder: Ladder, sample: LineSample, looks: number): Ladder {
  return Array.from({ length: looks }).reduce<Ladder>((now) => look(now, sample), ladder);
}
/** How many such looks until it stands elsewhere. */
function looksUntilMoved(ladder: Ladder, sample: LineSample): number {
  let now = ladder;
  for (let looks = 1; looks <= 500; looks += 1) {
    now = look(now, sample);
    if (now.rung !== ladder.rung) return looks;
  }
  return Number.POSITIVE_INFINITY;
}

describe("going down", () => {
  it("[VIDEO-61] a bad line goes to one face, then to sound only, and stays there", () => {
    const one = after(startLadder("everyone"), BAD, 3);
    expect(one.rung).toBe("oneFace");
    expect(after(one, BAD, 3).rung).toBe("sound");
    expect(after(one, BAD, 300).rung).toBe("sound");
  });

  it.each([
    ["a poor line by the video server's word", { ...GOOD, quality: "poor" }],
    ["no room upward beside one's own picture", { ...GOOD, upward: 60_000 }],
  ] as const)("[VIDEO-61] %s costs pictures, and never the sound", (_, sample) => {
    expect(after(startLadder("everyone"), sample, 300).rung).toBe("sound");
  });

  it("[VIDEO-61] sound that breaks up takes all pictures at once, and itself only after long", () => {
    const sound = after(startLadder("everyone"), BROKEN, 2);
    expect(sound.rung).toBe("sound");
    expect(after(sound, BROKEN, 4).rung).toBe("sound");
    expect(after(sound, BROKEN, 5).rung).toBe("typing");
  });

  it("[VIDEO-61] one bad moment, and a line that is only fair, change nothing", () => {
    const ladder = after(startLadder("everyone"), BAD, 2);
    expect(after(look(ladder, FAIR), BAD, 2).rung).toBe("everyone");
    expect(looksUntilMoved(startLadder("everyone"), FAIR)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("going up", () => {
  const fallen = after(startLadder("everyone"), BROKEN, 2);

  it("[VIDEO-62] one rung at a time, each after half a calm minute", () => {
    expect(looksUntilMoved(fallen, GOOD)).toBe(15);
    const one = after(fallen, GOOD, 15);
    expect(one.rung).toBe("oneFace");
    expect(looksUntilMoved(one, GOOD)).toBe(15);
    expect(after(one, GOOD, 15).rung).toBe("everyone");
    expect(looksUntilMoved(fallen, FAIR)).toBe(Number.POSITIVE_INFINITY);
  });

  it("[VIDEO-62] a line that goes up and down waits longer each time, four minutes at most", () => {
    let now = fallen;
    const waits = Array.from({ length: 6 }, () => {
      const wait = looksUntilMoved(now, GOOD);
      now = after(after(now, GOOD, wait), BAD, 3);
      return wait;
    });
    expect(waits).toEqual([15, 30, 60, 120, 120, 120]);
    const settled = after(after(now, GOOD, 120), FAIR, 30);
    expect(looksUntilMoved(after(settled, BAD, 3), GOOD)).toBe(15);
  });

  it("[VIDEO-62] from typing only it tries the sound again after a while, whatever it sees", () => {
    const typing = after(fallen, BROKEN, 5);
    expect(looksUntilMoved(typing, { quality: "unknown", lost: null, upward: null })).toBe(15);
  });

  it("[VIDEO-62] whatever the line does, it never stands above what the person chose", () => {
    const chance = createChance(7);
    const samples = [GOOD, BAD, BROKEN, FAIR, GOOD, GOOD] as const;
    for (const limit of RUNGS) {
      let now = startLadder(limit);
      for (let n = 0; n < 2000; n += 1) {
        const sample = chance.pick(samples);
        now = after(now, sample, 1 + Math.floor(chance.number() * 20));
        expect(RUNGS.indexOf(now.rung)).toBeGreaterThanOrEqual(RUNGS.indexOf(limit));
        expect(lowered(now)).toBe(now.rung !== limit);
      }
    }
  });
});

describe("whose face", () => {
  const faces = [
    { ear: "a", speaking: false },
    { ear: "b", speaking: true },
    { ear: "c", speaking: true },
  ];
  const quiet = faces.map((face) => ({ ...face, speaking: false }));

  it("[VIDEO-63] the pinned one, else a speaker, else who spoke last", () => {
    expect(oneFace(faces, ["x", "a"], "c")).toBe("a");
    expect(oneFace(faces, [], null)).toBe("b");
    expect(oneFace(faces, [], "c")).toBe("c");
    expect(oneFace(quiet, [], "c")).toBe("c");
    expect(oneFace(quiet, [], "gone")).toBe("a");
    expect(oneFace([], ["a"], "a")).toBeNull();
  });

  it("[VIDEO-63] on each rung the pictures that belong to it", () => {
    const seen = new Map(["a", "b"].map((ear) => [ear, { picture: ear }]));
    const shown = (rung: Rung): readonly (string | null)[] =>
      [...onlyShown<{ picture: string | null }>(seen, rung, "a").values()].map(
        (one) => one.picture,
      );
    expect(shown("everyone")).toEqual(["a", "b"]);
    expect(shown("oneFace")).toEqual(["a", null]);
    expect([shown("sound"), shown("typing")]).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it("[UI-163] one's own picture rests on sound only, and everything on typing only", () => {
    const both = ["microphone", "camera"];
    expect(sendingOn("oneFace", both)).toEqual({ microphone: true, camera: true });
    expect(sendingOn("sound", both)).toEqual({ microphone: true, camera: false });
    expect(sendingOn("typing", both)).toEqual({ microphone: false, camera: false });
    expect(sendingOn("everyone", ["camera"])).toEqual({ microphone: false, camera: true });
  });
});

describe("what is measured", () => {
  const voice = { id: "v", type: "inbound-rtp", kind: "audio" };
  const first = [{ ...voice, bytesReceived: 1000, packetsReceived: 100, packetsLost: 0 }];
  const later = [
    { ...voice, bytesReceived: 3000, packetsReceived: 190, packetsLost: 10 },
    { id: "p", type: "outbound-rtp", kind: "video", bytesSent: 5000, packetsSent: 10 },
    { id: "r", type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.2 },
    { id: "c", type: "candidate-pair", availableOutgoingBitrate: 80_000 },
    "no entry",
  ];

  it("[VIDEO-64] lost sound, either way the worse, and every byte with what wraps it", () => {
    const flow = flowBetween(countsIn([first]), countsIn([later, later]));
    expect(flow.bytes).toBe(2000 + 90 * 38 + 5000 + 10 * 38);
    expect(flow).toMatchObject({ received: 90, lost: 10, lostOut: 0.2, upward: 80_000 });
    expect(sampleOf(flow, "good")).toEqual({ quality: "good", lost: 0.2, upward: 80_000 });
    expect(sampleOf({ ...flow, lostOut: null }, "good").lost).toBeCloseTo(0.1);
  });

  it("[VIDEO-64] what is not told is not known: no counters, hardly any sound, no own picture", () => {
    const nothing = flowBetween(null, countsIn([]));
    expect(sampleOf(nothing, "unknown")).toEqual({ quality: "unknown", lost: null, upward: null });
    const few = flowBetween(null, countsIn([[{ ...voice, packetsReceived: 3, packetsLost: 3 }]]));
    expect(sampleOf(few, "good").lost).toBeNull();
    expect(flowBetween(null, countsIn([[later[3]]])).upward).toBeNull();
  });

  it("[VIDEO-64] counters that begin anew on another line are never less than nothing", () => {
    const anew = flowBetween(countsIn([later]), countsIn([first]));
    expect(anew).toMatchObject({ bytes: 0, received: 0, lost: 0 });
  });

  it("[VIDEO-64] data of the last minute makes an hour, and all of it the sum", () => {
    const meter = new DataMeter();
    meter.add(900_000_000, 0);
    expect(meter.perHour).toBeNull();
    for (let at = 2000; at <= 80_000; at += 2000) meter.add(100_000, at);
    expect(meter.perHour).toBe(180_000_000);
    expect(meter.total).toBe(904_000_000);
  });
});

describe("what is said", () => {
  it("[UI-161] sizes as one would say them, each rung less than the one above", () => {
    expect([4e6, 43_400_000, 386_000_000, 996_000_000, 1_240_000_000].map(sizeWords)).toEqual([
      "less than 10 MB",
      "about 43 MB",
      "about 390 MB",
      "about 1.0 GB",
      "about 1.2 GB",
    ]);
    const hours = RUNGS.map((rung) => estimatePerHour(rung, 5));
    expect(hours).toEqual([...hours].toSorted((a, b) => b - a));
    expect(new Set(hours).size).toBe(4);
    expect(DATA_WORDS.choice(DATA_WORDS.rungs.sound, estimatePerHour("sound", 5))).toBe(
      "Sound only: about 43 MB an hour",
    );
  });

  it("[UI-160] each step is told once, with its reason, and the way up too", () => {
    const all = { rung: "everyone", lowered: false } as const;
    const weak = { rung: "sound", lowered: true } as const;
    expect(lineNews(all, all)).toEqual([]);
    expect(lineNews(all, weak)).toEqual([`${WEAK_WORDS.sound.title}. ${WEAK_WORDS.sound.text}`]);
    expect(lineNews(all, { ...weak, lowered: false })[0]).toContain("You chose");
    const one = { rung: "oneFace", lowered: true } as const;
    expect(lineNews(weak, one)).toEqual([LINE_WORDS.better, LINE_WORDS.cameraMayStart]);
    expect(lineNews(one, all)).toEqual([LINE_WORDS.better]);
  });
});
