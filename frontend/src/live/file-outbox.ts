/**
 * What this device sends: one file at a time, each from where the other side is.
 *
 * A photo of the board goes before files. What is under way when the line goes is offered again, and
 * the other side says how much of it it has.
 */

import { codeOf, LiveError } from "./errors";
import { FILE_KINDS, type FileKind, kindOfFile } from "./file-kinds";
import type { FileChannel } from "./file-link";
import { cleanName } from "./file-names";
import { Pump } from "./file-pump";
import { type Digest, type Sums, sumsOf } from "./file-sums";
import { type About, type FileWord, type FileWordOf, type Why, WHYS } from "./file-wire";
import type { Logger } from "./logger";
import type { Time } from "./time";

export interface Outgoing {
  readonly id: string;
  readonly about: About;
  readonly bytes: number;
  file: Blob;
  name: string;
  kind: FileKind | null;
  sums: Sums | null;
  tag: number;
  state: "checking" | "queued" | "offered" | "going" | "sent" | "refused" | "stopped";
  why: Why | null;
  /** The other side has so many bytes of it. */
  got: number;
  /** The line has nothing to spare for it. */
  isThin: boolean;
  /** The other side's page that has it. */
  takenBy: string | null;
}

export interface OutboxOptions {
  readonly time: Time;
  readonly logger: Logger;
  readonly newId: () => string;
  readonly random: () => number;
  readonly digest: Digest;
  /** 0: the line has nothing to spare. */
  readonly mostKbps: () => number;
  readonly leastKbps: () => number;
  /** False if there is no way. */
  readonly say: (word: FileWord) => boolean;
  readonly onChange: () => void;
  /** Another piece is there: many a second. */
  readonly onProgress: () => void;
}

const EMPTY = new Blob([]);

export class Outbox {
  items: Outgoing[] = [];
  private current: Outgoing | null = null;
  private page: string | null = null;
  private channel: FileChannel | null = null;
  readonly pump: Pump;

  constructor(private readonly options: OutboxOptions) {
    const { time, logger, mostKbps, leastKbps, say, onChange } = options;
    this.pump = new Pump({
      ...{ time, logger, mostKbps, leastKbps, onChange },
      onThin: (item, on) => say({ type: "wait", id: item.id, on }),
      onUnreadable: (item, error) => this.failed(item, error),
    });
  }

  /** Looked at first: what may not go is refused before a byte of it has left. Gives its id. */
  add(file: Blob, name: string, about: About = "file", id = this.options.newId()): string {
    const item: Outgoing = {
      ...{ id, about, file, name, bytes: file.size, kind: null, sums: null, tag: 0 },
      ...{ state: "checking", why: null, got: 0, isThin: false, takenBy: null },
    };
    this.items.push(item);
    void this.check(item);
    this.options.onChange();
    return id;
  }

  /** The other side listens; `page` is its page. */
  linked(page: string, channel: FileChannel): void {
    this.unlinked();
    // A page that was loaded anew has nothing of what its last one got.
    for (const item of this.items) {
      const isLost = item.state === "sent" && item.takenBy !== page && item.about === "file";
      if (isLost) Object.assign(item, { state: "queued", got: 0 });
    }
    this.page = page;
    this.channel = channel;
    this.advance();
  }

  unlinked(): void {
    this.channel = null;
    this.pump.stop();
    const { current } = this;
    if (current !== null && isUnderWay(current)) current.state = "queued";
    this.current = null;
  }

  hear(word: FileWordOf<"have" | "got" | "whole" | "refuse" | "cancel">): void {
    const item = this.items.find(({ id }) => id === word.id);
    if (item === undefined || !isUnderWay(item)) return;
    if (word.type === "have") this.accepted(item, word.bytes);
    else if (word.type === "got") this.arrived(item, word.bytes);
    else if (word.type === "whole") this.sent(item);
    else if (word.type === "refuse") this.end(item, "refused", word.why);
    else this.end(item, "stopped", "files.declined");
    if (word.type === "got") this.options.onProgress();
    else this.options.onChange();
  }

