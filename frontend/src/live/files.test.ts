import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ASKED_FROM_BYTES } from "./file-inbox";
import { MAX_FILE_BYTES } from "./file-kinds";
import { BLOCK_BYTES, sumsOf } from "./file-sums";
import { bytesFrom, digest, fileOf, hugeFile, jpegOf, sumOf } from "./testing/fake-files";
import { FilesStage } from "./testing/files-stage";

let stage: FilesStage;
beforeEach(() => {
  stage = new FilesStage();
});

const isHere = () => stage.home.states().includes("here");
const isSent = () => stage.klas.states().includes("sent");

describe("a file", () => {
  it("arrives whole, with progress on both sides, and nothing opens by itself", async () => {
    const bytes = jpegOf(2.4 * BLOCK_BYTES);
    stage.connect();
    stage.klas.files.send([fileOf(bytes, "werkblad.jpg")]);
    const seen = { home: new Set<number>(), klas: new Set<number>() };
    await stage.until(() => {
      for (const side of ["home", "klas"] as const)
        for (const { done } of stage[side].items) seen[side].add(done);
      return isHere() && isSent();
    });
    expect(await stage.home.received()).toEqual({ "werkblad.jpg": sumOf(bytes) });
    expect(seen.home.size).toBeGreaterThan(3);
    expect(seen.klas.size).toBeGreaterThan(3);
  });

  it("goes both ways at once", async () => {
    const [mine, theirs] = [jpegOf(700_000, 3), jpegOf(900_000, 4)];
    stage.connect();
    stage.klas.files.send([fileOf(theirs, "a.jpg")]);
    stage.home.files.send([fileOf(mine, "b.jpg")]);
    await stage.until(() => [stage.home, stage.klas].every((one) => one.states().includes("here")));
    expect(await stage.home.received()).toEqual({ "a.jpg": sumOf(theirs) });
    expect(await stage.klas.received()).toEqual({ "b.jpg": sumOf(mine) });
  });

  it("is not taken in a test, whatever the other page thinks it may", async () => {
    stage.connect();
    stage.klas.maySend = false;
    stage.home.files.send([fileOf(jpegOf(5000), "blad.jpg")]);
    await stage.until(() => stage.home.states().includes("refused"));
    expect(stage.home.items[0]?.why).toBe("files.test");
    expect(stage.klas.items).toEqual([]);
    stage.klas.maySend = true;
    stage.home.files.send([fileOf(jpegOf(6000), "blad2.jpg")]);
    await stage.until(() => stage.klas.states().includes("here"));
  });

  it("waits for its turn behind another", async () => {
    stage.connect();
    const files = [1, 2, 3].map((seed) => fileOf(jpegOf(200_000, seed), `${seed}.jpg`));
    stage.klas.files.send(files);
    await stage.until(() => stage.klas.states().filter((state) => state === "going").length > 0);
    expect(stage.klas.states().filter((state) => state === "waiting")).toHaveLength(2);
    await stage.until(() => stage.home.states().join() === "here,here,here");
    expect(Object.keys(await stage.home.received())).toEqual(["1.jpg", "2.jpg", "3.jpg"]);
  });

  it("is chosen before there is a line, and goes when there is one", async () => {
    stage.klas.files.send([fileOf(jpegOf(5000), "a.jpg")]);
    await stage.pass(3000);
    expect(stage.klas.states()).toEqual(["waiting"]);
    stage.connect();
    await stage.until(isHere);
  });

  it("is asked for first if it is large", async () => {
    stage.connect();
    stage.klas.files.send([fileOf(jpegOf(ASKED_FROM_BYTES + 1), "groot.jpg")]);
    await stage.until(() => stage.home.states().includes("asked"));
    await stage.pass(5000);
    expect(stage.klas.items[0]?.done).toBe(0);
    stage.home.files.accept(stage.home.items[0]!.id);
    await stage.until(isHere);
  });
});

