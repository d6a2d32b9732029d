import { expect, test } from "vitest";
import { memoryStore } from "../choices";
import { PagesMark } from "./pages-mark";

const MINUTE_MS = 60_000;
let now = 1_795_000_000_000;

function setUp() {
  const store = memoryStore();
  const page = (path = "/thuis/") => new PagesMark(store, `sio.pages.${path}`, () => now);
  return { page };
}

test("pages that lay on the desk are missed by the page that comes after", () => {
  const { page } = setUp();
  expect(page().isLeft).toBe(false);
  page().keep(true);
  expect(page().isLeft).toBe(true);
});

test("sent or thrown away, they are not missed", () => {
  const { page } = setUp();
  page().keep(true);
  page().keep(false);
  expect(page().isLeft).toBe(false);
});

test("nor are they in the lesson of another day, or of another pupil", () => {
  const { page } = setUp();
  page("/klas/1/").keep(true);
  expect(page("/klas/2/").isLeft).toBe(false);
  now += 61 * MINUTE_MS;
  expect(page("/klas/1/").isLeft).toBe(false);
});
