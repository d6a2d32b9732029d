/**
 * The files of a lesson: what is sent, what came, and the photos of the board, over the `file`
 * channel of whichever call is the lesson's own. All of it goes with the lesson.
 */

import type { Others } from "./camera-alone";
import { codeOf } from "./errors";
import { type Incoming, Inbox } from "./file-inbox";
import type { FileChannel, FileLink } from "./file-link";
import { isUnderWay, type Outgoing, Outbox } from "./file-outbox";
import { leastKbps, limitKbps, photoBytes } from "./file-pace";
import { Snaps } from "./file-snaps";
import type { Digest } from "./file-sums";
import { type FileWord, type FileWordOf, parseFileWord, parsePiece, type Why } from "./file-wire";
import type { FilesCommands, FileState, FilesView, FileView, MissingFile } from "./files-view";
import type { Logger } from "./logger";
import type { Urls } from "./photo-frame";
import type { Step } from "./policy";
import { nothing, type Stop, type Time } from "./time";
import type { Side } from "./view";

/** While true, the camera may give more than before: what leaves of it stays as large as it was. */
export type KeepSize = (keeps: boolean) => void;

/** A photo in the full resolution of the camera, of about so many bytes at most. */
export type TakeFull = (
  track: MediaStreamTrack,
  maxBytes: number,
  keepSize?: KeepSize,
  others?: Pick<Others, "hold" | "stepAside" | "comeBack">,
) => Promise<Blob | null>;

export interface FileParts {
  readonly digest: Digest;
  readonly newBlock: (bytes: number) => Uint8Array<ArrayBuffer>;
  readonly takeFull: TakeFull;
}

export interface FilesOptions extends FileParts {
  readonly side: Side;
  readonly page: string;
  readonly time: Time;
  readonly logger: Logger;
  readonly newId: () => string;
  readonly random: () => number;
  readonly urls: Urls;
  /** How much the worse of both sides gives up. */
  readonly step: () => Step;
  /** What the line has beside pictures; null if unknown. */
  readonly spareKbps: () => number | null;
  /** What a file took of it before, without harm; 0 if none did. */
  readonly provenKbps: () => number;
  /** Something comes through now. */
  readonly flows: () => boolean;
  /** Class: its board's camera, uncut; null while it shows none. */
  readonly board: () => MediaStreamTrack | null;
  readonly keepSize: KeepSize;
  /** Class: nobody has switched the photos off. */
  readonly mayPhoto: () => boolean;
  readonly setPhotos: (on: boolean) => void;
  /** Not in a test without files. */
  readonly maySend: () => boolean;
  /** Home: not while it rests. */
  readonly mayAsk: () => boolean;
  readonly onChange: () => void;
}

const PROGRESS_EVERY_MS = 250;
const PHOTO_NAME = "bord.jpg";

type Missing = FileWordOf<"partial">;

export class Files implements FilesCommands {
  private readonly outbox: Outbox;
  private readonly inbox: Inbox;
  private readonly snaps: Snaps;
  private channel: FileChannel | null = null;
  /** The other side's page, once it has said so over this channel. */
  private other: string | null = null;
  private theirPhotos = true;
  private missing: readonly Missing[] = [];
  private readonly urls = new Map<string, string>();
  private stopProgress: Stop = nothing;

  constructor(private readonly options: FilesOptions) {
    const say = (word: FileWord) => this.say(word);
    const { onChange } = options;
    const shared = { ...options, say, onChange, onProgress: () => this.progress() };
    this.outbox = new Outbox({
      ...shared,
      mostKbps: () => limitKbps(options.step(), options.spareKbps()),
      leastKbps: () => leastKbps(options.step()),
    });
    this.inbox = new Inbox({
      ...shared,
      isAwaited: (id) => this.snaps.isAwaited(id),
      onHere: (item) => this.isHere(item),
      onGone: ({ id }) => this.revoke(id),
    });
    this.snaps = new Snaps({
      ...shared,
      whyNot: () => this.whyNoPhoto(),
      take: () => this.takePhoto(),
      send: (photo, id) => this.outbox.add(photo, PHOTO_NAME, "board", id),
      isUnderWay: (id) => this.outbox.photos.includes(id),
    });
  }

