/** Whom this device has met on this line, as it stands on its disk. */

import { codeOf } from "./errors";
import type { Logger } from "./logger";
import type { Disk } from "./trust-disk";
import { type Pin, type Pins, pinsIn, type Standing, standingOf, withPin } from "./trust-pins";

export interface BookOptions {
  readonly disk: Disk;
  /** Where on the disk. */
  readonly place: string;
  readonly logger: Logger;
  readonly onChange: () => void;
}

export class PinBook {
  /** It was tried once; perhaps in vain. */
  readonly ready: Promise<void>;
  private pins: Pins = [];
  private isRead = false;
  private isReading = false;

  constructor(private readonly options: BookOptions) {
    this.ready = this.read();
  }

  /** While the disk does not answer nobody is new: whom we met may stand there. */
  standingOf(key: string): Standing {
    const standing = standingOf(this.pins, key);
    return standing === "new" && !this.isRead ? "changed" : standing;
  }

  /** Kept once the disk has been read: what stands there is not lost. */
  put(pin: Pin): void {
    this.pins = withPin(this.pins, pin);
    if (this.isRead) this.write();
    this.options.onChange();
  }

  /** The disk may answer by now. */
  retry(): void {
    if (!this.isRead && !this.isReading) void this.read();
  }

  private async read(): Promise<void> {
    const { disk, place, logger, onChange } = this.options;
    this.isReading = true;
    try {
      this.isReadAs(pinsIn(await disk.read(place)));
      onChange();
    } catch (error) {
      logger.warn("trust.not_read", { code: codeOf(error) });
    } finally {
      this.isReading = false;
    }
  }

  private isReadAs(kept: Pins): void {
    const said = this.pins;
    this.isRead = true;
    this.pins = said.toReversed().reduce(withPin, kept);
    if (said.length > 0) this.write();
  }

  private write(): void {
    const { disk, place, logger } = this.options;
    disk.write(place, this.pins).catch((error: unknown) => {
      logger.warn("trust.not_kept", { code: codeOf(error) });
    });
  }
}
