/** Our server as docs/protocol.md tells it, for two sides of one line. */

import type { Figures } from "../figure-fields";
import type { Down, OtherSeat, Plan, Up } from "../protocol";
import type { Time } from "../time";
import type { Side } from "../view";
import { FakeSocket } from "./fake-socket";

const DELAY_MS = 5;

type HelpTold = Extract<Down, { type: "help" }>;

type GuestUp = Extract<Up, { type: `guest_${string}` }>;

function isOfGuest(message: Up): message is GuestUp {
  return message.type.startsWith("guest_");
}

interface Line {
  readonly side: Side;
  readonly device: string;
  readonly socket: FakeSocket;
  page: string;
  entered: boolean;
  connection: string | null;
}

interface Noted {
  startedAt: number;
  stoppedAt: number;
}

export class FakeServer {
  plan: Plan = {
    lessons: [],
    adhoc: true,
    auto_answer: false,
    keep_photos: false,
    see_classmates: false,
    missing: [],
  };
  /** Answers nothing and takes no connection. */
  isAway = false;
  /** The code with which entering is refused; null if it is not. */
  refuses: string | null = null;
  /** Signals and talk are lost on the way. */
  isLosing = false;
  /** What becomes of a signal of this side on its way; what it gives goes on instead. */
  lie: (side: Side, body: string) => readonly string[] = (_side, body) => [body];
  readonly uses = new Map<string, Noted>();
  readonly signals: string[] = [];
  readonly talks: string[] = [];
  /** What the helpdesk would see. */
  readonly figures: (Figures & { readonly side: Side })[] = [];
  /** What a side says of a guest, or to one. */
  onGuest: (side: Side, message: GuestUp) => void = () => undefined;
  private help: Omit<HelpTold, "type"> = { question: null, asked_by: null, until: null };
  private questions = 0;
  private lines: Line[] = [];
  private readonly seats: Record<Side, Line | null> = { home: null, class: null };

  constructor(private readonly time: Time) {}

  connect(side: Side, device: string): WebSocket {
    const socket = new FakeSocket();
    const line: Line = { side, device, socket, page: "", entered: false, connection: null };
    socket.onSaid = (message) => this.later(() => this.hear(line, message));
    socket.onClosed = () => this.leaveLine(line);
    this.later(() => {
      if (this.isAway) socket.end(1006);
      else {
        this.lines.push(line);
        socket.accept();
      }
    });
    return socket.asWebSocket();
  }

  /** All lines end, and what was known of them is gone. */
  stop(code = 1012): void {
    this.isAway = true;
    for (const line of this.lines.splice(0)) line.socket.end(code);
    this.seats.home = this.seats.class = null;
  }

  start(): void {
    this.isAway = false;
  }

  /** This side's line breaks, as when its Wi-Fi drops. */
  drop(side: Side, code = 1006): void {
    for (const line of this.of(side)) {
      this.leaveLine(line);
      line.socket.end(code);
    }
  }

  /** The device has another address: nothing passes over its line any more, and nobody is told. */
  readdress(side: Side): void {
    for (const { socket } of this.of(side)) {
      socket.onSaid = () => undefined;
      socket.onmessage = null;
    }
  }

  /** As the server does: the device closes, who was with it is told. */
  revoke(side: Side): void {
    for (const line of this.of(side)) {
      this.say(line, { type: "end", code: "revoked" });
      this.later(() => {
        this.leaveLine(line);
        line.socket.end(4401);
      });
    }
    for (const line of this.of(side === "home" ? "class" : "home")) {
      if (line.entered) this.say(line, { type: "end", code: "revoked" });
      line.entered = false;
    }
  }

  /** Half of the time of the credentials is over. */
  renewIce(username: string): void {
    const urls = ["turn:192.0.2.7", "turns:192.0.2.7:443?transport=tcp"];
    const server = { urls, username, credential: "c2VjcmV0" };
    const ice = { servers: [server], policy: "all" as const, until: this.time.now() + 1e7 };
    for (const line of this.lines) this.say(line, { type: "ice", ice });
  }

  changePlan(change: Partial<Plan>): void {
    this.plan = { ...this.plan, ...change };
    for (const line of this.lines) this.say(line, { type: "plan", ...this.plan });
  }

  /** Null: the question that is open is closed. */
  changeQuestion(by: HelpTold["asked_by"]): void {
    this.questions += 1;
    const until = by === null ? null : this.time.now() + 3_600_000;
    this.help = { question: by === null ? null : this.questions, asked_by: by, until };
    for (const line of this.lines) this.say(line, { type: "help", ...this.help });
  }

  /** Says what it likes to this side. */
  tell(side: Side, message: Down): void {
    for (const line of this.of(side)) this.say(line, message);
  }

  pageOf(side: Side): string {
    return this.seats[side]?.page ?? "";
  }

