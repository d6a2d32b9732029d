import { describe, expect, it } from "vitest";
import type { FrameWord } from "../shared/frame-word";
import { guestNews, guestSign, isSaid, largeOf, mayEnterAll, newsOf, pressed } from "./panes";

const ALONE = { inside: true, agreed: false, together: null, shows: false, speaks: false } as const;

function word(change: Partial<FrameWord>): FrameWord {
  const calm = {
    state: "live",
    hand: "down",
    ask: null,
    exam: "none",
    guest: "none",
    mayEnter: false,
    ...ALONE,
  } as const;
  return { sio: "line", traject: 1, ...calm, ...change };
}

describe("what is said of a pupil", () => {
  it("begins with the hand, whatever else there is", () => {
    const news = newsOf(word({ hand: "up", ask: "lost", state: "away" }));
    expect(news).toEqual({ key: "together.hand", weight: "hand" });
  });

  it("goes on with a question, then with the line", () => {
    expect(newsOf(word({ ask: "slower", state: "away" })).key).toBe("together.slower");
    expect(newsOf(word({ state: "away", hand: "seen" })).key).toBe("together.away");
    expect(newsOf(word({ hand: "seen" })).key).toBe("together.hand_seen");
    expect(newsOf(word({})).key).toBe("together.live");
    expect(newsOf(null).key).toBe("together.lobby");
  });

  it("is of a test that stands still before all but the hand, and of one that runs last", () => {
    const still = (change: Partial<FrameWord>) => newsOf(word({ exam: "still", ...change }));
    expect(still({})).toEqual({ key: "together.exam_still", weight: "exam" });
    expect(still({ ask: "lost", hand: "seen" }).key).toBe("together.exam_still");
    expect(still({ state: "away" })).toEqual({ key: "together.exam_away", weight: "exam" });
    expect(still({ hand: "up" }).key).toBe("together.hand");
    const runs = (change: Partial<FrameWord>) => newsOf(word({ exam: "runs", ...change }));
    expect(runs({})).toEqual({ key: "together.exam_runs", weight: "calm" });
    expect(runs({ hand: "seen" }).key).toBe("together.hand_seen");
    expect(runs({ state: "away" }).key).toBe("together.away");
  });

  it("is read aloud only if somebody can do something", () => {
    expect(isSaid(newsOf(word({ hand: "up" })))).toBe(true);
    expect(isSaid(newsOf(word({ state: "called" })))).toBe(true);
    expect(isSaid(newsOf(word({ exam: "still" })))).toBe(true);
    expect(isSaid(newsOf(word({ exam: "still", state: "away" })))).toBe(true);
    expect(isSaid(newsOf(word({ exam: "runs" })))).toBe(false);
    expect(isSaid(newsOf(word({})))).toBe(false);
  });
});

describe("a guest at the line of a pupil", () => {
  const none = word({});
  const asked = word({ guest: "asked" });
  const inside = word({ guest: "inside" });

  it("has a sign of its own, whatever else is said of that pupil", () => {
    expect([null, none, asked, inside].map(guestSign)).toEqual([
      null,
      null,
      "together.guest_asked",
      "together.guest_inside",
    ]);
    expect(guestSign(word({ guest: "inside", hand: "up", exam: "still" }))).not.toBeNull();
  });

  it("is read aloud when it is asked, comes in and goes, and not twice", () => {
    expect(guestNews(none, asked)).toBe("together.guest_asked");
    expect(guestNews(null, asked)).toBe("together.guest_asked");
    expect(guestNews(asked, inside)).toBe("together.guest_inside");
    expect(guestNews(inside, none)).toBe("together.guest_gone");
    expect(guestNews(asked, word({ guest: "asked", hand: "up" }))).toBeNull();
    expect(guestNews(asked, none)).toBeNull();
  });

  it("makes its pupil large when it comes in, and not while somebody may be about to press", () => {
    const seven = (change: Partial<FrameWord>) => word({ traject: 7, ...change });
    expect(largeOf(2, asked, seven({ guest: "inside" }))).toBe(7);
    expect(largeOf(2, seven({ guest: "inside" }), seven({ guest: "inside", hand: "up" }))).toBe(2);
    expect(largeOf(2, none, seven({ guest: "asked" }))).toBe(2);
    expect(largeOf(null, asked, seven({ guest: "inside" }))).toBeNull();
  });
});

describe("who stands large", () => {
  it("is who was pressed, and nobody after a second press", () => {
    expect(pressed(null, 2)).toBe(2);
    expect(pressed(2, 3)).toBe(3);
    expect(pressed(2, 2)).toBeNull();
  });
});

describe("one press for all", () => {
  it("is there for two or more", () => {
    const waits = word({ state: "lobby", mayEnter: true });
    expect(mayEnterAll([waits, null, waits])).toBe(true);
    expect(mayEnterAll([waits, word({}), null])).toBe(false);
  });
});
