// Hears sound as soon as the browser by itself would, whatever is lost of it.
"use strict";
{
  const own = Object.getOwnPropertyDescriptor(RTCRtpReceiver.prototype, "jitterBufferTarget");
  Object.defineProperty(RTCRtpReceiver.prototype, "jitterBufferTarget", {
    ...own,
    set(_ms) {
      own.set.call(this, 0);
    },
  });
}
