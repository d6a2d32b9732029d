import { describe, expect, it } from "vitest";
import { Captions, type Hearing, MOST_FAILURES } from "./captions";
import {
  type Heard,
  listenIn,
  type Recogniser,
  type Recognition,
  recognitionIn,
  tongueOf,
} from "./captions-browser";
import { captionsChosen, chooseCaptions } from "./captions-kept";
import { memoryStore } from "./choices";
import { FakeTime } from "./testing/fake-time";

const trackOf = (id: string): MediaStreamTrack =>
  ({ id, readyState: "live" }) as unknown as MediaStreamTrack;

function stage() {
  const time = new FakeTime();
  const runs: { id: string; hearing: Hearing; stopped: boolean }[] = [];
  const captions = new Captions({
    time,
    listen: ({ id }, hearing) => {
      const run = { id, hearing, stopped: false };
      runs.push(run);
      return () => void (run.stopped = true);
    },
    onChange: () => undefined,
  });
  const last = () => runs[runs.length - 1]!;
  return { time, runs, captions, last };
}

describe("captions", () => {
  it("begin with a track and never before", async () => {
    const { time, runs, captions } = stage();
    captions.follow(null);
    await time.pass(60_000);
    expect(runs).toHaveLength(0);
    captions.follow(trackOf("a"));
    expect(runs).toHaveLength(1);
  });

  it("show what is said, and drop it in silence", async () => {
    const { time, captions, last } = stage();
    captions.follow(trackOf("a"));
    last().hearing.heard("Neem je boek.", "");
    last().hearing.heard("", "Blad twaalf");
    expect(captions.text).toBe("Neem je boek. Blad twaalf");
    await time.pass(8000);
    expect(captions.text).toBe("");
  });

  it("hold the last words only", () => {
    const { captions, last } = stage();
    captions.follow(trackOf("a"));
    for (let n = 0; n < 100; n += 1) last().hearing.heard(`woord${n}`, "");
    expect(captions.text.length).toBeLessThanOrEqual(140);
    expect(captions.text).toMatch(/^woord\d+ .*woord99$/);
  });

  it("drop the text and stop when the lesson is over", async () => {
    const { time, runs, captions, last } = stage();
    captions.follow(trackOf("a"));
    last().hearing.heard("geheim", "");
    const { hearing } = last();
    captions.close();
    expect(last().stopped).toBe(true);
    hearing.heard("nog iets", "");
    hearing.ended();
    await time.pass(60_000);
    expect(captions.text).toBe("");
    expect(runs).toHaveLength(1);
  });

  it("begin again, each time later, and give up", async () => {
    const { time, runs, captions, last } = stage();
    captions.follow(trackOf("a"));
    last().hearing.ended();
    await time.pass(999);
    expect(runs).toHaveLength(1);
    await time.pass(1);
    expect(runs).toHaveLength(2);
    for (let n = 1; n < MOST_FAILURES; n += 1) {
      last().hearing.ended();
      await time.pass(500 * 2 ** (n + 1));
    }
    expect(captions.gaveUp).toBe(true);
    expect(runs).toHaveLength(MOST_FAILURES);
  });

  it("go on for a whole silent lesson", async () => {
    const { time, captions, last } = stage();
    captions.follow(trackOf("a"));
    for (let n = 0; n < 20; n += 1) {
      await time.pass(60_000);
      last().hearing.ended();
    }
    expect(captions.gaveUp).toBe(false);
  });

  it("follow the track of a new connection", () => {
    const { runs, captions } = stage();
    captions.follow(trackOf("a"));
    captions.follow(trackOf("b"));
    expect(runs.map(({ id, stopped }) => [id, stopped])).toEqual([
      ["a", true],
      ["b", false],
    ]);
  });

  it("are off until somebody chooses them", () => {
    const store = memoryStore();
    expect(captionsChosen(store)).toBe(false);
    chooseCaptions(store, true);
    expect(captionsChosen(store)).toBe(true);
  });
});

/** The browser's own API, as far as it is used. */
function browser(obeys: boolean) {
  const made: Recogniser[] = [];
  const started: boolean[] = [];
  class Stand {
    private local = false;
    lang = "";
    onresult: ((event: Heard) => void) | null = null;
    onerror: (() => void) | null = null;
    onend: (() => void) | null = null;
    constructor() {
      made.push(this as unknown as Recogniser);
    }
    get processLocally(): boolean {
      return this.local;
    }
    set processLocally(wanted: boolean) {
      this.local = wanted && obeys;
    }
    start(): void {
      started.push(this.local);
    }
    abort(): void {
      this.lang = "aborted";
    }
    static available = ({ langs }: { langs: string[] }) =>
      Promise.resolve(langs[0] === "nl-NL" ? "available" : "downloadable");
    static install = () => Promise.resolve(true);
  }
  return { recognition: Stand as unknown as Recognition, made, started };
}

const ignore: Hearing = { heard: () => undefined, ended: () => undefined };

describe("the browser's recogniser", () => {
  it("is started on the device", () => {
    const { recognition, started } = browser(true);
    listenIn(recognition, "nl-NL")(trackOf("a"), ignore);
    expect(started).toEqual([true]);
  });

  it("is never started if it is not local", () => {
    const { recognition, started } = browser(false);
    expect(() => listenIn(recognition, "nl-NL")(trackOf("a"), ignore)).toThrow(
      "captions.not_local",
    );
    expect(started).toEqual([]);
  });

  it("is not there where the browser only knows a service", () => {
    expect(recognitionIn({})).toBeNull();
    expect(recognitionIn({ SpeechRecognition: Date })).toBeNull();
    expect(recognitionIn({ webkitSpeechRecognition: browser(true).recognition })).toBeNull();
    expect(recognitionIn({ SpeechRecognition: browser(true).recognition })).not.toBeNull();
  });

  it("prefers what is there to what must be fetched", async () => {
    const { recognition } = browser(true);
    expect(await tongueOf(recognition, "nl")).toEqual({ lang: "nl-NL", fitness: "available" });
    expect((await tongueOf(recognition, "fr"))?.lang).toBe("fr-BE");
  });

  it("tells what is settled apart from what may change", () => {
    const { recognition, made } = browser(true);
    const heard: string[][] = [];
    listenIn(recognition, "nl-NL")(trackOf("a"), {
      ...ignore,
      heard: (...words) => void heard.push(words),
    });
    const results = [
      { isFinal: true, 0: { transcript: "oud" } },
      { isFinal: true, 0: { transcript: "Dag." } },
      { isFinal: false, 0: { transcript: "neem" } },
    ];
    made[0]?.onresult?.({ resultIndex: 1, results });
    expect(heard).toEqual([["Dag.", "neem"]]);
  });
});
