import { expect, test } from "vitest";
import { encodeGuestWord, type GuestWord, parseGuestWord } from "./guest-wire";

const call = "c0ffee00-3333-4a6b-9c3d-2f4e5a6b7c8d";
const candidate = { candidate: "candidate:1 1 udp 1 192.0.2.1 9 typ host", sdpMid: "0" };

const WORDS: readonly GuestWord[] = [
  { kind: "hello" },
  { kind: "ready", call },
  { kind: "description", call, description: { type: "offer", sdp: "v=0" } },
  { kind: "candidates", call, candidates: [{ ...candidate, sdpMLineIndex: 0 }] },
  { kind: "told", call, picture: true, sound: false, wants: true },
];

test.each(WORDS)("$kind is read as it was written", (word) => {
  expect(parseGuestWord(encodeGuestWord(word))).toEqual(word);
});

test.each([
  "",
  "null",
  "[]",
  '{"kind":"constructor"}',
  '{"kind":"ready","call":"1"}',
  `{"kind":"told","call":"${call}","picture":1,"sound":true,"wants":true}`,
  `{"kind":"description","call":"${call}","description":{"type":"rollback","sdp":"v=0"}}`,
  `{"kind":"candidates","call":"${call}","candidates":{}}`,
  `{"kind":"hello","more":"${"x".repeat(60_000)}"}`,
])("%s is refused", (body) => {
  expect(() => parseGuestWord(body)).toThrow("not as in the protocol");
});
