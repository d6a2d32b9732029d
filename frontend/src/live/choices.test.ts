import { expect, test } from "vitest";
import { isHidden, KeptChoices, mayPause, memoryStore, OPEN } from "./choices";

test("what was chosen is read again, until it is forgotten", () => {
  const kept = new KeptChoices(memoryStore(), "key", "home");
  const chosen = { ...OPEN, camera: false, watching: true, paused: "care" } as const;
  kept.keep(chosen);
  expect(kept.read()).toEqual(chosen);
  kept.forget();
  expect(kept.read()).toMatchObject({ camera: false, microphone: false });
});

test.each(["", "{", "7", "null", "[]"])("of what cannot be read (%s) nothing is shown", (text) => {
  const store = memoryStore();
  store.setItem("key", text);
  for (const side of ["home", "class"] as const) {
    const read = new KeptChoices(store, "key", side).read();
    expect(read).toMatchObject({ camera: false, microphone: false, photos: false });
    // A class may have a second camera.
    expect(isHidden(read)).toBe(true);
  }
});

test("who watches or rests is hidden", () => {
  const hidden = [OPEN, { ...OPEN, watching: true }, { ...OPEN, paused: "rest" as const }];
  expect(hidden.map(isHidden)).toEqual([false, true, true]);
});

test("each side has its own reasons", () => {
  expect([mayPause("home", "meal"), mayPause("class", "meal")]).toEqual([true, false]);
  expect([mayPause("home", "class"), mayPause("class", "class")]).toEqual([false, true]);
});