  private hear(line: Line, message: Up): void {
    if (this.isAway || !this.lines.includes(line)) return;
    if (message.type === "signal" || message.type === "talk") this.pass(line, message);
    else if (message.type === "use") this.note(line, message);
    else if (message.type === "ping") {
      this.say(line, { type: "pong", n: message.n, now: this.time.now() });
    } else this.hearHelp(line, message);
  }

  private hearHelp(line: Line, message: Up): void {
    if (isOfGuest(message)) this.onGuest(line.side, message);
    else if (message.type === "help") this.changeQuestion(message.want ? line.side : null);
    else if (message.type === "figures") this.figures.push({ ...message, side: line.side });
    else this.seatOrEntry(line, message);
  }

  private seatOrEntry(line: Line, message: Up): void {
    if (message.type === "hello") {
      line.page = message.page;
      this.welcome(line);
    } else if (message.type === "take") this.seat(line, true);
    else if (message.type === "enter") this.enter(line, message.connection);
    else if (message.type === "leave") {
      line.entered = false;
      line.connection = null;
      this.say(line, { type: "left" });
      this.tellOther(line.side);
    }
  }

  private welcome(line: Line): void {
    const holder = this.seats[line.side];
    const isFree = holder === null || holder.device === line.device;
    this.say(line, {
      type: "welcome",
      version: 2,
      now: this.time.now(),
      ping_ms: 10_000,
      dead_ms: 30_000,
      seat: isFree ? "yours" : "taken",
      seat_label: isFree ? line.device : holder.device,
      other: this.otherOf(line.side),
      ice: { servers: [], policy: "all", until: this.time.now() + 1e7 },
      plan: this.plan,
    });
    if (isFree) this.seat(line, true);
    if (this.help.question !== null) this.say(line, { type: "help", ...this.help });
  }

  private seat(line: Line, force: boolean): void {
    const holder = this.seats[line.side];
    if (holder !== null && holder !== line) {
      if (!force) return;
      holder.entered = false;
      this.say(holder, { type: "seat", seat: "taken", seat_label: line.device });
      this.later(() => {
        this.leaveLine(holder);
        holder.socket.end(4409);
      });
    }
    this.seats[line.side] = line;
    this.say(line, { type: "seat", seat: "yours", seat_label: line.device });
    this.tellOther(line.side);
  }

  private enter(line: Line, connection: string | null): void {
    const { refuses } = this;
    if (refuses !== null || this.seats[line.side] !== line) {
      const code = refuses ?? "lessons.seat_taken";
      this.say(line, { type: "error", code, message: "Nee.", about: "enter" });
      return;
    }
    line.entered = true;
    line.connection = connection;
    const ice = { servers: [], policy: "all" as const, until: this.time.now() + 1e7 };
    this.say(line, { type: "entered", ice });
    this.tellOther(line.side);
  }

  private pass(line: Line, message: Extract<Up, { type: "signal" | "talk" }>): void {
    const other = this.seats[across(line.side)];
    (message.type === "signal" ? this.signals : this.talks).push(message.body);
    if (other === null || this.isLosing) return;
    const bothIn = line.entered && other.entered;
    const mayPass = message.type === "signal" ? this.maySignal(line) : bothIn;
    if (!mayPass) return;
    for (const body of this.madeOf(line.side, message)) this.say(other, { ...message, body });
  }

  private maySignal(line: Line): boolean {
    return this.seats[line.side] === line && this.plan.missing.length === 0;
  }

  private madeOf(side: Side, { type, body }: Extract<Up, { type: "signal" | "talk" }>) {
    return type === "signal" ? this.lie(side, body) : [body];
  }

  private note(line: Line, use: Extract<Up, { type: "use" }>): void {
    const before = this.uses.get(use.connection);
    const noted = {
      startedAt: Math.min(use.started_at, before?.startedAt ?? Infinity),
      stoppedAt: Math.max(use.stopped_at, before?.stoppedAt ?? 0),
    };
    this.uses.set(use.connection, noted);
    const { connection } = use;
    this.say(line, { type: "noted", connection, stopped_at: noted.stoppedAt });
  }

  private leaveLine(line: Line): void {
    this.lines = this.lines.filter((one) => one !== line);
    if (this.seats[line.side] !== line) return;
    this.seats[line.side] = null;
    this.tellOther(line.side);
  }

  private tellOther(side: Side): void {
    const there = across(side);
    for (const line of this.of(there)) {
      this.say(line, { type: "other", ...this.otherOf(there) });
    }
  }

  private otherOf(side: Side): OtherSeat {
    const holder = this.seats[side === "home" ? "class" : "home"];
    const { page = null, entered = false, connection = null } = holder ?? {};
    return { there: holder !== null, entered, page, connection };
  }

  private of(side: Side): Line[] {
    return this.lines.filter((line) => line.side === side);
  }

  private say(line: Line, message: Down): void {
    this.later(() => line.socket.say(message));
  }

  private later(act: () => void): void {
    this.time.after(DELAY_MS, act);
  }
}

function across(side: Side): Side {
  return side === "home" ? "class" : "home";
}
