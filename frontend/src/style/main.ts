/** The style page: one state of the room, with drawn pictures instead of cameras. */

import { drawnMates } from "../live/mates-picture";
import { browserTime } from "../live/time";
import "../live/ui/guest-tile";
import { mount } from "../live/ui/mount";
import { placeFrom } from "../live/ui/page";
import { readJson } from "../shared/page";
import type { RoomView } from "../live/view";
import { asRoom, ShownRoom } from "./room";
import { SCENES } from "./scenes";

/** Two shirts, so that each is known from the other. */
const SHIRTS = ["#f3d9d2", "#d5e8d4"] as const;

/** Classmates at home, drawn by what draws them in a lesson. */
function drawnBeside({ other }: RoomView): MediaStream | null {
  const picture = drawnMates(document, browserTime);
  const faces = (other?.mates ?? []).map(({ name, shown }, i) =>
    shown ? drawn(SHIRTS[i] ?? SHIRTS[0], "#3a4a56", name) : null,
  );
  picture?.show(faces.map((face) => face?.getVideoTracks()[0] ?? null));
  return picture && new MediaStream([picture.track]);
}

function drawn(paper: string, ink: string, words: string): MediaStream | null {
  const canvas = document.createElement("canvas");
  canvas.width = 1280;
  canvas.height = 720;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  const draw = (): void => {
    pen.fillStyle = paper;
    pen.fillRect(0, 0, 1280, 720);
    pen.fillStyle = ink;
    pen.font = "bold 120px sans-serif";
    pen.fillText(words, 90, 260);
    pen.font = "72px sans-serif";
    pen.fillText("3 × 4 = 12      12 : 4 = 3", 90, 430);
  };
  draw();
  window.setInterval(draw, 200);
  return canvas.captureStream(5);
}

function show(where: HTMLElement): void {
  const name = where.dataset.scene ?? "";
  const scene = SCENES[name];
  if (!scene) return;
  const view = scene(Date.now());
  const board = drawn("#35624f", "#f4f1e4", "Rekenen");
  const child = drawn("#c9dcea", "#3a4a56", "Noor");
  const all = drawn("#e8d9b8", "#5c4a2c", "De klas");
  const third = drawn("#d9cfe6", "#3d2f52", "Carla");
  const atHome = view.side === "home";
  const room = atHome
    ? new ShownRoom(view, child, board, null, all, drawnBeside(view), third)
    : new ShownRoom(view, board, child, all, null, null, third);
  const nursery = name.startsWith("nursery");
  mount(where, asRoom(room), { ...placeFrom(readJson("config")), nursery });
}

const where = document.getElementById("live");
if (where) show(where);
