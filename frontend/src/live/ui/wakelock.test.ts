import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { settle } from "../testing/fake-time";
import { WakeLock } from "./wakelock";

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = "visible";
  asked = 0;
  refuses = false;
  held: { released: boolean; release(): Promise<void> } | null = null;

  readonly wakeLock = {
    request: () => {
      this.asked += 1;
      if (this.refuses) return Promise.reject(new DOMException("", "NotAllowedError"));
      const lock = { released: false, release: () => Promise.resolve() };
      lock.release = () => {
        lock.released = true;
        return Promise.resolve();
      };
      this.held = lock;
      return Promise.resolve(lock);
    },
  };

  /** The browser lets go of what is held while the page is hidden. */
  async show(state: DocumentVisibilityState): Promise<void> {
    this.visibilityState = state;
    if (state === "hidden" && this.held !== null) this.held.released = true;
    this.dispatchEvent(new Event("visibilitychange"));
    await settle();
  }

  get isOn(): boolean {
    return this.held !== null && !this.held.released;
  }
}

let page: FakePage;
let wakeLock: WakeLock;

beforeEach(() => {
  page = new FakePage();
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", page);
  wakeLock = new WakeLock();
});

afterEach(() => vi.unstubAllGlobals());

test("the screen stays on as long as it is wanted, asked for once", async () => {
  wakeLock.want(true);
  await settle();
  wakeLock.want(true);
  await settle();
  expect([page.isOn, page.asked]).toEqual([true, 1]);
  wakeLock.want(false);
  await settle();
  expect(page.isOn).toBe(false);
});

test("a page that was hidden takes it again", async () => {
  wakeLock.want(true);
  await settle();
  await page.show("hidden");
  expect(page.isOn).toBe(false);
  await page.show("visible");
  expect(page.isOn).toBe(true);
});

test("what was refused, as on a low battery, is asked again when the page is shown", async () => {
  page.refuses = true;
  wakeLock.want(true);
  await settle();
  page.refuses = false;
  await page.show("visible");
  expect(page.isOn).toBe(true);
});

test("nothing is held after it was ended, or wanted no more while it was asked for", async () => {
  wakeLock.want(true);
  wakeLock.want(false);
  await settle();
  expect(page.isOn).toBe(false);
  wakeLock.want(true);
  await settle();
  wakeLock.close();
  await page.show("visible");
  expect(page.isOn).toBe(false);
});
