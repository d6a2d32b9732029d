import { describe, expect, test } from "vitest";
import { withForwardRepair, withSoundRepair, withStartBitrate } from "./sdp";

const SDP = [
  "v=0",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  "a=rtpmap:111 opus/48000/2",
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99",
  "a=rtpmap:96 VP8/90000",
  "a=rtpmap:97 rtx/90000",
  "a=fmtp:97 apt=96",
  "a=rtpmap:98 VP9/90000",
  "a=fmtp:98 profile-id=0",
  "",
];

test("video is asked to begin at this rate; sound and repairs are left alone", () => {
  expect(withStartBitrate(SDP.join("\r\n"), 1200).split("\r\n")).toEqual([
    ...SDP.slice(0, 6),
    "a=fmtp:96 x-google-start-bitrate=1200",
    ...SDP.slice(6, 9),
    "a=fmtp:98 profile-id=0;x-google-start-bitrate=1200",
    "",
  ]);
});

test("a description without video stays as it is", () => {
  const sound = SDP.slice(0, 4).join("\r\n");
  expect(withStartBitrate(sound, 1200)).toBe(sound);
});

describe("repair of sound", () => {
  const sound = [
    ...SDP.slice(0, 2),
    "a=rtpmap:63 red/48000/2",
    "a=fmtp:63 111/111",
    "a=rtpmap:111 opus/48000/2",
    "a=rtcp-fb:111 transport-cc",
    "a=rtpmap:9 G722/8000",
    ...SDP.slice(4),
  ];
  const repaired = withSoundRepair(sound.join("\r\n"));

  test("is said for Opus and what doubles it, and for nothing else", () => {
    expect(repaired.split("\r\n")).toEqual([
      ...sound.slice(0, 3),
      "a=rtcp-fb:63 nack",
      ...sound.slice(3, 5),
      "a=rtcp-fb:111 nack",
      ...sound.slice(5),
    ]);
  });

  test("is said once", () => {
    expect(withSoundRepair(repaired)).toBe(repaired);
  });

  test("nothing is said where there is no sound", () => {
    const picture = SDP.slice(4).join("\r\n");
    expect(withSoundRepair(picture)).toBe(picture);
  });
});

describe("a poorer frame in the next one", () => {
  const sound = (...fmtp: string[]) =>
    ["v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=rtpmap:111 opus/48000/2", ...fmtp, ""].join(
      "\r\n",
    );
  const asked = "a=fmtp:111 minptime=10;useinbandfec=1";

  test.each([
    ["already asked for", sound(asked), sound(asked)],
    ["asked for", sound("a=fmtp:111 minptime=10"), sound(asked)],
    ["asked for where nothing was", sound(), sound("a=fmtp:111 useinbandfec=1")],
    ["not of a picture", SDP.slice(4).join("\r\n"), SDP.slice(4).join("\r\n")],
  ])("is %s", (_what, before, after) => {
    expect(withForwardRepair(before)).toBe(after);
  });
});
