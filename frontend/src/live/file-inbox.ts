/**
 * What comes to this device: kept in memory, checked block by block, and nothing of it is opened.
 *
 * What is half there stays when the line goes, and also when the page that sent it was loaded anew:
 * then the person there is asked to choose it again, and only the rest comes.
 */

import { codeOf, LiveError } from "./errors";
import { FILE_KINDS, kindOfFile } from "./file-kinds";
import { cleanName } from "./file-names";
import { whyOf } from "./file-outbox";
import { BLOCK_BYTES, type Digest } from "./file-sums";
import type { FileWord, Offer, Piece, Why } from "./file-wire";
import type { Logger } from "./logger";
import { nothing, type Stop, type Time } from "./time";

export interface Incoming {
  /** As it was offered first: here it is known by this one. */
  readonly id: string;
  /** As it was offered last. */
  offer: Offer;
  readonly name: string;
  /** The page that offered it. */
  from: string;
  state: "asked" | "going" | "checking" | "here" | "refused" | "stopped";
  why: Why | null;
  parts: Uint8Array<ArrayBuffer>[];
  got: number;
  /** Blocks of which the checksum was right. */
  readonly good: Set<Uint8Array>;
  bad: number;
  isThin: boolean;
  blob: Blob | null;
}

export interface InboxOptions {
  readonly time: Time;
  readonly logger: Logger;
  readonly digest: Digest;
  readonly newBlock: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** A photo of the board comes only to who asked for it. */
  readonly isAwaited: (id: string) => boolean;
  readonly say: (word: FileWord) => boolean;
  readonly onHere: (item: Incoming) => void;
  readonly onGone: (item: Incoming) => void;
  readonly onChange: () => void;
  /** Another piece is here: many a second. */
  readonly onProgress: () => void;
}

/** Larger ones come after a press: on a telephone each megabyte may cost money. */
export const ASKED_FROM_BYTES = 10 * 1024 * 1024;
/** Of all that is kept here in one lesson. */
const ROOM_BYTES = 150 * 1024 * 1024;
const MAX_ITEMS = 60;
const TOLD_EVERY_BYTES = 64 * 1024;
const TOLD_EVERY_MS = 40;
const TOLD_LATEST_MS = 100;
const MAX_BAD = 3;

export class Inbox {
  items: Incoming[] = [];
  private toldAt = 0;
  private toldBytes = 0;
  private stopTelling: Stop = nothing;
  /** After a word about what we have, until the sender has turned back. */
  private isTurning = false;

  constructor(private readonly options: InboxOptions) {}

  /** Of the page that sent them nobody is left: the person there may choose them again. */
  linked(page: string): void {
    this.isTurning = false;
    for (const { offer, from, state, name, got } of this.items) {
      if (state !== "going" || from === page || offer.about === "board") continue;
      const { id, bytes, sha256 } = offer;
      this.options.say({ type: "partial", id, name, bytes, got, sha256 });
    }
  }

  offered(offer: Offer, page: string): void {
    const known = this.items.find((item) => isSame(item, offer));
    if (known === undefined) this.begin(offer, page);
    else this.again(known, offer, page);
    this.options.onChange();
  }

  /** A press: let it come. */
  accept(id: string): void {
    const item = this.items.find((one) => one.id === id);
    if (item?.state !== "asked") return;
    item.state = "going";
    this.tellWhere(item);
    this.options.onChange();
  }

  arrived(piece: Piece): void {
    const item = this.items.find(
      ({ offer, state }) => state === "going" && offer.tag === piece.tag,
    );
    if (item === undefined) return;
    if (piece.from !== item.got) {
      this.lostTheWay(item, piece);
      return;
    }
    this.isTurning = false;
    try {
      this.put(item, piece.content);
    } catch (error) {
      // RangeError: the browser gives no more memory.
      this.options.logger.warn("file.no_room", { code: codeOf(error) });
      this.refuse(item, error instanceof LiveError ? whyOf(error) : "files.no_room");
      return;
    }
    this.tell(item);
    this.options.onProgress();
  }

