import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  beginner,
  begun,
  CELLS,
  COLUMNS,
  type Game,
  merged,
  NO_GAME,
  other,
  played,
  putAway,
  ROWS,
  stateOf,
} from "./game";

const first = begun(NO_GAME);
const withMoves = (moves: readonly number[], round = 1): Game => ({ round, on: true, moves });

describe("four in a row", () => {
  test.each([
    ["beside each other", [0, 0, 1, 1, 2, 2, 3], "home"],
    ["above each other", [0, 1, 0, 1, 0, 1, 0], "home"],
    ["going up", [0, 1, 1, 2, 2, 3, 2, 3, 3, 6, 3], "home"],
    ["going down", [3, 2, 2, 1, 1, 0, 1, 0, 0, 6, 0], "home"],
    ["of the class", [6, 0, 6, 0, 5, 0, 5, 0], "class"],
    ["closed in the middle", [0, 0, 1, 1, 3, 3, 2], "home"],
  ] as const)("%s wins", (_how, moves, winner) => {
    const state = stateOf(withMoves(moves))!;
    expect([state.winner, state.turn, state.line.length]).toEqual([winner, null, 4]);
  });

  test("five at once is one line of five", () => {
    expect(stateOf(withMoves([0, 0, 1, 1, 3, 3, 4, 4, 2]))!.line).toHaveLength(5);
  });

  test("three is not enough, and an edge does not go round", () => {
    expect(stateOf(withMoves([0, 0, 1, 1, 2]))!.winner).toBeNull();
    expect(stateOf(withMoves([4, 0, 5, 0, 6, 2, 0]))!.winner).toBeNull();
  });

  test("a full board without one is a draw", () => {
    const draw = filled();
    const state = stateOf(withMoves(draw))!;
    expect([draw.length, state.winner, state.turn]).toEqual([CELLS, null, null]);
  });

  test.each([
    ["a column that is full", [0, 0, 0, 0, 0, 0, 0]],
    ["a move after the end", [0, 1, 0, 1, 0, 1, 0, 2]],
    ["a column that is not there", [7]],
  ])("%s breaks the rules", (_what, moves) => {
    expect(stateOf(withMoves(moves))).toBeNull();
  });
});

const columns = fc.array(fc.nat(COLUMNS - 1), { maxLength: 60 });

/** The moves of `tries` that the rules allow, one after the other. */
function legal(tries: readonly number[], start: Game = first): Game {
  return tries.reduce((game, column) => {
    const turn = stateOf(game)!.turn;
    return (turn && played(game, turn, column)) ?? game;
  }, start);
}

test("whoever's turn it is plays, and nobody else; no column grows too high", () => {
  fc.assert(
    fc.property(columns, fc.nat(COLUMNS - 1), (tries, column) => {
      const game = legal(tries);
      const state = stateOf(game)!;
      expect(state.columns.every(({ length }) => length <= ROWS)).toBe(true);
      for (const side of ["home", "class"] as const) {
        const isFree = state.columns[column]!.length < ROWS;
        expect(played(game, side, column) !== null).toBe(state.turn === side && isFree);
      }
    }),
  );
});

test("both sides show the same, in whatever order and however often it is told", () => {
  fc.assert(
    fc.property(columns, fc.array(fc.nat(60)), fc.boolean(), (tries, order, isAway) => {
      const game = legal(tries);
      const last = isAway ? putAway(game) : game;
      const told = [
        ...game.moves.map((_, n) => ({ ...game, moves: game.moves.slice(0, n) })),
        game,
        last,
      ];
      const heard = [...order.map((n) => told[n % told.length]!), last, ...told];
      expect(heard.reduce(merged, NO_GAME)).toEqual(last);
    }),
  );
});

test("of two games that begin at the same moment there is one", () => {
  expect(merged(begun(NO_GAME), begun(NO_GAME))).toEqual(first);
  const over = legal([0, 1, 0, 1, 0, 1, 0]);
  expect(merged(begun(over), over)).toEqual(begun(over));
  expect(merged(over, begun(over))).toEqual(begun(over));
});

test("one that begins while it is put away is put away, on both sides", () => {
  const game = legal([3, 3]);
  const [again, away] = [begun(game), putAway(game)];
  expect(merged(again, away)).toEqual(away);
  expect(merged(away, again)).toEqual(away);
});

test("what breaks the rules, or contradicts what was played, is not heard", () => {
  const game = legal([3, 3]);
  expect(merged(game, withMoves([0, 0, 0, 0, 0, 0, 0]))).toBe(game);
  expect(merged(game, withMoves([2, 2, 2]))).toBe(game);
});

test("they begin in turn", () => {
  expect([beginner(first), beginner(begun(first))]).toEqual(["home", "class"]);
  expect([other("home"), other("class")]).toEqual(["class", "home"]);
});

test("a game that is put away takes no more moves", () => {
  const away = putAway(legal([3]));
  expect(played(away, "class", 3)).toBeNull();
  expect(putAway(away)).toBe(away);
});

/** Columns filled so that no four meet: every second pair begins with the other side. */
function filled(): number[] {
  const six = (column: number) => Array.from({ length: ROWS }, () => column);
  return [...six(0), ...six(1), 6, ...six(2), ...six(3), 6, ...six(4), ...six(5), 6, 6, 6, 6];
}
