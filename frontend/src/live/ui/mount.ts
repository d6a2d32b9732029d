/** Puts the screen of one side in the page. */

import type { Room } from "../view";
import { ClassScreenElement } from "./class";
import { Home } from "./home";
import type { Place } from "./page";

/** Fills `where`; returns the way to take it away again. */
export function mount(where: HTMLElement, room: Room, place: Place): () => void {
  const screen = room.view.side === "home" ? new Home() : new ClassScreenElement();
  screen.place = place;
  screen.room = room;
  where.replaceChildren(screen);
  return () => {
    screen.remove();
  };
}
