import { expect, test } from "vitest";
import { Announcer } from "./room-announcer";
import type { RoomView } from "./view";

const FULL = { toJSON: () => expect.unreachable("the marks are many") };

function viewWith(marks: readonly unknown[], phase = "live"): RoomView {
  const drawing = { isOpen: true, theirs: false, isFull: false, marks };
  return { phase, drawing } as unknown as RoomView;
}

test("the same object until something in it has changed", () => {
  let view = viewWith([]);
  const announcer = new Announcer(() => view);
  const first = announcer.view;
  view = viewWith(first.drawing.marks);
  expect(announcer.view).toBe(first);
  view = viewWith(first.drawing.marks, "ended");
  expect(announcer.view).toBe(view);
});

test("a board full of marks is not written down at each look, and a new mark is noticed", async () => {
  const marks = [FULL];
  let view = viewWith(marks);
  const announcer = new Announcer(() => view);
  let told = 0;
  announcer.subscribe(() => {
    told += 1;
  });
  const first = announcer.view;
  view = viewWith(marks);
  expect(announcer.view).toBe(first);
  view = viewWith([...marks, FULL]);
  announcer.changed();
  await Promise.resolve();
  expect([announcer.view, told]).toEqual([view, 1]);
});

test("who looks between a change and its announcement does not silence it", async () => {
  let view = viewWith([]);
  const announcer = new Announcer(() => view);
  const told: RoomView[] = [];
  announcer.subscribe(() => told.push(announcer.view));
  view = viewWith([], "ended");
  announcer.changed();
  expect(announcer.view).toBe(view);
  await Promise.resolve();
  expect(told).toEqual([view]);
  announcer.changed();
  await Promise.resolve();
  expect(told).toEqual([view]);
});
