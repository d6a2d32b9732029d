/** Hand and chat of one connection: in the two browsers, and nowhere else. */

import { bytesOf } from "./protocol";
import type { HandView, Side } from "./view";
import { MAX_CHAT_CHARACTERS, type SyncLine, type Word, type WordOf } from "./words";

/** Twice escaped, with the envelope, this stays under the socket's 16 KiB. */
const MAX_SYNC_BYTES = 12 * 1024;
const MAX_LINES = 500;

export interface Line {
  readonly id: string;
  readonly side: Side;
  readonly text: string;
  readonly isDelivered: boolean;
}

export interface Conversation {
  readonly hand: HandView | null;
  /** Oldest first. */
  readonly chat: readonly Line[];
}

export const SILENT: Conversation = { hand: null, chat: [] };

export function raised(conversation: Conversation, id: string, now: number): Conversation {
  const hand = { id, up: true, since: now, answered: false, delivered: false };
  return { ...conversation, hand };
}

export function answered(conversation: Conversation): Conversation {
  const { hand } = conversation;
  return hand === null ? conversation : { ...conversation, hand: { ...hand, answered: true } };
}

/** The text as it may be sent; null if it may not. */
export function chatText(text: string): string | null {
  const trimmed = text.trim();
  return trimmed.length >= 1 && trimmed.length <= MAX_CHAT_CHARACTERS ? trimmed : null;
}

export function withLine(conversation: Conversation, line: Line): Conversation {
  if (conversation.chat.some(({ id }) => id === line.id)) return conversation;
  return { ...conversation, chat: [...conversation.chat, line].slice(-MAX_LINES) };
}

/** A word of the other side about hand or chat; `side` is theirs. */
export function heard(
  conversation: Conversation,
  word: WordOf<"hand" | "answer" | "chat">,
  side: Side,
  now: number,
): Conversation {
  if (word.type === "chat") {
    return withLine(conversation, { id: word.id, side, text: word.text, isDelivered: true });
  }
  if (word.type === "hand") {
    return side === "home" ? handHeard(conversation, word, now) : conversation;
  }
  const isMine = side === "class" && conversation.hand?.id === word.id;
  return isMine ? answered(conversation) : conversation;
}

function handHeard(conversation: Conversation, word: WordOf<"hand">, now: number): Conversation {
  if (!word.up) return { ...conversation, hand: null };
  if (conversation.hand?.id === word.id) return conversation;
  return { ...conversation, hand: shown(word.id, false, now) };
}

/** The other side remembers since when this hand is up. */
export function upSince(conversation: Conversation, since: number | null): Conversation {
  const { hand } = conversation;
  if (hand === null || since === null || since >= hand.since) return conversation;
  return { ...conversation, hand: { ...hand, since } };
}

/** The other side knows of this word of ours. */
export function delivered(conversation: Conversation, word: Word): Conversation {
  const { hand, chat } = conversation;
  if (word.type === "hand" && hand?.id === word.id) {
    return { ...conversation, hand: { ...hand, delivered: true } };
  }
  if (word.type !== "chat") return conversation;
  const lines = chat.map((line) => (line.id === word.id ? { ...line, isDelivered: true } : line));
  return { ...conversation, chat: lines };
}

/** What the other side remembers and we may have lost. It only adds: docs/protocol.md, `sync`. */
export function synced(
  conversation: Conversation,
  word: WordOf<"sync">,
  mine: Side,
  now: number,
): Conversation {
  return {
    hand: syncedHand(conversation.hand, word.hand, mine, now),
    chat: syncedChat(conversation.chat, word.chat),
  };
}

/** The hand is the pupil's: on the home side a hand that was raised since goes before. */
function syncedHand(
  known: HandView | null,
  told: WordOf<"sync">["hand"],
  mine: Side,
  now: number,
): HandView | null {
  if (told === null) return known;
  if (known?.id === told.id) return { ...known, answered: known.answered || told.answered };
  if (mine === "home" && known !== null) return known;
  return shown(told.id, told.answered, now);
}

function syncedChat(known: readonly Line[], told: readonly SyncLine[]): readonly Line[] {
  const ids = new Set(told.map(({ id }) => id));
  const confirmed = known.map((line) => (ids.has(line.id) ? { ...line, isDelivered: true } : line));
  const knownIds = new Set(known.map(({ id }) => id));
  const lost = told
    .filter(({ id }) => !knownIds.has(id))
    .map((line) => ({ ...line, isDelivered: true }));
  return [...lost, ...confirmed].slice(-MAX_LINES);
}

function shown(id: string, isAnswered: boolean, now: number): HandView {
  return { id, up: true, since: now, answered: isAnswered, delivered: true };
}

/** The chat in pieces that fit in one message each, the newest piece first; at least one piece. */
export function piecesOf(chat: readonly Line[]): readonly (readonly SyncLine[])[] {
  const pieces: SyncLine[][] = [[]];
  let bytes = 0;
  for (const { id, side, text } of chat.toReversed()) {
    const line = { id, side, text };
    const size = bytesOf(JSON.stringify(JSON.stringify(line)));
    if (bytes + size > MAX_SYNC_BYTES) {
      pieces.push([]);
      bytes = 0;
    }
    bytes += size;
    pieces.at(-1)?.unshift(line);
  }
  return pieces;
}