  /** A press here: it goes no further, or off the list. */
  stop(id: string): void {
    const item = this.items.find((one) => one.id === id);
    if (item === undefined) return;
    if (isOver(item)) {
      this.items = this.items.filter((one) => one !== item);
    } else {
      this.options.say({ type: "cancel", id });
      this.end(item, "stopped", null);
    }
    this.options.onChange();
  }

  /** It was chosen again after this page was loaded anew. */
  has(sha256: string): boolean {
    return this.items.some(({ sums, state }) => sums?.sha256 === sha256 && state !== "stopped");
  }

  /** Of the board, and not there yet. */
  get photos(): readonly string[] {
    const under = this.items.filter((item) => item.about === "board" && !isOver(item));
    return under.map(({ id }) => id);
  }

  forget(): void {
    this.unlinked();
    this.items = [];
    this.page = null;
  }

  private async check(item: Outgoing): Promise<void> {
    try {
      item.kind = await kindOfFile(item.file, item.name);
      item.name = cleanName(item.name, FILE_KINDS[item.kind].endings[0]);
      item.sums = await sumsOf(item.file, this.options.digest);
      if (item.state === "checking") item.state = "queued";
    } catch (error) {
      this.failed(item, error);
    }
    this.advance();
    this.options.onChange();
  }

  private advance(): void {
    if (this.channel === null) return;
    const waiting = this.items.filter((item) => item.state === "queued" || isUnderWay(item));
    const next =
      waiting.find(({ about }) => about === "board") ?? this.current ?? waiting[0] ?? null;
    if (next === null || next === this.current) return;
    if (this.current !== null) {
      this.pump.stop();
      this.current.state = "queued";
    }
    this.current = next;
    this.offer(next);
  }

  private offer(item: Outgoing): void {
    const { id, name, kind, about, bytes, sums } = item;
    if (kind === null || sums === null) return;
    item.state = "offered";
    item.tag = Math.floor(this.options.random() * 2 ** 32);
    const { tag } = item;
    const { sha256, blocks } = sums;
    this.options.say({ type: "offer", id, tag, name, kind, about, bytes, sha256, blocks });
  }

  private accepted(item: Outgoing, bytes: number): void {
    if (item !== this.current || this.channel === null) return;
    item.state = "going";
    item.got = Math.min(bytes, item.bytes);
    this.pump.begin(item, this.channel);
  }

  private arrived(item: Outgoing, bytes: number): void {
    if (item !== this.current || item.state !== "going") return;
    item.got = Math.max(item.got, Math.min(bytes, item.bytes));
    this.pump.arrived(item.got);
  }

  private sent(item: Outgoing): void {
    item.got = item.bytes;
    item.takenBy = this.page;
    this.end(item, "sent", null);
  }

  private failed(item: Outgoing, error: unknown): void {
    const why = whyOf(error);
    this.options.logger.warn("file.not_sent", { code: codeOf(error) });
    if (isUnderWay(item)) this.options.say({ type: "refuse", id: item.id, why });
    this.end(item, "refused", why);
    this.options.onChange();
  }

  private end(item: Outgoing, state: "sent" | "refused" | "stopped", why: Why | null): void {
    Object.assign(item, { state, why, isThin: false });
    // A photo of the board rests nowhere in class; of a file only its place is remembered.
    if (state !== "sent" || item.about === "board") item.file = EMPTY;
    if (this.current !== item) return;
    this.pump.stop();
    this.current = null;
    this.advance();
  }
}

export function isUnderWay({ state }: Pick<Outgoing, "state">): boolean {
  return state === "offered" || state === "going";
}

function isOver({ state }: Pick<Outgoing, "state">): boolean {
  return state === "sent" || state === "refused" || state === "stopped";
}

/** For the person at the other end too: one of the codes, whatever went wrong. */
export function whyOf(error: unknown): Why {
  const code = error instanceof LiveError ? error.code : "files.unreadable";
  return WHYS.find((why) => why === code) ?? "files.unreadable";
}
