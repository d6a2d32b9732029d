// A camera of 4K in front of a board: 5 frames a second, with small letters in the far corner only.
// `probe.board()` says what stands where in that corner; `turn()` writes other sentences. For the
// page of the class alone.
"use strict";
const WIDE = 3840, HIGH = 2160, FRAMES_PER_S = 5;
const [LEFT, TOP] = [(7 / 8) * WIDE, (7 / 8) * HIGH];
const LINES = [[10, 8, 6]]; // pixels high, how many, words in each
const WORDS = (
  "de zon schijnt op het water en wij lezen samen een boek over dieren in het bos vandaag " +
  "schrijven alle kinderen een brief aan hun vriend omdat de winter lang en koud was geweest " +
  "morgen rekenen we met breuken en tekenen een kaart van het land waar de rivier begint"
).split(" ");
{
  const canvas = document.createElement("canvas");
  canvas.width = WIDE;
  canvas.height = HIGH;
  const pen = canvas.getContext("2d", { alpha: false });
  let lines = [];
  let sheet = 0;
  let beat = 0;
  const write = () => {
    let at = 7 * sheet;
    let y = 16;
    lines = LINES.flatMap(([size, count, words]) =>
      Array.from({ length: count }, () => {
        const text = Array.from({ length: words }, () => WORDS[at++ % WORDS.length]).join(" ");
        const line = { size, text, x: 12, y, width: 460, height: Math.round(1.6 * size) };
        y += Math.round(1.9 * size);
        return line;
      }),
    );
    pen.fillStyle = "#fbfbf8";
    pen.fillRect(0, 0, WIDE, HIGH);
    pen.fillStyle = "#101820";
    pen.textBaseline = "top";
    for (const { size, text, x, y } of lines) {
      pen.font = `${size}px "DejaVu Sans", sans-serif`;
      pen.fillText(text, LEFT + x, TOP + y + 0.2 * size);
    }
  };
  write();
  setInterval(() => {
    beat += 1;
    pen.fillStyle = beat % 2 ? "#35507a" : "#36517b";
    pen.fillRect(40, 40, 200, 400);
  }, 1000 / FRAMES_PER_S);
  Object.assign(window.probe, {
    canvas,
    board: () => lines,
    turn: () => {
      sheet += 1;
      write();
    },
  });
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await real(wanted);
    for (const track of stream.getVideoTracks()) {
      track.stop();
      stream.removeTrack(track);
      stream.addTrack(canvas.captureStream(FRAMES_PER_S).getVideoTracks()[0]);
    }
    return stream;
  };
}
