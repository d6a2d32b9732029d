/** What gets lost, sleeps or stands still in a lesson, and is mended without a press. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseSignal } from "./signal";
import { Stage } from "./testing/stage";

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

afterEach(() => {
  stage.close();
});

describe("an `adopt` that got lost while both sockets stayed open", () => {
  let lost = 0;

  const loseOne = () => {
    lost = 0;
    stage.server.lie = (_side, body) =>
      parseSignal(body).kind === "adopt" && lost++ === 0 ? [] : [body];
  };

  test("is asked for at the press", async () => {
    loseOne();
    await stage.meet();
    expect([lost, stage.phases]).toEqual([1, ["connecting", "live"]]);
    await stage.pass(8000);
    expect(stage.phases).toEqual(["live", "live"]);
    expect(stage.network.open().length).toBe(2);
    expect(stage.server.uses.size).toBe(1);
  });

  test("is said again in a lesson, and nothing is built for it", async () => {
    await stage.meet();
    stage.server.renewIce("1795083200:abc");
    loseOne();
    const before = stage.network.open().map(({ id }) => id);
    stage.network.allows = ({ id }) => !before.includes(id);
    await stage.pass(8000);
    expect([lost, stage.phases[0]]).toEqual([1, "interrupted"]);
    const beside = stage.network.open().map(({ id }) => id);
    await stage.pass(5000);
    expect(stage.phases).toEqual(["live", "live"]);
    for (const { id } of stage.network.open()) expect(beside).toContain(id);
  });
});
