// Takes RED out of what this browser offers: each frame of sound is said once.
"use strict";
RTCRtpSender.getCapabilities = ((real) => (kind) => {
  const found = real.call(RTCRtpSender, kind);
  const codecs = found.codecs.filter(({ mimeType }) => mimeType !== "audio/red");
  return kind === "audio" ? { ...found, codecs } : found;
})(RTCRtpSender.getCapabilities);
