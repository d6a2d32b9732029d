/** What the server wrote in the page: `<script type="application/json" id="config">`. */

import { bool, fields, oneOf, type Read, text, whole } from "./reading";

const config = fields({
  side: oneOf("home", "class"),
  socket: text,
  traject: whole,
  /** Of this browser's pairing: a new pairing is a new device. */
  pairing: whole,
  demo: bool,
});

export type Config = Read<typeof config>;

/** Raises `protocol.malformed`. */
export function configFrom(json: unknown): Config {
  return config(json, "config");
}
