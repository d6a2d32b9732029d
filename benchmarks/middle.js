// At home: how light the middle of each picture of the class is when it is shown, as it came in,
// whatever the page makes of it on the screen. `probe.middles` are pairs of grey and milliseconds
// since 1970; `probe.firstWhere(isDark)` is when it was so first after the last press. Once told to
// `buffer`, home keeps pictures back.
"use strict";
{
  const eye = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  probe.middles = [];
  probe.read = (video, { expectedDisplayTime }) => {
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0) return;
    eye.drawImage(video, videoWidth / 2, videoHeight / 2, 1, 1, 0, 0, 1, 1);
    const [grey] = eye.getImageData(0, 0, 1, 1).data;
    const shownAt = performance.timeOrigin + Math.max(expectedDisplayTime, performance.now());
    probe.middles.push([grey, shownAt]);
  };
  // Null until then.
  probe.firstWhere = (isDark) =>
    probe.middles.find(([grey, at]) => at > probe.pressedAt && grey < 110 === isDark)?.[1] ?? null;
  probe.buffer = (ms) => {
    for (const connection of probe.connections)
      for (const receiver of connection.getReceivers())
        if (receiver.track.kind === "video") receiver.jitterBufferTarget = ms;
  };
}
