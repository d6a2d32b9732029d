// What is seen of the board, cut into blocks of lines: in class the board itself, at home its
// picture, or the photo in its place. `probe.blocks(places)` gives a PNG of each;
// `probe.follow(place, everyMs)` takes one again and again, `probe.shot(i, place)` is one of those.
"use strict";
{
  const widthOf = (source) => source?.videoWidth ?? source?.naturalWidth ?? source?.width ?? 0;
  const seen = () =>
    probe.canvas ??
    document.querySelector(".board-photo__picture") ??
    document.querySelector(probe.picture);
  const TALL = 44; // pixels that tesseract likes a letter to have
  const sheet = document.createElement("canvas");
  const pen = sheet.getContext("2d", { alpha: false });
  const cut = (source, { size, x, y, width, height }) => {
    const wide = widthOf(source) / 1920;
    const grow = Math.max(1, TALL / size);
    sheet.width = width * grow;
    sheet.height = height * grow;
    pen.imageSmoothingQuality = "high";
    const from = [x * wide, y * wide, width * wide, height * wide];
    pen.drawImage(source, ...from, 0, 0, sheet.width, sheet.height);
    return sheet.toDataURL("image/png").split(",")[1];
  };
  const now = () => performance.timeOrigin + performance.now();
  Object.assign(window.probe, {
    blocks: (places) => places.map((place) => cut(seen(), place)),
    wide: () => widthOf(seen()),
    shots: [],
    follow: (place, everyMs) => {
      probe.shots = [];
      const { x, y, width, height } = place;
      const timer = setInterval(async () => {
        const source = seen();
        const wide = widthOf(source) / 1920;
        if (wide === 0) return;
        const at = now();
        const part = [x, y, width, height].map((one) => Math.round(one * wide));
        probe.shots.push({ at, cut: await createImageBitmap(source, ...part) });
      }, everyMs);
      probe.unfollow = () => clearInterval(timer);
    },
    shot: (i, { size, width, height }) => {
      const { at, cut } = probe.shots[i];
      const grow = Math.max(1, TALL / size);
      sheet.width = width * grow;
      sheet.height = height * grow;
      pen.imageSmoothingQuality = "high";
      pen.drawImage(cut, 0, 0, sheet.width, sheet.height);
      return { at, png: sheet.toDataURL("image/png").split(",")[1] };
    },
  });
}
