/** What a screen asks of the line itself: who is at the other end, and who may see its figures. */

import type { Engine } from "./engine";

export abstract class RoomAnswers {
  protected abstract readonly engine: Engine;

  confirmOther(): void {
    this.engine.confirmOther();
  }

  refuseOther(): void {
    this.engine.refuseOther();
  }

  reconsiderOther(): void {
    this.engine.trust.reconsider();
  }

  compareLater(): void {
    this.engine.trust.putOff();
  }

  askHelp(): void {
    this.engine.help.want(true);
  }

  stopHelp(): void {
    this.engine.help.want(false);
  }
}
