/** Puts the screen of one side in the page. */

import { isNursery } from "../nursery-kept";
import type { Room } from "../view";
import { ClassScreenElement } from "./class";
import { deviceStore } from "./device-store";
import { Home } from "./home";
import type { Place } from "./page";
import type { Screen } from "./screen";

/** Fills `where`; returns the way to take it away again. */
export function mount(where: HTMLElement, room: Room, place: Place): () => void {
  let screen: Screen | null = null;
  let isGone = false;
  const show = (next: Screen): void => {
    if (isGone) return;
    screen = next;
    screen.place = place;
    screen.room = room;
    where.replaceChildren(screen);
  };
  if (room.view.side === "class") show(new ClassScreenElement());
  else if (!isNursery(deviceStore(), place.nursery)) show(new Home());
  else void import("./nursery").then(({ NurseryHome }) => show(new NurseryHome()));
  return () => {
    isGone = true;
    screen?.remove();
  };
}
