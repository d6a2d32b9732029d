import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CameraMemory } from "./camera-memory";
import {
  afterChoice,
  type Camera,
  type Kept,
  keptIn,
  knownAs,
  NOTHING_KEPT,
  placesFor,
  recognised,
  refreshed,
} from "./cameras";
import { memoryStore } from "./choices";

const usb = { id: "u", label: "USB-camera" };
const lid = { id: "l", label: "Ingebouwd" };
const third = { id: "t", label: "Documentcamera" };

function kept(board: Camera | null, room: Camera | null, more: Partial<Kept> = {}): Kept {
  const known = (camera: Camera | null) => camera && { ...camera, nth: 0 };
  return { board: known(board), room: known(room), isSingle: false, ...more };
}

describe("what should be open", () => {
  test.each([
    ["nobody chose", NOTHING_KEPT, [usb, lid], false, "any", "none"],
    ["both are there", kept(usb, lid), [lid, usb], false, { id: "u" }, { id: "l" }],
    ["the browser names none yet", kept(usb, lid), [], false, { id: "u" }, "none"],
    ["the room's is gone", kept(usb, lid), [usb], true, { id: "u" }, "lost"],
    ["the board's is gone in a lesson", kept(usb, lid), [lid], true, "lost", { id: "l" }],
    ["one camera alone is the board", kept(usb, lid), [lid], false, { id: "l" }, "lost"],
    [
      "an unknown camera is the board at the start",
      kept(usb, null),
      [third],
      false,
      { id: "t" },
      "none",
    ],
    ["and never takes its place unasked", kept(usb, lid), [third], true, "lost", "lost"],
    [
      "one camera at a time",
      kept(usb, lid, { isSingle: true }),
      [usb, lid],
      false,
      { id: "u" },
      "none",
    ],
    ["no second one is used", kept(usb, null), [usb, lid], false, { id: "u" }, "none"],
  ] as const)("%s", (_name, from, cameras, wasOpen, board, room) => {
    expect(placesFor(from, cameras, { wasOpen, live: null })).toEqual({ board, room });
  });
});

describe("recognised", () => {
  test("by its label when the ids are others", () => {
    const now = [
      { ...lid, id: "1" },
      { ...usb, id: "2" },
    ];
    expect(recognised(kept(usb, lid), now)).toEqual({ board: now[1], room: now[0] });
    expect(refreshed(kept(usb, lid), now)).toEqual(kept(now[1]!, now[0]!));
  });

  test("two of one label by their order, whatever their ids", () => {
    const [a, b] = [
      { id: "a", label: "Twin" },
      { id: "b", label: "Twin" },
    ];
    const from: Kept = { board: knownAs("b", [a, b]), room: knownAs("a", [a, b]), isSingle: false };
    const now = [{ id: "x", label: "Twin" }, lid, { id: "y", label: "Twin" }];
    expect(recognised(from, now)).toEqual({ board: now[2], room: now[0] });
  });

  test("an id goes before a label, also of the other one", () => {
    const [a, b] = [
      { id: "a", label: "Twin" },
      { id: "b", label: "Twin" },
    ];
    const from: Kept = {
      board: { ...a, id: "gone", nth: 0 },
      room: { ...a, nth: 0 },
      isSingle: false,
    };
    expect(recognised(from, [a, b])).toEqual({ board: b, room: a });
  });

  test("never by an empty label, which all have before a permission", () => {
    const nameless = { id: "1", label: "" };
    expect(recognised(kept({ id: "0", label: "" }, null), [nameless]).board).toBeNull();
  });

  const camera = fc.record({ id: fc.uuid(), label: fc.constantFrom("", "A", "B", "C") });
  const cameras = fc.uniqueArray(camera, { maxLength: 5, selector: ({ id }) => id });

  test("one camera is never both, and what is found is there", () => {
    fc.assert(
      fc.property(cameras, cameras, fc.boolean(), (before, now, wasOpen) => {
        const known = (i: number) => knownAs(before[i]?.id ?? "", before);
        const from: Kept = { board: known(0), room: known(1), isSingle: false };
        const { board, room } = recognised(from, now);
        if (board !== null) expect(now).toContain(board);
        expect(board === null || board !== room).toBe(true);
        const places = placesFor(from, now, { wasOpen, live: now[0]?.id ?? null });
        if (typeof places.board === "object") expect(places.board).not.toEqual(places.room);
      }),
    );
  });

  test("the same cameras under the same ids are recognised in any order", () => {
    fc.assert(
      fc.property(
        cameras.filter(({ length }) => length > 1),
        (all) => {
          const [a, b] = all as [Camera, Camera];
          const from: Kept = {
            board: knownAs(a.id, all),
            room: knownAs(b.id, all),
            isSingle: false,
          };
          expect(recognised(from, all.toReversed())).toEqual({ board: a, room: b });
        },
      ),
    );
  });
});