describe("a cut", () => {
  it("costs only what was on its way", async () => {
    const bytes = jpegOf(3 * BLOCK_BYTES);
    const first = stage.connect(1.5 * BLOCK_BYTES);
    stage.klas.files.send([fileOf(bytes, "a.jpg")]);
    await stage.until(() => first.home.readyState === "closed");
    await stage.pass(600_000);
    expect(stage.home.items[0]).toMatchObject({ state: "going", halted: "line" });
    const done = stage.home.items[0]!.done;
    expect(done).toBeGreaterThan(BLOCK_BYTES);
    const second = stage.connect();
    await stage.until(isHere);
    expect(await stage.home.received()).toEqual({ "a.jpg": sumOf(bytes) });
    expect(second.carried).toBeLessThan(bytes.length - done + 100_000);
  });

  it("at any byte, as often as one likes, with either page loaded anew, loses nothing", async () => {
    const event = fc.record({
      holds: fc.integer({ min: 0, max: 500_000 }),
      after: fc.constantFrom("nothing", "klas", "home", "step"),
      delayMs: fc.integer({ min: 0, max: 60 }),
    });
    const script = fc.array(event, { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(script, fc.integer({ min: 1, max: 300_000 }), async (events, size) => {
        stage = new FilesStage();
        const [down, up] = [jpegOf(size + 4, size), jpegOf(60_000, size + 1)];
        const send = {
          klas: () => stage.klas.files.send([fileOf(down, "neer.jpg")]),
          home: () => stage.home.files.send([fileOf(up, "op.jpg")]),
        };
        send.klas();
        send.home();
        for (const { holds, after, delayMs } of events) {
          stage.connect(holds, delayMs);
          await stage.pass(1500);
          stage.cut();
          await stage.pass(50);
          if (after === "step") stage.klas.step = "sound";
          else stage.klas.step = "whole";
          if (after === "klas" || after === "home") {
            stage[after].reload();
            // The person is told to choose it again.
            send[after]();
          }
        }
        stage.klas.step = "whole";
        stage.connect();
        const isWhole = (desk: typeof stage.home, name: string) =>
          desk.items.some((one) => one.name === name && one.state === "here");
        await stage.until(() => isWhole(stage.home, "neer.jpg") && isWhole(stage.klas, "op.jpg"));
        expect((await stage.home.received())["neer.jpg"]).toBe(sumOf(down));
        expect((await stage.klas.received())["op.jpg"]).toBe(sumOf(up));
      }),
      { numRuns: 20 },
    );
  });

  it("and a new page of the sender: it is told what to choose again, and only the rest goes", async () => {
    const bytes = jpegOf(3 * BLOCK_BYTES);
    stage.connect(2.2 * BLOCK_BYTES);
    stage.klas.files.send([fileOf(bytes, "a.jpg")]);
    await stage.until(() => stage.home.items[0]?.halted === "line");
    stage.klas.reload();
    const second = stage.connect();
    await stage.until(() => stage.klas.view.missing.length === 1);
    expect(stage.klas.view.missing[0]).toMatchObject({ name: "a.jpg", bytes: bytes.length });
    stage.klas.files.send([fileOf(bytes, "ander naampje.jpg")]);
    await stage.until(isHere);
    expect(stage.klas.view.missing).toEqual([]);
    expect(await stage.home.received()).toEqual({ "a.jpg": sumOf(bytes) });
    expect(second.carried).toBeLessThan(1.1 * BLOCK_BYTES);
  });

  it("and a person who lets it be: the other side lets go too", async () => {
    stage.connect(200_000);
    stage.klas.files.send([fileOf(jpegOf(400_000), "a.jpg")]);
    await stage.until(() => stage.home.items[0]?.halted === "line");
    stage.klas.reload();
    stage.connect();
    await stage.until(() => stage.klas.view.missing.length === 1);
    stage.klas.files.stop(stage.klas.view.missing[0]!.id);
    await stage.until(() => stage.home.states().includes("stopped"));
    expect(stage.klas.view.missing).toEqual([]);
  });

  it("and a new page of the receiver gets what was there before", async () => {
    const bytes = jpegOf(300_000);
    stage.connect();
    stage.klas.files.send([fileOf(bytes, "a.jpg")]);
    await stage.until(isSent);
    stage.cut();
    stage.home.reload();
    stage.connect();
    await stage.until(isHere);
    expect(await stage.home.received()).toEqual({ "a.jpg": sumOf(bytes) });
  });
});

describe("a line that", () => {
  it("has only room for sound makes it wait, and both are told", async () => {
    stage.klas.step = "photo";
    stage.connect();
    stage.klas.files.send([fileOf(jpegOf(100_000), "a.jpg")]);
    await stage.until(() => stage.home.items[0]?.halted === "thin");
    await stage.pass(30_000);
    expect(stage.klas.items[0]).toMatchObject({ state: "going", done: 0, halted: "thin" });
    stage.klas.step = "whole";
    await stage.until(isHere);
  });

  it("is narrow slows it down", async () => {
    stage.klas.step = "board_slowest";
    stage.connect();
    stage.klas.files.send([fileOf(jpegOf(75_000), "a.jpg")]);
    const from = stage.time.now();
    await stage.until(isHere);
    // 60 kbit/s.
    expect(stage.time.now() - from).toBeGreaterThan(7000);
  });

  it("changes a bit has that block sent again", async () => {
    const bytes = jpegOf(2 * BLOCK_BYTES);
    let times = 0;
    const change = (message: string | Uint8Array<ArrayBuffer>) => {
      if (typeof message === "string" || message.length < 1000 || times > 0) return message;
      times += 1;
      const other = message.slice();
      other[500] = (other[500] ?? 0) ^ 1;
      return other;
    };
    stage.connect(Infinity, 5, change as never);
    stage.klas.files.send([fileOf(bytes, "a.jpg")]);
    await stage.until(isHere);
    expect(times).toBe(1);
    expect(await stage.home.received()).toEqual({ "a.jpg": sumOf(bytes) });
  });

  it("always changes it is given up, with a word on both sides", async () => {
    const change = (message: string | Uint8Array<ArrayBuffer>) => {
      if (typeof message === "string" || message.length < 1000) return message;
      const other = message.slice();
      other[500] = (other[500] ?? 0) ^ 1;
      return other;
    };
    stage.connect(Infinity, 5, change as never);
    stage.klas.files.send([fileOf(jpegOf(50_000), "a.jpg")]);
    await stage.until(() => stage.klas.states().includes("refused"));
    expect(stage.klas.items[0]?.why).toBe("files.broken");
    expect(stage.home.items[0]?.why).toBe("files.broken");
  });
});

describe("refused is", () => {
  const REFUSED: readonly [what: string, file: File, why: string][] = [
    ["nothing at all", fileOf(bytesFrom(), "leeg.pdf"), "files.empty"],
    ["2 GB, without a look at it", hugeFile(2 ** 31), "files.too_big"],
    ["one byte too many", hugeFile(MAX_FILE_BYTES + 1), "files.too_big"],
    ["a page of the web", fileOf(bytesFrom("<!doctype html><script>"), "a.txt"), "files.active"],
    ["a drawing that can run", fileOf(bytesFrom("<svg onload=x>"), "a.png"), "files.active"],
    ["a program by its name", fileOf(bytesFrom("hello"), "spel.exe"), "files.active"],
    ["a program under another name", fileOf(bytesFrom("MZ", [0, 1, 2]), "a.pdf"), "files.active"],
    ["a picture that says it is a page", fileOf(jpegOf(100), "a.pdf"), "files.lies"],
    ["what nobody knows", fileOf(bytesFrom([1, 2, 3, 4]), "a.xyz"), "files.type"],
  ];

  it.each(REFUSED)("%s", async (_what, file, why) => {
    stage.connect();
    stage.klas.files.send([file]);
    await stage.until(() => stage.klas.states().includes("refused"));
    expect(stage.klas.items[0]?.why).toBe(why);
    expect(stage.home.items).toEqual([]);
  });

  it("what can't be read any more, at once or halfway, with the same word on both sides", async () => {
    const file = fileOf(jpegOf(2.5 * BLOCK_BYTES), "a.jpg");
    stage.connect();
    stage.klas.files.send([file]);
    await stage.until(() => (stage.home.items[0]?.done ?? 0) > 0);
    file.slice = () => {
      throw new DOMException("gone", "NotReadableError");
    };
    await stage.until(() => stage.klas.states().includes("refused"));
    expect(stage.klas.items[0]?.why).toBe("files.unreadable");
    await stage.until(() => stage.home.items[0]?.why === "files.unreadable");
  });

  it("what no memory is left for", async () => {
    stage.home.hasRoom = false;
    stage.connect();
    stage.klas.files.send([fileOf(jpegOf(5000), "a.jpg")]);
    await stage.until(() => stage.klas.states().includes("refused"));
    expect(stage.klas.items[0]?.why).toBe("files.no_room");
    expect(stage.home.items[0]?.why).toBe("files.no_room");
  });

  it("what the other side lies about: it looks for itself", async () => {
    const html = bytesFrom("<html><script>alert(1)</script>");
    const change = (message: string | Uint8Array<ArrayBuffer>) =>
      typeof message === "string" ? message : Uint8Array.from([...message.slice(0, 8), ...html]);
    // A sender that says JPEG and sends a page: sums as of the page.
    const sums = await sumsOf(new Blob([html]), digest);
    const lie = (message: string | Uint8Array<ArrayBuffer>) => {
      if (typeof message !== "string" || !message.includes('"offer"')) return change(message);
      return JSON.stringify({ ...(JSON.parse(message) as object), ...sums, bytes: html.length });
    };
    stage.connect(Infinity, 5, lie as never);
    stage.klas.files.send([fileOf(jpegOf(html.length), "a.jpg")]);
    await stage.until(() => stage.home.states().includes("refused"));
    expect(stage.home.items[0]).toMatchObject({ why: "files.active", url: null });
  });
});

describe("a press", () => {
  it("of the sender stops it at the other side", async () => {
    stage.klas.step = "board_slowest";
    stage.connect();
    stage.klas.files.send([fileOf(jpegOf(500_000), "a.jpg"), fileOf(jpegOf(2000), "b.jpg")]);
    await stage.until(() => (stage.home.items[0]?.done ?? 0) > 0);
    stage.klas.files.stop(stage.klas.items[0]!.id);
    await stage.until(() => stage.home.states()[0] === "stopped");
    await stage.until(() => stage.home.states()[1] === "here");
  });

  it("of the receiver stops it at the sender's, who may send it again", async () => {
    stage.klas.step = "board_slowest";
    stage.connect();
    const bytes = jpegOf(50_000);
    stage.klas.files.send([fileOf(bytes, "a.jpg")]);
    await stage.until(() => (stage.home.items[0]?.done ?? 0) > 0);
    stage.home.files.stop(stage.home.items[0]!.id);
    await stage.until(() => stage.klas.states()[0] === "stopped");
    expect(stage.klas.items[0]?.why).toBe("files.declined");
    stage.klas.files.send([fileOf(bytes, "a.jpg")]);
    await stage.until(isHere);
  });

  it("takes one that is over off the list, and lets go of it", async () => {
    stage.connect();
    stage.klas.files.send([fileOf(jpegOf(5000), "a.jpg")]);
    await stage.until(isHere);
    expect(stage.home.urls.size).toBe(1);
    stage.home.files.stop(stage.home.items[0]!.id);
    expect(stage.home.items).toEqual([]);
    expect(stage.home.urls.size).toBe(0);
  });
});

it("the end of the lesson takes everything with it", async () => {
  stage.connect();
  stage.klas.files.send([fileOf(jpegOf(5000), "a.jpg"), fileOf(jpegOf(900_000), "b.jpg")]);
  stage.home.files.askPhoto();
  await stage.until(isHere);
  for (const desk of [stage.home, stage.klas]) {
    desk.files.forget();
    expect(desk.items).toEqual([]);
    expect(desk.view).toMatchObject({ linked: false, missing: [], snap: null, shutter: null });
    expect(desk.urls.size).toBe(0);
  }
});
