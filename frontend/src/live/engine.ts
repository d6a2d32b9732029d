/**
 * Joins the pure state of `room-state.ts` to the socket, the call, the dialogue and the journal:
 * what comes in becomes an event, and the effects of the transition go out.
 */

import { lessonOf } from "./blocks";
import { CallDesk, type DeskOptions } from "./call-desk";
import type { Store } from "./choices";
import { ServerClock } from "./clock";
import { Dialogue } from "./dialogue";
import type { BrowserName } from "./figure-fields";
import { Help, lineOf } from "./help";
import type { Logger } from "./logger";
import type { Down, GuestMessage, Pong, Welcome } from "./protocol";
import { isThrough } from "./room-settle";
import {
  type Effect,
  initial,
  type RoomEvent,
  type RoomState,
  type ServerMessage,
  transition,
} from "./room-state";
import type { CallSignal, NearSignal } from "./signal";
import { Socket } from "./socket";
import type { Time } from "./time";
import { Trust, type TrustParts } from "./trust";
import { TrustedSignals } from "./trust-signals";
import { TrustedTalk } from "./trust-talk";
import { UseJournal } from "./use";
import type { Side } from "./view";

export interface EngineOptions extends Omit<DeskOptions, "listener"> {
  readonly side: Side;
  /** Drawn anew at each load of the page. */
  readonly page: string;
  /** Names this line on this device's disk. */
  readonly key: string;
  readonly trust: TrustParts;
  /** For the helpdesk. */
  readonly browser: BrowserName;
  /** Both sides may be windows of one machine. */
  readonly isDemo: boolean;
  readonly openSocket: () => WebSocket;
  readonly store: Store;
  readonly newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly time: Time;
  readonly random: () => number;
  readonly newId: () => string;
  readonly logger: Logger;
  /** Loads this page anew; it comes back into the lesson. */
  readonly reload: () => void;
  /** A moment worth measuring, by name. */
  readonly mark: (name: string) => void;
}

export interface EngineListener {
  onChange(): void;
  /** The connection is over. */
  onForget(): void;
  /** Of a guest in the lesson, or from one. */
  onGuest(message: GuestMessage): void;
}

export class Engine {
  state: RoomState;
  readonly socket: Socket;
  readonly desk: CallDesk;
  readonly dialogue: Dialogue;
  readonly journal: UseJournal;
  readonly trust: Trust;
  readonly help: Help;
  private readonly signals: TrustedSignals;
  private readonly talk: TrustedTalk;
  /** A connection was running when this device last wrote: this page comes back into it. */
  readonly comesBack: boolean;
  private readonly clock: ServerClock;
  private readonly waiting: RoomEvent[] = [];
  private isBusy = false;

  constructor(
    private readonly options: EngineOptions,
    private readonly listener: EngineListener,
  ) {
    this.clock = new ServerClock(options.time);
    this.journal = this.newJournal();
    const running = this.journal.running();
    this.comesBack = running !== null;
    this.state = initial(options.side, this.now(), running);
    this.desk = this.newDesk();
    this.dialogue = this.newDialogue();
    this.socket = this.newSocket();
    this.trust = this.newTrust();
    this.signals = this.newSignals();
    this.talk = this.newTalk();
    this.help = this.newHelp();
    if (this.comesBack) this.dialogue.begin();
  }

  now(): number {
    return this.clock.now();
  }

  close(): void {
    this.socket.close();
    this.desk.finish();
    this.dialogue.close();
    this.journal.close();
  }

  /** The symbols are the same: who was kept out until now comes in. */
  confirmOther(): void {
    if (this.trust.confirm() !== "changed") return;
    if (this.options.side === "class") this.callAnew();
    else this.askForHeld();
  }

  private callAnew(): void {
    const call = this.state.stay?.call ?? this.state.beside;
    if (call !== null) this.happen({ type: "line", call: call.id, line: "failed" });
  }

  private askForHeld(): void {
    const { held } = this.signals;
    const { page } = this.state.other;
    if (held !== null && page !== null) this.signals.send({ kind: "again", call: held, to: page });
  }

  /** They are not: the line goes, and does not come back by itself. */
  refuseOther(): void {
    if (this.trust.refuse()) this.happen({ type: "leave" });
  }

  get isFlowing(): boolean {
    return this.state.stay?.call?.line === "flowing";
  }

