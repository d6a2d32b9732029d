// The board is sent as a film would be: when the line is thin, motion is kept and letters are given
// up; and nothing is known of the line, so that no policy gives up frames instead.
"use strict";
{
  const hint = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, "contentHint");
  Object.defineProperty(MediaStreamTrack.prototype, "contentHint", {
    get: hint.get,
    set(wanted) {
      hint.set.call(this, this.kind === "video" ? "motion" : wanted);
    },
  });
  const set = RTCRtpSender.prototype.setParameters;
  RTCRtpSender.prototype.setParameters = function () {
    const parameters = this.getParameters();
    if (this.track?.kind === "video") parameters.degradationPreference = "maintain-framerate";
    return set.call(this, parameters);
  };
  RTCPeerConnection.prototype.getStats = () => Promise.resolve(new Map());
}
