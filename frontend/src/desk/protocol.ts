/** What the helpdesk's page hears (docs/protocol.md, section 4). */

import { LiveError } from "../live/errors";
import { FIGURES } from "../live/figure-fields";
import { type Fields, fields, fromJson, oneOf, record, text, whole } from "../live/reading";

const SIDES = ["home", "class"] as const;

const question = fields({ until: whole, now: whole });
const figures = fields({ side: oneOf(...SIDES), at: whole, ...FIGURES });
const closed = fields({ why: oneOf(...SIDES, "desk", "over") });

export type Side = (typeof SIDES)[number];
/** Of one side, at one moment of the server's clock. */
export type Sent = ReturnType<typeof figures>;
export type Why = ReturnType<typeof closed>["why"];
export type Said =
  | ({ readonly type: "question" } & Fields<{ until: typeof whole; now: typeof whole }>)
  | ({ readonly type: "figures" } & Sent)
  | { readonly type: "closed"; readonly why: Why };

/** Raises `protocol.malformed` or `protocol.unknown`. */
export function parseDesk(body: string): Said {
  const source = record(fromJson(body, "desk"), "desk");
  const type = text(source.type, "type");
  switch (type) {
    case "question":
      return { type, ...question(source, type) };
    case "figures":
      return { type, ...figures(source, type) };
    case "closed":
      return { type, ...closed(source, type) };
    default:
      throw new LiveError("protocol.unknown", `unknown: ${type}`);
  }
}
