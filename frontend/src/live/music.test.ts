import { describe, expect, test } from "vitest";
import { describe as write, setDescription } from "./describe";
import { soundAsked, withMusic } from "./music";
import { RUNGS } from "./policy";
import { FULL_SHAPE, inStereo, withShape } from "./shape";

const OPUS = "a=rtpmap:111 opus/48000/2";
const SDP = [
  "v=0",
  "m=audio 9 UDP/TLS/RTP/SAVPF 63 111",
  OPUS,
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "a=rtpmap:63 red/48000/2",
  "a=fmtp:63 111/111",
  "",
].join("\r\n");

test("music is sent as it is while the line is good, and spares like a voice when it is not", () => {
  const sent = RUNGS.map(({ step, sound }) => [step, withMusic(sound, true).isStereo]);
  expect(sent).toEqual(
    RUNGS.map(({ step }, i) => [step, i <= RUNGS.findIndex((one) => one.step === "room_off")]),
  );
  const good = RUNGS[0]!.sound;
  expect(withMusic(good, true)).toMatchObject({ kbps: 128, isTwice: false, isStereo: true });
  for (const { sound } of RUNGS)
    expect(withMusic(sound, false)).toEqual({ ...sound, isStereo: false });
  const thin = RUNGS.at(-1)!.sound;
  expect(withMusic(thin, true)).toEqual({ ...thin, isStereo: false });
});

test("of a microphone nothing is taken out for music, all that disturbs for a voice", () => {
  const all = (on: boolean) => ({
    echoCancellation: on,
    noiseSuppression: on,
    autoGainControl: on,
  });
  expect(soundAsked(false)).toEqual(all(true));
  expect(soundAsked(true)).toEqual({ ...all(false), channelCount: { ideal: 2 } });
});

test("beside the lines of other pupils their voices are taken out of it, for music too", () => {
  expect(soundAsked(true, true)).toEqual({ ...soundAsked(true), echoCancellation: true });
  expect(soundAsked(false, true)).toEqual(soundAsked(false));
});

describe("the description", () => {
  test("says stereo of Opus and of nothing else", () => {
    const sdp = inStereo(SDP, true);
    expect(sdp).toBe(SDP.replace("useinbandfec=1", "useinbandfec=1;stereo=1;sprop-stereo=1"));
    expect(inStereo(sdp, true)).toBe(sdp);
    expect(inStereo(sdp, false)).toBe(SDP);
  });

  test("what was said first of all is taken out well too", () => {
    expect(inStereo(SDP.replace("minptime=10;", "stereo=1;"), false)).toContain(
      "a=fmtp:111 useinbandfec=1",
    );
  });

  test("a description without Opus stays as it is", () => {
    expect(inStereo("v=0\r\nm=audio 9 X 0\r\n", true)).toBe("v=0\r\nm=audio 9 X 0\r\n");
  });

  test("what the other side hears in stereo is sent so only for music", () => {
    const theirs = inStereo(SDP, true);
    expect(withShape(theirs, FULL_SHAPE)).toBe(SDP);
    expect(withShape(theirs, { ...FULL_SHAPE, isStereo: true })).toBe(theirs);
  });
});

class Pc {
  signalingState = "stable";
  readonly set: (string | undefined)[] = [];
  refuses = false;

  createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "offer", sdp: SDP });
  }

  createAnswer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "answer", sdp: SDP });
  }

  setLocalDescription(made?: RTCSessionDescriptionInit): Promise<void> {
    this.set.push(made && `${made.type} ${String(made.sdp?.includes("stereo=1"))}`);
    const isChanged = made?.sdp?.includes("stereo=1") === true;
    return this.refuses && isChanged
      ? Promise.reject(new DOMException("", "InvalidModificationError"))
      : Promise.resolve();
  }

  asPc(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }
}

describe("our own description", () => {
  const hears = { ...FULL_SHAPE, hearsStereo: true };

  test("is the browser's own, but where music is heard", async () => {
    const pc = new Pc();
    await write(pc.asPc(), FULL_SHAPE);
    await write(pc.asPc(), hears);
    pc.signalingState = "have-remote-offer";
    await write(pc.asPc(), hears);
    expect(pc.set).toEqual([undefined, "offer true", "answer true"]);
  });

  test("a browser that allows no change of it hears in mono", async () => {
    const pc = new Pc();
    pc.refuses = true;
    await setDescription(pc.asPc(), { type: "offer", sdp: SDP }, hears);
    expect(pc.set).toEqual(["offer true", "offer false"]);
  });
});
