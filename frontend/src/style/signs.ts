/** Reactions, faces and the game on the style page: a press does what it would do alone. */

import { begun, played, putAway } from "../live/game";
import type { SignCommands } from "../live/sign-desk";
import type { ReactionKind } from "../live/sign-words";
import { NO_SIGNS, noticed, reacted, type SignsView } from "../live/signs";
import type { Side } from "../live/view";

export { NO_SIGNS };

export interface ShownView {
  readonly side: Side;
  readonly signs: SignsView;
}

export function shownSigns(
  viewOf: () => ShownView,
  show: (signs: SignsView) => void,
): SignCommands {
  const signs = (): SignsView => viewOf().signs;
  return {
    react: (kind) => {
      const now = Date.now();
      show(reacted(signs(), { type: "react", id: String(now), kind, at: now }, now, true));
      return true;
    },
    notice: (id) => {
      show(noticed(signs(), id));
    },
    chooseFace: (face) => {
      show({ ...signs(), face });
    },
    setRecess: (recess) => {
      show({ ...signs(), recess });
    },
    beginGame: () => {
      show({ ...signs(), game: begun(signs().game) });
    },
    play: (column) => {
      show({ ...signs(), game: played(signs().game, viewOf().side, column) ?? signs().game });
    },
    endGame: () => {
      show({ ...signs(), game: putAway(signs().game) });
    },
  };
}

/** As it stands a moment after it was pressed, for as long as somebody looks. */
export function reacting(now: number, kind: ReactionKind): SignsView {
  const at = now + 3_600_000;
  return reacted(NO_SIGNS, { type: "react", id: "shown", kind, at }, at, true);
}
