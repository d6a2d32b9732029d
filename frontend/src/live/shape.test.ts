import { describe, expect, test } from "vitest";
import { FULL_SHAPE, isSamePath, withShape } from "./shape";

const HEAD = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\na=group:BUNDLE 0 1\r\n";
const SOUND = [
  "m=audio 9 UDP/TLS/RTP/SAVPF 63 111 9 0",
  "a=ice-ufrag:abcd",
  "a=sendrecv",
  "a=rtpmap:63 red/48000/2",
  "a=fmtp:63 111/111",
  "a=rtpmap:111 opus/48000/2",
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "",
].join("\r\n");
const PICTURE = ["m=video 9 UDP/TLS/RTP/SAVPF 96", "a=sendrecv", ""].join("\r\n");
const SDP = HEAD + SOUND + PICTURE;

test("all of it is as the other side wrote it", () => {
  expect(withShape(SDP, FULL_SHAPE)).toBe(SDP);
});

describe("sound", () => {
  test("once: Opus stands first, RED is still read", () => {
    const sdp = withShape(SDP, { ...FULL_SHAPE, isTwice: false });
    expect(sdp).toBe(SDP.replace("63 111 9 0", "111 63 9 0"));
  });

  test("in long frames", () => {
    const sdp = withShape(SDP, { ...FULL_SHAPE, isLong: true });
    expect(sdp).toBe(`${HEAD}${SOUND}a=ptime:60\r\n${PICTURE}`);
  });

  test("the other side's own length gives way", () => {
    const sdp = withShape(`${HEAD}${SOUND}a=ptime:20\r\n`, { ...FULL_SHAPE, isLong: true });
    expect(sdp.match(/a=ptime:\d+/g)).toEqual(["a=ptime:60"]);
  });

  test("of a browser without Opus stays as it is", () => {
    const sdp = "m=audio 9 UDP/TLS/RTP/SAVPF 9 0\r\na=sendrecv\r\n";
    expect(withShape(sdp, { ...FULL_SHAPE, isTwice: false })).toBe(sdp);
  });
});

describe("no picture leaves", () => {
  test.each([
    ["sendrecv", "sendonly"],
    ["recvonly", "inactive"],
    ["sendonly", "sendonly"],
  ])("where the other side's is %s", (theirs, shaped) => {
    const sdp = HEAD + SOUND + PICTURE.replace("sendrecv", theirs);
    const expected = HEAD + SOUND + PICTURE.replace("sendrecv", shaped);
    expect(withShape(sdp, { ...FULL_SHAPE, hasPicture: false })).toBe(expected);
  });
});

test("twice the same as once", () => {
  const thin = { isLong: true, isTwice: false, hasPicture: false };
  const once = withShape(SDP, thin);
  expect(withShape(once, thin)).toBe(once);
});

test("another path is known by its name", () => {
  expect(isSamePath(SDP, SDP.replace("minptime=10", "minptime=20"))).toBe(true);
  expect(isSamePath(SDP, SDP.replace("abcd", "efgh"))).toBe(false);
});