  get view(): FilesView {
    const { snaps, outbox, inbox, missing, options } = this;
    const items = [
      ...outbox.items.map((item) => this.sendingView(item)),
      ...inbox.items.map((item) => this.comingView(item)),
    ];
    const { asked, shutter } = snaps;
    return {
      linked: this.other !== null,
      items: items.filter(({ mine, about }) => !mine || about === "file"),
      missing: missing.filter(({ sha256 }) => !outbox.has(sha256)).map(missingView),
      snap: asked && { id: asked.id, why: asked.why },
      shutter,
      photos: options.side === "class" ? options.mayPhoto() : this.theirPhotos,
    };
  }

  /** Null outside a lesson. Safe to call as often as one likes. */
  follow(link: FileLink | null): void {
    const channel = link?.current ?? null;
    if (channel === this.channel) return;
    this.letGo();
    this.channel = channel;
    if (channel !== null) this.listen(channel);
  }

  /** The lesson is over: nothing of it stays. */
  forget(): void {
    this.letGo();
    this.channel = null;
    this.stopProgress();
    this.outbox.forget();
    this.inbox.forget();
    this.snaps.forget();
    this.missing = [];
    this.theirPhotos = true;
    for (const id of this.urls.keys()) this.revoke(id);
  }

  // Commands

  send(files: readonly File[]): readonly string[] {
    if (!this.options.maySend()) return [];
    return files.map((file) => this.outbox.add(file, file.name));
  }

  accept(id: string): void {
    this.inbox.accept(id);
  }

  stop(id: string): void {
    if (this.missing.some((one) => one.id === id)) {
      this.say({ type: "cancel", id });
      this.missing = this.missing.filter((one) => one.id !== id);
      this.options.onChange();
    } else {
      this.outbox.stop(id);
      this.inbox.stop(id);
    }
  }

  askPhoto(): void {
    if (this.options.side === "home" && this.options.mayAsk()) this.snaps.ask();
  }

  closePhoto(): void {
    this.snaps.close();
  }

  takeBackPhoto(): void {
    const { shutter } = this.snaps;
    this.snaps.takeBack();
    if (shutter !== null) this.outbox.stop(shutter);
  }

  allowPhotos(on: boolean): void {
    if (this.options.side !== "class") return;
    this.options.setPhotos(on);
    this.say({ type: "photos", on });
    if (on) return;
    this.takeBackPhoto();
    for (const id of this.outbox.photos) this.outbox.stop(id);
  }

  // The channel

  private listen(channel: FileChannel): void {
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = 16_384;
    channel.onopen = () => this.greet(true);
    channel.onclose = () => this.unlinked();
    channel.onmessage = ({ data }: MessageEvent) => this.heard(data);
    channel.onbufferedamountlow = () => this.outbox.pump.run();
    if (channel.readyState === "open") this.greet(true);
  }

  private letGo(): void {
    const { channel } = this;
    if (channel === null) return;
    channel.onopen = channel.onclose = channel.onmessage = channel.onbufferedamountlow = null;
    this.unlinked();
  }

  private unlinked(): void {
    this.other = null;
    this.outbox.unlinked();
    this.options.onChange();
  }

  /** `answer`: say so too, since who came later has not heard it. */
  private greet(answer: boolean): void {
    const { page, mayPhoto } = this.options;
    this.say({ type: "hello", page, answer, photos: mayPhoto() });
  }

  private say(word: FileWord): boolean {
    if (this.channel?.readyState !== "open") return false;
    try {
      this.channel.send(JSON.stringify(word));
      return true;
    } catch (error) {
      this.options.logger.warn("file.channel", { code: codeOf(error) });
      return false;
    }
  }

  /** Never throws. */
  private heard(data: unknown): void {
    try {
      if (data instanceof ArrayBuffer) this.inbox.arrived(parsePiece(data));
      else if (typeof data === "string") this.told(parseFileWord(data));
    } catch (error) {
      this.options.logger.warn("file.unread", { code: codeOf(error) });
    }
  }

  private told(word: FileWord): void {
    const act = this.words[word.type] as (word: FileWord) => void;
    act(word);
  }

