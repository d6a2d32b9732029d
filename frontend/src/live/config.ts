/** What the server wrote in the page: `<script type="application/json" id="config">`. */

import { bool, fields, oneOf, type Read, text } from "./reading";

const config = fields({ side: oneOf("home", "class"), socket: text, demo: bool });

export type Config = Read<typeof config>;

/** Raises `protocol.malformed`. */
export function configFrom(json: unknown): Config {
  return config(json, "config");
}