  /** The other side takes it back. What is here stays, unless it is a photo of its board. */
  cancelled(id: string, why: Why | null = null): void {
    const item = this.find(id);
    if (item === undefined) return;
    const isPhoto = item.offer.about === "board";
    if (item.state === "here" && !isPhoto) return;
    this.drop(item, "stopped", why ?? (isPhoto ? "photo.taken_back" : "files.declined"));
  }

  waits(id: string, on: boolean): void {
    const item = this.find(id);
    if (item === undefined || item.isThin === on) return;
    item.isThin = on;
    this.options.onChange();
  }

  /** A press here: it need not come, or may go. */
  stop(id: string): void {
    const item = this.items.find((one) => one.id === id);
    if (item === undefined) return;
    const isOpen = item.state === "asked" || item.state === "going";
    if (isOpen) this.options.say({ type: "cancel", id: item.offer.id });
    this.items = this.items.filter((one) => one !== item);
    this.options.onGone(item);
    this.options.onChange();
  }

  forget(): void {
    this.stopTelling();
    for (const item of this.items) this.options.onGone(item);
    this.items = [];
  }

  /** By what the other side calls it now. */
  private find(id: string): Incoming | undefined {
    return this.items.find(({ offer }) => offer.id === id);
  }

  private begin(offer: Offer, page: string): void {
    const why = this.whyNot(offer);
    if (why !== null) {
      this.options.say({ type: "refuse", id: offer.id, why });
      return;
    }
    const isAsked = offer.about === "file" && offer.bytes > ASKED_FROM_BYTES;
    const item: Incoming = {
      id: offer.id,
      ...{ offer, name: cleanName(offer.name, FILE_KINDS[offer.kind].endings[0]), from: page },
      ...{ state: isAsked ? "asked" : "going", why: null, parts: [], got: 0, good: new Set() },
      ...{ bad: 0, isThin: false, blob: null },
    };
    this.items.push(item);
    if (!isAsked) this.tellWhere(item);
  }

  private whyNot({ id, about, bytes }: Offer): Why | null {
    if (bytes === 0) return "files.empty";
    if (about === "board" && !this.options.isAwaited(id)) return "files.declined";
    const kept = this.items.reduce((sum, item) => sum + keptBytes(item), 0);
    const isFull = kept + bytes > ROOM_BYTES || this.items.length >= MAX_ITEMS;
    return isFull ? "files.no_room" : null;
  }

  private again(item: Incoming, offer: Offer, page: string): void {
    item.offer = offer;
    item.from = page;
    item.isThin = false;
    const { id } = offer;
    if (item.state === "going") this.tellWhere(item);
    else if (item.state === "here") this.options.say({ type: "whole", id });
    else if (item.state === "refused" || item.state === "stopped")
      this.options.say({ type: "refuse", id, why: item.why ?? "files.declined" });
  }

  private lostTheWay(item: Incoming, { from }: Piece): void {
    if (this.isTurning || from < item.got) return;
    this.tellWhere(item);
  }

  private tellWhere(item: Incoming): void {
    this.isTurning = true;
    this.toldBytes = item.got;
    this.options.say({ type: "have", id: item.offer.id, bytes: item.got });
  }

  private put(item: Incoming, content: Uint8Array<ArrayBuffer>): void {
    const { bytes } = item.offer;
    if (item.got + content.length > bytes) throw new LiveError("files.broken", "too long");
    for (let at = 0; at < content.length;) {
      const index = Math.floor(item.got / BLOCK_BYTES);
      const begins = index * BLOCK_BYTES;
      const size = Math.min(BLOCK_BYTES, bytes - begins);
      const part = (item.parts[index] ??= this.options.newBlock(size));
      const share = content.subarray(at, at + size - (item.got - begins));
      part.set(share, item.got - begins);
      at += share.length;
      item.got += share.length;
      if (item.got === begins + size) void this.verify(item, index, part);
    }
  }