  private readonly words: {
    readonly [K in FileWord["type"]]: (word: FileWordOf<K>) => void;
  } = {
    hello: (word) => this.met(word),
    offer: (word) => this.offered(word),
    have: (word) => this.outbox.hear(word),
    got: (word) => this.outbox.hear(word),
    whole: (word) => this.outbox.hear(word),
    refuse: (word) => {
      this.outbox.hear(word);
      this.inbox.cancelled(word.id, word.why);
      this.snaps.failed(word.id, word.why);
    },
    cancel: (word) => {
      this.outbox.hear(word);
      this.inbox.cancelled(word.id);
    },
    wait: ({ id, on }) => this.inbox.waits(id, on),
    partial: (word) => this.noteMissing(word),
    snap: ({ id }) => {
      if (this.options.side === "class") this.snaps.wanted(id);
    },
    photos: ({ on }) => {
      this.theirPhotos = on;
      this.options.onChange();
    },
  };

  private offered(word: FileWordOf<"offer">): void {
    this.snaps.offered(word.id);
    if (word.about === "file" && !this.options.maySend()) {
      this.say({ type: "refuse", id: word.id, why: "files.test" });
    } else if (this.other !== null) this.inbox.offered(word, this.other);
  }

  private met({ page, answer, photos }: FileWordOf<"hello">): void {
    if (answer) this.greet(false);
    if (this.other === page || this.channel === null) return;
    this.other = page;
    this.theirPhotos = photos;
    this.inbox.linked(page);
    this.outbox.linked(page, this.channel);
    this.snaps.linked();
    this.options.onChange();
  }

  private noteMissing(word: Missing): void {
    const isKnown = this.missing.some(({ id }) => id === word.id) || this.outbox.has(word.sha256);
    if (isKnown || this.missing.length >= 20) return;
    this.missing = [...this.missing, word];
    this.options.onChange();
  }

  // Photos of the board

  private whyNoPhoto(): Why | null {
    if (!this.options.mayPhoto()) return "photo.off";
    if (this.options.board() === null) return "photo.no_camera";
    return this.outbox.photos.length > 0 ? "photo.busy" : null;
  }

  private async takePhoto(): Promise<Blob | null> {
    const track = this.options.board();
    if (track === null) return null;
    const { takeFull, step, provenKbps, keepSize } = this.options;
    return takeFull(track, photoBytes(step(), provenKbps()), keepSize);
  }

  private isHere({ id, blob }: Incoming): void {
    if (blob !== null) this.urls.set(id, this.options.urls.of(blob));
    this.snaps.close(id);
  }

  private revoke(id: string): void {
    const url = this.urls.get(id);
    if (url !== undefined) this.options.urls.revoke(url);
    this.urls.delete(id);
  }

  // What is shown

  private progress(): void {
    if (this.stopProgress !== nothing) return;
    this.stopProgress = this.options.time.after(PROGRESS_EVERY_MS, () => {
      this.stopProgress = nothing;
      this.options.onChange();
    });
  }

  private sendingView(item: Outgoing): FileView {
    const { id, name, kind, about, bytes, why, got: done } = item;
    const state = SENDING[item.state];
    const own = { mine: true, url: null, state, halted: this.haltedOf(isUnderWay(item), item) };
    return { id, name, kind, about, bytes, why, done, ...own };
  }

  private comingView(item: Incoming): FileView {
    const { id, offer, name, why, got: done } = item;
    const { kind, about, bytes } = offer;
    const halted = this.haltedOf(item.state === "going", item);
    const own = { mine: false, url: this.urls.get(id) ?? null, state: item.state, halted };
    return { id, name, kind, about, bytes, why, done, ...own };
  }

  private haltedOf(isGoing: boolean, { isThin }: { isThin: boolean }): FileView["halted"] {
    if (isGoing && (this.other === null || !this.options.flows())) return "line";
    return isGoing && isThin ? "thin" : null;
  }
}

const SENDING: Readonly<Record<Outgoing["state"], FileState>> = {
  checking: "checking",
  queued: "waiting",
  offered: "waiting",
  going: "going",
  sent: "sent",
  refused: "refused",
  stopped: "stopped",
};

function missingView({ id, name, bytes, got }: Missing): MissingFile {
  return { id, name, bytes, got };
}
