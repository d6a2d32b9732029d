// A camera of 4K in front of a board full of small letters, 5 frames a second. The noise of a sensor
// lies over it and stands still: else the moving picture would take what a line has to spare.
// `probe.board()` says what stands where; `turn()` writes other sentences. For the page of the class
// alone.
"use strict";
const WIDE = 3840, HIGH = 2160, FRAMES_PER_S = 5;
const SIZE = 10; // pixels high
const LINES = 8, LINE_WORDS = 6, COLUMNS = 4, ROWS = 3;
const NOISE = 3, DARKER = 10; // of 255; the deviation of each pixel
const WORDS = (
  "de zon schijnt op het water en wij lezen samen een boek over dieren in het bos vandaag " +
  "schrijven alle kinderen een brief aan hun vriend omdat de winter lang en koud was geweest " +
  "morgen rekenen we met breuken en tekenen een kaart van het land waar de rivier begint"
).split(" ");
{
  const canvasOf = (width, height) =>
    Object.assign(document.createElement("canvas"), { width, height });
  const canvas = canvasOf(WIDE, HIGH);
  const pen = canvas.getContext("2d", { alpha: false });
  const sheet = canvasOf(WIDE, HIGH);
  const chalk = sheet.getContext("2d", { alpha: false });
  // Is added to what is written, which is as much darker.
  const grainOf = (seed) => {
    let state = seed;
    const dice = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const tile = canvasOf(512, 512);
    const ink = tile.getContext("2d");
    const pixels = ink.createImageData(512, 512);
    for (let i = 0; i < pixels.data.length; i += 4) {
      // The sum of three has a deviation of a half.
      pixels.data.fill(DARKER + 2 * NOISE * (dice() + dice() + dice() - 1.5), i, i + 3);
      pixels.data[i + 3] = 255;
    }
    ink.putImageData(pixels, 0, 0);
    return pen.createPattern(tile, "repeat");
  };
  const grain = grainOf(1);
  let blocks = [];
  let sheets = 0;
  const write = () => {
    let at = 7 * sheets;
    chalk.fillStyle = "#dadad4";
    chalk.fillRect(0, 0, WIDE, HIGH);
    chalk.fillStyle = "#1e2636";
    chalk.textBaseline = "top";
    blocks = [];
    for (let row = 0; row < ROWS; row += 1)
      for (let column = 0; column < COLUMNS; column += 1) {
        const [x, top] = [60 + (column * WIDE) / COLUMNS, 60 + (row * HIGH) / ROWS];
        const texts = Array.from({ length: LINES }, () =>
          Array.from({ length: LINE_WORDS }, () => WORDS[at++ % WORDS.length]).join(" "),
        );
        chalk.font = `${SIZE}px "DejaVu Sans", sans-serif`;
        texts.forEach((text, i) => chalk.fillText(text, x, top + Math.round(1.9 * SIZE * i)));
        const [width, height] = [36 * SIZE, Math.round(1.9 * SIZE * LINES)];
        const text = texts.join(" ");
        blocks.push({ size: SIZE, text, x: x - 8, y: top - SIZE / 2, width, height });
      }
  };
  let beat = 0;
  const paint = () => {
    beat += 1;
    pen.globalCompositeOperation = "copy";
    pen.drawImage(sheet, 0, 0);
    pen.globalCompositeOperation = "lighter";
    pen.fillStyle = grain;
    pen.fillRect(0, 0, WIDE, HIGH);
    pen.globalCompositeOperation = "source-over";
    pen.fillStyle = beat % 2 ? "#35507a" : "#36517b";
    pen.fillRect(WIDE - 160, HIGH - 160, 100, 100);
  };
  write();
  paint();
  setInterval(paint, 1000 / FRAMES_PER_S);
  Object.assign(window.probe, {
    canvas: sheet,
    board: () => blocks,
    turn: () => {
      sheets += 1;
      write();
      paint();
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
