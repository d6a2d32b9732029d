/** Which frames of a page are asked, and whose turn it is. */

import { expect, test } from "vitest";
import type { Hatch } from "../shared/frame-hatch";
import { neighboursIn } from "./neighbours";

const granted = () => Promise.resolve(true);

function hatchFor(name: string): Hatch {
  return {
    passed: () => ({ video: null, audio: null }),
    beside: () => undefined,
    aside: { holds: (camera) => camera === name, step: () => null },
  };
}

/** A frame of a page; with a line of ours in it, or a page that is not ours, or none yet. */
function pageWith(own: object, ...others: object[]): Window {
  const frames = [own, ...others];
  const parent = frames;
  return Object.assign(own, { parent }) as unknown as Window;
}

test("all frames with a line but its own", () => {
  const foreign = {
    get sioHatch(): Hatch {
      throw new DOMException("", "SecurityError");
    },
  };
  const page = pageWith({ sioHatch: hatchFor("own") }, { sioHatch: hatchFor("bo") }, foreign, {});
  const lines = neighboursIn(page, {}, granted).lines();
  expect(lines.map((line) => [line.holds("bo"), line.holds("own")])).toEqual([[true, false]]);
});

test("a page without frames, and a browser without locks: nobody, and no turn", async () => {
  const page = {} as { parent?: object; length: number };
  page.parent = page;
  page.length = 0;
  const neighbours = neighboursIn(page as unknown as Window, {}, granted);
  expect([neighbours.lines(), await neighbours.turn()]).toEqual([[], null]);
});

test("one after the other; who waits too long goes without", async () => {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  const request = async (_name: string, _options: LockOptions, hold: () => Promise<void>) => {
    if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve));
    isTaken = true;
    await hold();
    isTaken = false;
    waiting.shift()?.();
  };
  const locks = { request } as unknown as LockManager;
  const { turn } = neighboursIn({} as Window, { locks }, granted);
  const first = await turn();
  let isSecond = false;
  const second = turn().then((done) => {
    isSecond = true;
    return done;
  });
  await Promise.resolve();
  expect([typeof first, isSecond]).toEqual(["function", false]);
  first?.();
  expect(typeof (await second)).toBe("function");
  const late = { request: () => Promise.reject(new DOMException("", "TimeoutError")) };
  const without = neighboursIn({} as Window, { locks: late as unknown as LockManager }, granted);
  expect(await without.turn()).toBeNull();
});
