// Which frame of the film (camera_film.py) is it? The class notes when its camera took each,
// home when it was shown: `probe.taken` and `probe.shown`, pairs of number and milliseconds
// since 1970. Once told to `buffer`, home keeps pictures back.
"use strict";
const BITS = 6, BLOCK = 64, FILM_WIDTH = 1280;
{
  const pen = new OffscreenCanvas(2 * BITS, 1).getContext("2d", { willReadFrequently: true });
  pen.imageSmoothingEnabled = false;
  // -1 if the blocks and their opposites don't agree.
  const numberOf = (video) => {
    const block = (BLOCK * video.videoWidth) / FILM_WIDTH;
    pen.drawImage(video, 0, 0.25 * block, 2 * BITS * block, 0.5 * block, 0, 0, 2 * BITS, 1);
    const { data } = pen.getImageData(0, 0, 2 * BITS, 1);
    const bits = Array.from({ length: 2 * BITS }, (_, bit) => data[4 * bit] > 127);
    if (bits.some((isOn, bit) => isOn === bits[(bit + BITS) % (2 * BITS)])) return -1;
    return bits.slice(0, BITS).reduce((sum, isOn, bit) => sum + (isOn ? 2 ** bit : 0), 0);
  };
  const since1970 = (ms) => performance.timeOrigin + ms;
  Object.assign(probe, { taken: [], shown: [], watched: [] });

  // The class: `captureTime` of its own camera is when the frame was handed to the track.
  const follow = (track) => {
    const video = document.createElement("video");
    probe.watched.push(video); // or it is collected, and stops
    video.muted = true;
    video.srcObject = new MediaStream([track]);
    const seen = (_when, { captureTime }) => {
      probe.taken.push([numberOf(video), since1970(captureTime)]);
      video.requestVideoFrameCallback(seen);
    };
    video.requestVideoFrameCallback(seen);
    void video.play();
  };
  if (location.pathname.includes("klas")) {
    const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await own(wanted);
      for (const track of stream.getVideoTracks()) follow(track.clone());
      return stream;
    };
  }

  probe.read = (video, { expectedDisplayTime }) => {
    // A callback that comes late may see the next frame already.
    const shownAt = Math.max(expectedDisplayTime, performance.now());
    if (video.videoWidth === FILM_WIDTH) probe.shown.push([numberOf(video), since1970(shownAt)]);
  };
  probe.buffer = (ms) => {
    for (const connection of probe.connections)
      for (const receiver of connection.getReceivers()) receiver.jitterBufferTarget = ms;
  };
}