  private async verify(
    item: Incoming,
    index: number,
    part: Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    const sum = await this.options.digest(part).catch(() => "");
    if (item.state !== "going" || item.parts[index] !== part) return;
    if (sum === item.offer.blocks[index]) {
      item.good.add(part);
      if (item.good.size === item.offer.blocks.length) await this.finish(item);
      return;
    }
    item.bad += 1;
    this.options.logger.warn("file.bad_block", { times: item.bad });
    if (item.bad > MAX_BAD) {
      this.refuse(item, "files.broken");
      return;
    }
    for (const later of item.parts.splice(index)) item.good.delete(later);
    item.got = index * BLOCK_BYTES;
    this.tellWhere(item);
    this.options.onChange();
  }

  private async finish(item: Incoming): Promise<void> {
    item.state = "checking";
    this.options.onChange();
    try {
      const blob = await this.checked(item);
      if (this.isStopped(item)) return;
      item.blob = blob;
      item.parts = [];
      item.state = "here";
      this.options.say({ type: "whole", id: item.offer.id });
      this.options.onHere(item);
      this.options.onChange();
    } catch (error) {
      if (this.isStopped(item)) return;
      this.options.logger.warn("file.not_taken", { code: codeOf(error) });
      const why = whyOf(error);
      this.refuse(item, why === "files.unreadable" ? "files.no_room" : why);
    }
  }

  /** By either side, while it was looked at. */
  private isStopped(item: Incoming): boolean {
    return item.state !== "checking" || !this.items.includes(item);
  }

  /** The whole once more, and what it really is: what the sender said is not enough. */
  private async checked({ offer, parts, name }: Incoming): Promise<Blob> {
    const blob = new Blob(parts, { type: FILE_KINDS[offer.kind].mime });
    const sum = await this.options.digest(new Uint8Array(await blob.arrayBuffer()));
    if (sum !== offer.sha256) throw new LiveError("files.broken", "another sum");
    const kind = await kindOfFile(blob, name);
    if (kind !== offer.kind) throw new LiveError("files.lies", "another kind");
    return blob;
  }

  private refuse(item: Incoming, why: Why): void {
    this.options.say({ type: "refuse", id: item.offer.id, why });
    this.drop(item, "refused", why);
  }

  private drop(item: Incoming, state: "refused" | "stopped", why: Why): void {
    Object.assign(item, { state, why, parts: [], blob: null, isThin: false });
    item.good.clear();
    this.options.onGone(item);
    this.options.onChange();
  }

  /** How far we are: often enough to be slowed by, rarely enough to cost nothing. */
  private tell(item: Incoming): void {
    const now = this.options.time.now();
    this.stopTelling();
    this.stopTelling = nothing;
    const isMuch = item.got - this.toldBytes >= TOLD_EVERY_BYTES;
    if (!isMuch && now - this.toldAt < TOLD_EVERY_MS) {
      this.stopTelling = this.options.time.after(TOLD_LATEST_MS, () => this.tellNow(item));
    } else this.tellNow(item);
  }

  private tellNow(item: Incoming): void {
    if (item.state !== "going") return;
    this.toldAt = this.options.time.now();
    this.toldBytes = item.got;
    this.options.say({ type: "got", id: item.offer.id, bytes: item.got });
  }
}

/** Also under another number: one that was chosen again after the page there was loaded anew. */
function isSame({ offer: before, state }: Incoming, after: Offer): boolean {
  if (before.id === after.id) return true;
  if (state === "refused" || state === "stopped" || before.about === "board") return false;
  return before.sha256 === after.sha256 && before.bytes === after.bytes;
}

function keptBytes({ state, offer }: Incoming): number {
  return state === "refused" || state === "stopped" || state === "asked" ? 0 : offer.bytes;
}
