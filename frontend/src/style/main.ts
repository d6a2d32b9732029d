/** The style page: one state of the room, with drawn pictures instead of cameras. */

import { mount } from "../live/ui/mount";
import { placeFrom } from "../live/ui/page";
import { readJson } from "../shared/page";
import { asRoom, ShownRoom } from "./room";
import { SCENES } from "./scenes";

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
  const atHome = view.side === "home";
  const room = atHome
    ? new ShownRoom(view, child, board, null, all)
    : new ShownRoom(view, board, child, all, null);
  const nursery = name.startsWith("nursery");
  mount(where, asRoom(room), { ...placeFrom(readJson("config")), nursery });
}

const where = document.getElementById("live");
if (where) show(where);
