/**
 * The lamp of the raised hand, beside the screen: loaded only on a device that has one, or whose
 * people press to choose one.
 */

import type { Hid } from "../lamp/hid";
import type { LampDesk, LampView, LampWay } from "../lamp/desk";
import type { Rgb } from "../lamp/lamp";
import type { Serial } from "../lamp/serial";
import { consoleLogger } from "../logger";
import { browserTime } from "../time";
import type { RoomView } from "../view";

/** The hand's own colour, as on the screen; softer once somebody has seen it. */
const WAITS: Rgb = [255, 150, 0];
const SEEN: Rgb = [40, 22, 0];
const DARK: Rgb = [0, 0, 0];

interface LampBrowser {
  readonly hid?: Hid;
  readonly serial?: Serial;
}

const NO_LAMP: LampView = { state: "none", names: [], ways: [] };

export class HandLamp {
  private desk: LampDesk | null = null;
  private loading: Promise<LampDesk> | null = null;
  private colour: Rgb = DARK;
  private readonly leave = (): void => this.desk?.leave();

  constructor(
    private readonly onChange: () => void,
    private readonly browser: LampBrowser = allowedHere(),
  ) {}

  get view(): LampView {
    return this.desk?.view ?? { ...NO_LAMP, ways: this.ways() };
  }

  /** Takes up what was chosen on an earlier day; asks nobody anything. */
  async start(): Promise<void> {
    addEventListener("pagehide", this.leave);
    if (await this.isRemembered()) await (await this.load()).look();
  }

  /** Only in a press. */
  async choose(way: LampWay): Promise<void> {
    await (await this.load()).choose(way);
  }

  async forget(): Promise<void> {
    await this.desk?.forget();
  }

  /** Call it after every change of the room. */
  follow(view: RoomView): void {
    this.colour = colourFor(view);
    this.desk?.want(this.colour);
  }

  close(): void {
    removeEventListener("pagehide", this.leave);
    void this.desk?.close();
  }

  private ways(): readonly LampWay[] {
    const all: readonly LampWay[] = ["hid", "serial"];
    return all.filter((way) => this.browser[way] !== undefined);
  }

  /** A page whose policy forbids it, or a browser of a school that does, has no lamps. */
  private async isRemembered(): Promise<boolean> {
    const { hid, serial } = this.browser;
    const asked = await Promise.allSettled([hid?.getDevices(), serial?.getPorts()]);
    return asked.some((answer) => answer.status === "fulfilled" && (answer.value?.length ?? 0) > 0);
  }

  private load(): Promise<LampDesk> {
    this.loading ??= import("../lamp/open").then(({ openDesk }) => {
      const { hid = null, serial = null } = this.browser;
      const logger = consoleLogger(false);
      this.desk = openDesk({ hid, serial, time: browserTime, logger, onChange: this.onChange });
      this.desk.want(this.colour);
      return this.desk;
    });
    return this.loading;
  }
}

/** What this page's policy lets it use: asking for more would only fill the browser's own log. */
function allowedHere(): LampBrowser {
  const { hid, serial } = navigator as LampBrowser;
  const { featurePolicy } = document as { readonly featurePolicy?: FeaturePolicy };
  const allows = (way: LampWay) => featurePolicy?.allowsFeature(way) ?? true;
  return { ...(hid && allows("hid") && { hid }), ...(serial && allows("serial") && { serial }) };
}

/** Chromium's, and only Chromium has lamps. */
interface FeaturePolicy {
  allowsFeature(name: string): boolean;
}

/** Dark outside the lesson, since there is no hand then. */
export function colourFor({ hand }: Pick<RoomView, "hand">): Rgb {
  if (!hand?.up) return DARK;
  return hand.answered ? SEEN : WAITS;
}
