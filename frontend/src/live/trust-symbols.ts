/**
 * The three symbols that two people compare. Pure but for the hash that is passed in.
 *
 * Three of 64 pictures are 18 bits: too few if somebody in between could try keys until they fit.
 * Therefore the class binds itself first (`commitTo`) to a number that it shows only when home has
 * sent its own, as ZRTP does (RFC 6189, section 4.4): whoever stands in between gets one guess.
 */

import { VERSION } from "./protocol";
import { type Bytes, toText } from "./trust-bytes";

/** Drawn in img/symbols.svg; the word beside it is what people say aloud. */
export const SYMBOLS = [
  "dog",
  "cat",
  "snake",
  "cow",
  "pig",
  "sheep",
  "rabbit",
  "mouse",
  "elephant",
  "giraffe",
  "snail",
  "turtle",
  "fish",
  "boat",
  "butterfly",
  "bee",
  "spider",
  "owl",
  "duck",
  "penguin",
  "tree",
  "flower",
  "cactus",
  "mushroom",
  "apple",
  "banana",
  "cherries",
  "strawberry",
  "carrot",
  "bread",
  "cheese",
  "egg",
  "pizza",
  "ice_cream",
  "cake",
  "sun",
  "moon",
  "star",
  "cloud",
  "rainbow",
  "umbrella",
  "snowman",
  "fire",
  "mountain",
  "house",
  "castle",
  "tent",
  "car",
  "train",
  "bicycle",
  "plane",
  "rocket",
  "anchor",
  "ball",
  "balloon",
  "gift",
  "guitar",
  "drum",
  "bell",
  "clock",
  "key",
  "hammer",
  "scissors",
  "crown",
] as const;

export type SymbolName = (typeof SYMBOLS)[number];

export type Hash = (text: string) => Promise<Bytes>;

/** Who compares with whom; the same on both sides. */
export interface Pair {
  readonly room: string;
  readonly classPage: string;
  readonly homePage: string;
  readonly classKey: string;
}

export async function commitTo(pair: Pair, nonce: string, hash: Hash): Promise<string> {
  return toText(await hash(textOf("commit", pair, [nonce])));
}

export interface Meeting {
  readonly homeKey: string;
  readonly classNonce: string;
  readonly homeNonce: string;
}

export async function symbolsOf(
  pair: Pair,
  { homeKey, classNonce, homeNonce }: Meeting,
  hash: Hash,
): Promise<readonly SymbolName[]> {
  return namesIn(await hash(textOf("symbols", pair, [homeKey, classNonce, homeNonce])));
}

/** Six bits for each. */
function namesIn(bytes: Bytes): readonly SymbolName[] {
  const [a = 0, b = 0, c = 0] = bytes;
  const bits = (a << 16) | (b << 8) | c;
  const numbers = [18, 12, 6].map((shift) => (bits >> shift) & 63);
  return numbers.flatMap((number) => SYMBOLS[number] ?? []);
}

function textOf(kind: string, pair: Pair, more: readonly string[]): string {
  const { room, classPage, homePage, classKey } = pair;
  return JSON.stringify(["sio", VERSION, kind, room, classPage, homePage, classKey, ...more]);
}
