import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { asRoom, ShownRoom } from "../../style/room";
import { SCENES } from "../../style/scenes";
import type { GuestView } from "../guest-view";
import { guestNotice, guestTile } from "./guest-gate";
import { NOWHERE } from "./page";

// Its icons ask the page where they are.
const PAGE = { body: { dataset: {} }, getElementById: () => null };
beforeEach(() => void vi.stubGlobal("document", PAGE));
afterEach(() => void vi.unstubAllGlobals());

/** All that stands in what a part gives, in one text. */
function textOf(part: ReturnType<typeof guestNotice>): string {
  return JSON.stringify(part.values);
}

function roomWith(scene: string, change: Partial<GuestView>) {
  const view = SCENES[scene]!(1000);
  const room = new ShownRoom({ ...view, guest: { ...view.guest!, ...change } }, ...NO_STREAMS);
  return asRoom(room);
}

const NO_STREAMS = [null, null, null, null, null] as const;

test.each(["home-guest", "class-guest"])("%s: inside, with its tile", (scene) => {
  const room = roomWith(scene, { hasTile: true });
  expect(textOf(guestNotice(room, NOWHERE))).not.toContain("guest.inside");
  expect(guestTile(room, NOWHERE).values).toContain(room);
});

test.each(["home-guest", "class-guest"])("%s: inside without a tile, it is said", (scene) => {
  const room = roomWith(scene, { hasTile: false });
  const said = textOf(guestNotice(room, NOWHERE));
  expect(said).toContain("guest.inside");
  expect(said).toContain("guest.out");
  expect(guestTile(room, NOWHERE).values).not.toContain(room);
});

test("a yes that waits is not asked for again", () => {
  const said = textOf(guestNotice(roomWith("class-guest-asked", { saidYes: true }), NOWHERE));
  expect(said).toContain("guest.coming");
  expect(said).not.toContain("guest.yes");
});