describe("somebody says what a camera shows", () => {
  const all = [usb, lid, third];
  test.each([
    ["the second one is the room's", NOTHING_KEPT, "u", "l", "room", kept(usb, lid)],
    ["before any is open", NOTHING_KEPT, null, "l", "room", kept(usb, lid)],
    ["the board's becomes the room's", NOTHING_KEPT, "u", "u", "room", kept(lid, usb)],
    ["they change places", kept(usb, lid), "u", "l", "board", kept(lid, usb)],
    ["they change places, said of the other", kept(usb, lid), "u", "u", "room", kept(lid, usb)],
    ["a third one is the board", kept(usb, lid), "u", "t", "board", kept(third, lid)],
    ["a third one is the room's", kept(usb, lid), "u", "t", "room", kept(usb, third)],
    ["the room's goes off", kept(usb, lid), "u", "l", "off", kept(usb, null)],
    ["the board's is switched off elsewhere", kept(usb, lid), "u", "u", "off", kept(usb, lid)],
    ["a camera that is not there", kept(usb, lid), "u", "x", "board", kept(usb, lid)],
    [
      "again, where one camera at a time was found",
      kept(usb, lid, { isSingle: true }),
      "u",
      "l",
      "room",
      kept(usb, lid),
    ],
  ] as const)("%s", (_name, from, board, id, use, then) => {
    expect(afterChoice(from, all, board, id, use)).toEqual(then);
  });

  test("one that is gone goes off too", () => {
    expect(afterChoice(kept(usb, lid), [usb], "u", "l", "off")).toEqual(kept(usb, null));
  });

  test("one camera alone can't be the room's", () => {
    expect(afterChoice(NOTHING_KEPT, [usb], "u", "u", "room")).toEqual(NOTHING_KEPT);
  });
});

describe("on the disk", () => {
  test("what was chosen is there after a reload", () => {
    const store = memoryStore();
    new CameraMemory(store, "key").keep(kept(usb, lid));
    expect(new CameraMemory(store, "key").kept).toEqual(kept(usb, lid));
  });

  test("anything else is nothing, and no error", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const store = memoryStore();
        store.setItem("key", text);
        const found = new CameraMemory(store, "key").kept;
        expect(keptIn(JSON.parse(JSON.stringify(found)))).toEqual(found);
      }),
    );
    const store = memoryStore();
    store.setItem("key", "{");
    expect(new CameraMemory(store, "key").kept).toEqual(NOTHING_KEPT);
    expect(keptIn({ board: { id: "", label: "x" }, room: null })).toEqual(NOTHING_KEPT);
    expect(keptIn({ board: { ...usb, nth: -3 } }).board).toEqual({ ...usb, nth: 0 });
  });

  test("a disk that refuses is no error", () => {
    const refuse = () => {
      throw new DOMException("", "SecurityError");
    };
    const memory = new CameraMemory(
      { getItem: refuse, setItem: refuse, removeItem: refuse },
      "key",
    );
    memory.keep(kept(usb, null));
    expect(memory.kept).toEqual(kept(usb, null));
  });
});