  /** Once a second: who it is, how the line is, what is sent, and what the other is told of that. */
  async look(): Promise<void> {
    const { isFlowing, desk, dialogue } = this;
    this.trust.look();
    await desk.look(isFlowing);
    if (isFlowing) dialogue.tellLine(desk.governor.mine);
    await this.help.look();
  }

  /** One event after the other: what an event brings about comes after it. */
  happen(event: RoomEvent): void {
    this.waiting.push(event);
    if (this.isBusy) return;
    this.isBusy = true;
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      this.advance(next);
    }
    this.isBusy = false;
    this.dialogue.exam.look(this.isFlowing && !this.desk.governor.isThin);
    this.listener.onChange();
  }

  private advance(event: RoomEvent): void {
    const before = this.state;
    const { newId } = this.options;
    const { state, effects } = transition(before, event, { now: this.now(), newId });
    this.state = state;
    if (before.want === "out" && state.want !== "out") this.dialogue.expect();
    for (const effect of effects) this.carryOut(effect);
    const page = state.other.page;
    if (state.stay !== null && page !== null) this.dialogue.turnTo(page, state.stay);
  }

  private carryOut(effect: Effect): void {
    const act = this.effects[effect.do] as (effect: Effect) => void;
    act(effect);
  }

  private readonly effects: {
    readonly [K in Effect["do"]]: (effect: Extract<Effect, { do: K }>) => void;
  } = {
    send: ({ message }) => this.socket.send(message),
    say: ({ word }) => this.dialogue.say(word),
    begin: () => this.dialogue.begin(),
    open_call: ({ call, connection, page, paths }) => {
      this.desk.open(call, connection, page, paths);
      void this.trust.meet(page);
    },
    reload: () => this.options.reload(),
    take_up: ({ call, connection }) => this.takeUp(call, connection),
    adopt: ({ call, connection, to }) => this.signals.send({ kind: "adopt", call, connection, to }),
    tell_near: ({ to }) => this.signals.send({ kind: "near", to }),
    close_call: ({ call }) => this.desk.close(call),
    ask_again: ({ call, to }) => this.signals.send({ kind: "again", call, to }),
    begin_use: ({ connection, startedAt }) => this.journal.begin(connection, startedAt),
    stop_use: () => this.journal.stop(),
    forget: () => this.forget(),
    through: () => this.through(),
    connect: () => this.socket.connect(),
  };

  private takeUp(call: string, connection: string): void {
    this.desk.takeUp(call, connection);
    if (!this.isFlowing) return;
    this.options.mark("flowing");
    this.dialogue.flush();
  }

  private forget(): void {
    this.dialogue.forget();
    this.desk.clear();
    this.listener.onForget();
  }

  private through(): void {
    this.options.mark("through");
    this.desk.through();
    void this.trust.repeat();
    this.dialogue.flush();
  }

  // What comes in

  private serverSays(message: Exclude<Down, Welcome>): void {
    if (message.type === "signal") this.signals.receive(message.body);
    else if (message.type === "talk") this.talk.receive(message.body);
    else if (message.type === "ice") this.desk.useIce(message.ice);
    else if (message.type === "noted") this.journal.noted(message.connection, message.stopped_at);
    else if (message.type === "help") this.helpTold(message);
    else this.serverAnswers(message);
  }

  private serverAnswers(message: ServerMessage | GuestMessage | Pong): void {
    if (message.type === "guest" || message.type === "guest_signal") {
      this.listener.onGuest(message);
    } else if (message.type !== "pong") this.serverDecides(message);
  }

  private helpTold(message: Extract<Down, { type: "help" }>): void {
    this.help.told(message);
    this.listener.onChange();
  }

  private serverDecides(message: ServerMessage): void {
    if (message.type === "entered") {
      this.options.mark("entered");
      this.desk.useIce(message.ice);
    }
    if (message.type === "error") {
      this.options.logger.warn("server.refused", { code: message.code, about: message.about });
      if (message.about === "use") this.journal.refused(message.code);
    }
    this.happen({ type: "server", message });
  }

  private welcomed(message: Welcome): void {
    this.desk.useIce(message.ice);
    this.help.welcomed();
    this.happen({ type: "server", message });
    this.journal.report();
  }

  /** From whom it says: what is not was dropped before. */
  private signalled(signal: CallSignal | NearSignal): void {
    if (signal.kind === "near") {
      this.happen({ type: "near" });
      return;
    }
    const { call } = signal;
    if (signal.kind === "again") this.happen({ type: "again", call });
    if (signal.kind === "adopt") {
      this.happen({ type: "adopted", call, connection: signal.connection });
    }
    if (signal.kind === "description" && signal.description.type === "offer") {
      this.options.mark("offer");
      this.happen({ type: "offer", call, connection: signal.connection });
    }
    this.desk.receive(signal);
  }

  private heardTalk(body: string): void {
    if (this.state.want !== "out") this.dialogue.receive(body);
  }

  private talked(): void {
    this.desk.heard(this.dialogue.other);
    this.listener.onChange();
  }

  /** The data channel while the line flows; else through the server, if both are in. */
  private sendTalk(body: string): boolean {
    if (this.isFlowing && this.desk.sendTalk(body)) return true;
    if (!isThrough(this.state)) return this.desk.sendTalk(body);
    this.talk.send(body);
    return true;
  }

  private lineChanged(call: string, line: "flowing" | "stalled" | "failed"): void {
    this.options.mark(line);
    this.happen({ type: "line", call, line });
    if (line === "stalled" && this.state.stay?.call?.id === call) this.socket.doubt();
    if (line === "flowing") this.dialogue.flush();
    else this.journal.pause();
  }

  // The parts

  private newJournal(): UseJournal {
    const { store, key, time } = this.options;
    const send: UseJournal["options"]["send"] = (message) => this.socket.send(message);
    return new UseJournal({ store, key: `${key}.use`, time, now: () => this.now(), send });
  }

  private newDesk(): CallDesk {
    return new CallDesk({
      ...this.options,
      listener: {
        onSignal: (signal) => this.signals.send(signal),
        onLine: (call, line) => this.lineChanged(call, line),
        onTalk: (body) => this.heardTalk(body),
        onTalkOpen: () => this.dialogue.flush(),
        onRemote: () => {
          this.options.mark("track");
          this.listener.onChange();
        },
      },
    });
  }

  private newHelp(): Help {
    return new Help({
      ...this.options,
      now: () => this.now(),
      around: () => {
        const { stay, beside } = this.state;
        return { ...lineOf(stay?.call ?? null, beside), step: this.desk.governor.mine.step };
      },
      stats: () => this.desk.stats(),
      send: (message) => this.socket.send(message),
    });
  }

  private newTrust(): Trust {
    return new Trust({
      ...this.options,
      ...this.options.trust,
      inCallWith: () => (this.isFlowing ? (this.state.stay?.call?.page ?? null) : null),
      send: (signal) => this.signals.send(signal),
      onChange: () => this.listener.onChange(),
    });
  }

  private newSignals(): TrustedSignals {
    return new TrustedSignals({
      ...this.options,
      trust: this.trust,
      allowsLoopback: this.options.isDemo,
      otherPage: () => this.state.other.page,
      send: (body) => this.socket.send({ type: "signal", body }),
      onSignal: (signal) => this.signalled(signal),
    });
  }

  private newTalk(): TrustedTalk {
    return new TrustedTalk({
      trust: this.trust,
      logger: this.options.logger,
      otherPage: () => this.state.other.page,
      send: (body) => this.socket.send({ type: "talk", body }),
      onTalk: (body) => this.heardTalk(body),
    });
  }

  private newDialogue(): Dialogue {
    return new Dialogue({
      ...this.options,
      now: () => this.now(),
      lessons: () => this.state.plan.lessons.map(lessonOf),
      send: (body) => this.sendTalk(body),
      onRoomWord: (word) => this.happen({ type: "word", word }),
      onLine: (word) => this.desk.governor.told(word),
      onChange: () => this.talked(),
    });
  }

  private newSocket(): Socket {
    const { openSocket, page, time, random, logger } = this.options;
    return new Socket({
      open: openSocket,
      page,
      time,
      clock: this.clock,
      random,
      logger,
      listener: {
        onWelcome: (welcome) => this.welcomed(welcome),
        onMessage: (message) => this.serverSays(message),
        onDown: () => this.happen({ type: "down" }),
        onRefused: (why) => this.happen({ type: "refused", why }),
      },
    });
  }
}
