// A real camera, until `cameraStands()`: then it gives no new picture.
"use strict";
{
  let stands = false;
  window.cameraStands = () => (stands = true);
  const passed = (camera) => {
    const { readable } = new MediaStreamTrackProcessor({ track: camera });
    const track = new MediaStreamTrackGenerator({ kind: "video" });
    const gate = new TransformStream({
      transform: (frame, through) => (stands ? frame.close() : through.enqueue(frame)),
    });
    readable.pipeThrough(gate).pipeTo(track.writable);
    return track;
  };
  // A page that is still empty has no devices.
  const devices = navigator.mediaDevices ?? {};
  const real = devices.getUserMedia;
  devices.getUserMedia = async (wanted) => {
    const stream = await real.call(devices, wanted);
    for (const camera of stream.getVideoTracks()) {
      stream.removeTrack(camera);
      stream.addTrack(passed(camera));
    }
    return stream;
  };
}
