/** Two ends of a connection inside this page: what goes out comes back in, by a chosen way. */

export type MakePeer = (configuration: RTCConfiguration) => RTCPeerConnection;

/** Unordered and never repeated, as sound is: what is lost stays lost. */
const LOSSY: RTCDataChannelInit = { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 };

export class Pair {
  readonly out: RTCDataChannel;
  readonly back: RTCDataChannel;
  private readonly ends: readonly [RTCPeerConnection, RTCPeerConnection];

  constructor(configuration: RTCConfiguration, makePeer: MakePeer) {
    const [one, other] = (this.ends = [makePeer(configuration), makePeer(configuration)]);
    this.out = one.createDataChannel("check", LOSSY);
    this.back = other.createDataChannel("check", LOSSY);
    this.back.binaryType = "arraybuffer";
    this.pass(one, other);
    this.pass(other, one);
  }

  /** Gives true once bytes may flow both ways, false after `limitMs`. */
  async connect(limitMs: number): Promise<boolean> {
    const open = Promise.all([opened(this.out), opened(this.back)]).then(() => true);
    void this.agree().catch(() => {
      this.close();
    });
    return Promise.race([open, after(limitMs, false)]);
  }

  /** Of the pair in use, in ms; null if the browser does not say. */
  async roundTripMs(): Promise<number | null> {
    const report = await this.ends[0].getStats();
    const pairs = [...report.values()] as RTCIceCandidatePairStats[];
    const used = pairs.find((stats) => stats.type === "candidate-pair" && stats.nominated);
    const seconds = used?.currentRoundTripTime;
    return seconds === undefined ? null : Math.round(seconds * 1000);
  }

  close(): void {
    for (const end of this.ends) end.close();
  }

  private pass(from: RTCPeerConnection, to: RTCPeerConnection): void {
    from.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate) void to.addIceCandidate(candidate).catch(() => undefined);
    });
  }

  private async agree(): Promise<void> {
    const [one, other] = this.ends;
    await one.setLocalDescription();
    if (one.localDescription) await other.setRemoteDescription(one.localDescription);
    await other.setLocalDescription();
    if (other.localDescription) await one.setRemoteDescription(other.localDescription);
  }
}

export function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value);
  });
}

function opened(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve) => {
    if (channel.readyState === "open") resolve();
    channel.addEventListener("open", () => {
      resolve();
    });
  });
}
