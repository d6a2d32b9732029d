// A camera in front of a board: 1920x1080, 15 frames a second, Dutch sentences in four sizes.
// `probe.board()` says what stands where; `turn()` writes other sentences, `walk()` lets a teacher
// walk before the right half. For the page of the class alone.
"use strict";
const SIZES = [14, 18, 24, 32];
const WORDS = (
  "de zon schijnt op het water en wij lezen samen een boek over dieren in het bos vandaag " +
  "schrijven alle kinderen een brief aan hun vriend omdat de winter lang en koud was geweest " +
  "morgen rekenen we met breuken en tekenen een kaart van het land waar de rivier begint"
).split(" ");
{
  const canvas = document.createElement("canvas");
  canvas.width = 1920;
  canvas.height = 1080;
  const pen = canvas.getContext("2d", { alpha: false });
  let lines = [];
  let walks = false;
  let sheet = 0;
  const write = () => {
    let at = 7 * sheet;
    let y = 30;
    lines = SIZES.flatMap((size) =>
      Array.from({ length: 5 }, () => {
        const text = Array.from({ length: 8 }, () => WORDS[at++ % WORDS.length]).join(" ");
        const line = { size, text, x: 40, y, width: 1000, height: Math.round(1.6 * size) };
        y += Math.round(1.9 * size);
        return line;
      }),
    );
  };
  const paint = () => {
    pen.fillStyle = "#fbfbf8";
    pen.fillRect(0, 0, 1920, 1080);
    pen.fillStyle = "#101820";
    pen.textBaseline = "top";
    for (const { size, text, x, y } of lines) {
      pen.font = `${size}px "DejaVu Sans", sans-serif`;
      pen.fillText(text, x, y + 0.2 * size);
    }
    const at = walks ? 400 * Math.sin(performance.now() / 1500) : 0;
    const left = 1380 + at / 2;
    pen.fillStyle = "#35507a";
    pen.fillRect(left, 420, 220, 660);
    pen.fillStyle = "#c79a7b";
    pen.beginPath();
    pen.arc(left + 110, 340, 90, 0, 2 * Math.PI);
    pen.fill();
    pen.fillRect(left + (walks ? 200 + at / 8 : 200), 480, 60, 320);
  };
  write();
  setInterval(paint, 1000 / 15);
  Object.assign(window.probe, {
    canvas,
    board: () => lines,
    turn: () => {
      sheet += 1;
      write();
      paint();
    },
    walk: (on = true) => (walks = on),
  });
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await real(wanted);
    for (const track of stream.getVideoTracks()) {
      track.stop();
      stream.removeTrack(track);
      stream.addTrack(canvas.captureStream(15).getVideoTracks()[0]);
    }
    return stream;
  };
}
