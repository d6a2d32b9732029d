/** What a screen asks of the line: to leave it or stay, what is said, who is there, who sees its figures. */

import type { Engine } from "./engine";
import type { Region } from "./region";
import type { Spot } from "./spots";
import type { Steering } from "./steering";

export abstract class RoomAnswers {
  protected abstract readonly engine: Engine;
  protected abstract readonly steering: Steering;

  leave(): void {
    this.engine.happen({ type: "leave" });
  }

  dismiss(): void {
    this.engine.happen({ type: "dismiss" });
  }

  take(): void {
    this.engine.happen({ type: "take" });
  }

  stay(): void {
    this.engine.happen({ type: "stay_on" });
  }

  raiseHand(): void {
    this.engine.dialogue.raiseHand();
  }

  lowerHand(): void {
    this.engine.dialogue.lowerHand();
  }

  answerHand(): void {
    this.engine.dialogue.answerHand();
  }

  sendChat(text: string): boolean {
    return this.engine.dialogue.sendChat(text);
  }

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

  look(region: Region): void {
    this.steering.look(region);
  }

  goToSpot(spot: Spot): void {
    this.steering.goTo(spot);
  }

  keepSpot(spot: Spot): void {
    this.steering.keep(spot);
  }

  lockView(locked: boolean): void {
    this.steering.lock(locked);
  }
}
