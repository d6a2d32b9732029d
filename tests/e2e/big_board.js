// The class's camera is one of 4K before a board with one small word, in the far corner.
"use strict";
{
  const [wide, high] = [3840, 2160];
  const canvas = document.createElement("canvas");
  canvas.width = wide;
  canvas.height = high;
  const pen = canvas.getContext("2d", { alpha: false });
  pen.fillStyle = "#fbfbf8";
  pen.fillRect(0, 0, wide, high);
  pen.fillStyle = "#101820";
  pen.font = '18px "DejaVu Sans", sans-serif';
  pen.fillText("een vergrootglas", wide - 300, high - 100);
  let beat = 0;
  setInterval(() => {
    beat += 1;
    pen.fillStyle = beat % 2 ? "#35507a" : "#36517b";
    pen.fillRect(40, 40, 200, 400);
  }, 300);
  // A page that is still empty has no devices.
  const devices = navigator.mediaDevices ?? {};
  const real = devices.getUserMedia;
  devices.getUserMedia = async (wanted) => {
    const stream = await real.call(devices, wanted);
    for (const track of stream.getVideoTracks()) {
      track.stop();
      stream.removeTrack(track);
      stream.addTrack(canvas.captureStream(4).getVideoTracks()[0]);
    }
    return stream;
  };
}
