/** What our server does for a guest (docs/protocol.md, section 5), beside a `FakeServer`. */

import { encodeGuest, type GuestDown, type GuestUp, parseGuestUp } from "../../guest/protocol";
import type { Up } from "../protocol";
import type { Time } from "../time";
import type { Side } from "../view";
import type { FakeServer } from "./fake-server";

const DELAY_MS = 5;
const SIDES = ["home", "class"] as const;
const NOBODY = { visit: null, name: "", asked_by: null, let_in: false } as const;

type GuestUpOf = Extract<Up, { type: `guest_${string}` }>;
type Standing = Omit<Extract<Parameters<FakeServer["tell"]>[1], { type: "guest" }>, "type">;

/** The socket of a guest's page. */
class GuestSocket {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readyState = 1;
  closedWith: number | undefined = undefined;

  constructor(readonly hear: (message: GuestUp) => void) {}

  send(body: string): void {
    this.hear(parseGuestUp(body));
  }

  close(code?: number): void {
    this.readyState = 3;
    this.closedWith = code;
  }

  say(message: GuestDown): void {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(message) } as MessageEvent);
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code } as CloseEvent);
  }
}

export class FakeGuests {
  standing: Standing = NOBODY;
  socket: GuestSocket | null = null;
  /** What passed between the guest and the sides. */
  signals = 0;
  /** Presses that put out are lost, as while the storage is away. */
  isDeaf = false;
  /** How often a side said that a guest is to go. */
  dismissals = 0;

  constructor(
    private readonly server: FakeServer,
    private readonly time: Time,
    private readonly newId: () => string,
  ) {
    server.onGuest = (side, message) => this.hear(side, message);
  }

  /** The guest's page comes. */
  connect(): WebSocket {
    const socket = new GuestSocket((message) => this.later(() => this.fromGuest(message)));
    this.socket = socket;
    this.later(() => this.look());
    return socket as unknown as WebSocket;
  }

  /** As after a press on the other side. */
  putOut(): void {
    this.stand(NOBODY);
  }

  /** After a welcome: who is there. */
  tellAgain(side: Side): void {
    if (this.standing.visit !== null) this.server.tell(side, { type: "guest", ...this.standing });
  }

  private hear(side: Side, message: GuestUpOf): void {
    const { standing } = this;
    if (message.type === "guest_invite") {
      if (standing.visit === null)
        this.stand({ visit: this.newId(), name: "Carla", asked_by: side, let_in: false });
      return;
    }
    if (message.type === "guest_dismiss") {
      this.dismissed(side, message.visit);
      return;
    }
    if (message.visit !== standing.visit) return;
    if (message.type === "guest_signal") this.toGuest(side, message.body);
    else if (standing.asked_by !== side) this.stand({ ...standing, let_in: true });
  }

  /** Who says it is told in any case: it may have missed the answer. */
  private dismissed(side: Side, visit: string): void {
    this.dismissals += 1;
    if (this.isDeaf) return;
    if (visit === this.standing.visit) this.stand(NOBODY);
    else this.server.tell(side, { type: "guest", ...this.standing });
  }

  private stand(standing: Standing): void {
    this.standing = standing;
    for (const side of SIDES) this.server.tell(side, { type: "guest", ...standing });
    this.later(() => this.look());
  }

  private look(): void {
    const { visit, let_in: isIn } = this.standing;
    const ice = { servers: [], policy: "all" as const, until: this.time.now() + 1e7 };
    if (visit !== null && isIn) this.socket?.say({ type: "inside", visit, ice });
    else this.socket?.say({ type: "waiting" });
  }

  private toGuest(side: Side, body: string): void {
    this.signals += 1;
    if (this.standing.let_in) this.later(() => this.socket?.say({ type: "signal", side, body }));
  }

  private fromGuest(message: GuestUp): void {
    encodeGuest(message);
    const { visit, let_in: isIn } = this.standing;
    if (message.type === "ping") this.socket?.say({ type: "pong", n: message.n });
    else if (visit !== null && isIn) {
      this.signals += 1;
      this.server.tell(message.to, { type: "guest_signal", visit, body: message.body });
    }
  }

  private later(act: () => void): void {
    this.time.after(DELAY_MS, act);
  }
}
