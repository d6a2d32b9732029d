/** Rooms whose device has two cameras, chosen before the lesson begins. */

import type { Stage } from "./stage";

/** The class: one at the board, one on the room. */
export async function twoInClass(stage: Stage): Promise<void> {
  const { klas } = stage;
  klas.media.cameras = [
    { id: "usb", label: "USB" },
    { id: "lid", label: "Lid" },
  ];
  klas.media.plug();
  await stage.pass(50);
  klas.room.useCamera("usb", "board");
  klas.room.useCamera("lid", "room");
}

/** A tablet at home: one that looks at the pupil, which is chosen, and one that looks away. */
export async function frontAndRear(stage: Stage): Promise<void> {
  const { home } = stage;
  home.media.cameras = [
    { id: "front", label: "Front" },
    { id: "rear", label: "Rear" },
  ];
  home.media.rear = "rear";
  home.room.chooseCamera("front");
  await stage.pass(50);
}
