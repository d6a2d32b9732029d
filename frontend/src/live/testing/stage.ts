/** Two devices, a server and a network: a test says what people do, and looks at both screens. */

import type { Glance } from "../camera-watch";
import { memoryStore, type Store } from "../choices";
import { silentLogger } from "../logger";
import { type Disk, memoryDisk } from "../trust-disk";
import { LiveRoom } from "../room";
import type { RoomView, Side } from "../view";
import { FakeCroppers } from "./fake-cropper";
import { digest } from "./fake-files";
import { FakeDevices, FakeTrack, newStream } from "./fake-media";
import { FakeMates } from "./fake-mates";
import { FakeScreens } from "./fake-screens";
import { FakeNetwork } from "./fake-peer";
import { FakeServer } from "./fake-server";
import { FakeTime } from "./fake-time";
import { FakeKit } from "./fake-sound";
import { fakeTrust } from "./fake-trust";
// A device fetches it when a guest is asked: here it has come, whatever the machine is busy with.
import "../guest-line";

const DRAWN = "drawn";
/** Begins as a JPEG does. */
const PHOTO = new Uint8Array(30_000).fill(7);
PHOTO.set([0xff, 0xd8, 0xff]);
let lastId = 0;

export function testId(): string {
  lastId += 1;
  return `00000000-0000-4000-8000-${String(lastId).padStart(12, "0")}`;
}

/** One device: its page may be loaded again, its disk stays. */
export class Device {
  readonly media = new FakeDevices();
  readonly croppers = new FakeCroppers();
  readonly screens = new FakeScreens();
  readonly mates = new FakeMates();
  readonly store: Store = memoryStore();
  readonly disk: Disk = memoryDisk();
  /** Another one: the browser was wiped, or is not the same. */
  secret: string;
  room: LiveRoom;

  constructor(
    private readonly stage: Stage,
    readonly side: Side,
    private readonly name: string,
  ) {
    this.secret = `${side} ${name}`;
    this.room = this.load();
  }

  get view(): RoomView {
    return this.room.view;
  }

  /** The page is closed without a word, as by a crash, and opened again. */
  reload(): void {
    this.room.close();
    this.room = this.load();
  }

  close(): void {
    this.room.close();
  }

  /** Each time that it began to listen. */
  readonly kits: FakeKit[] = [];
  private readonly heard = new Map<string, Float32Array>();

  /** What this microphone gives from now on; of theirs too, both have the same names. */
  sounds(id: string, samples: Float32Array): void {
    this.heard.set(id, samples);
    for (const kit of this.kits) kit.sounds.set(id, samples);
  }

  /** Whose sound is played. */
  played(): readonly (string | undefined)[] {
    const tracks = this.room.remoteStream.getAudioTracks();
    return tracks.map((track) => track.getSettings().deviceId);
  }

  private newKit(): FakeKit {
    const kit = new FakeKit(() => this.stage.time.now());
    for (const [id, samples] of this.heard) kit.sounds.set(id, samples);
    this.kits.push(kit);
    return kit;
  }

  /** Of which camera a still was taken, and which photos are shown now. */
  readonly stills: string[] = [];
  readonly photos = new Set<string>();

  /** What a look into a camera of this device sees; null: nothing can be said. */
  see: () => Glance | null = () => null;

  private load(): LiveRoom {
    const { time, server, network } = this.stage;
    const room = new LiveRoom({
      side: this.side,
      page: testId(),
      key: `sio.${this.side}`,
      trust: fakeTrust(this.secret, this.disk),
      ...{ isDemo: true, isFramed: this.stage.isFramed && this.side === "class" },
      openSocket: () => server.connect(this.side, this.name),
      createPeer: network.create,
      audioCodecs: () => null,
      newPlaceholder: () => ({
        track: new FakeTrack("video", DRAWN).asTrack(),
        close: () => undefined,
      }),
      takeStill: (track) => {
        this.stills.push(track.getSettings().deviceId ?? "");
        return Promise.resolve(new Blob([new Uint8Array(9000)]));
      },
      photoUrls: {
        of: () => {
          const url = `blob:${testId()}`;
          this.photos.add(url);
          return url;
        },
        revoke: (url) => this.photos.delete(url),
      },
      files: {
        digest,
        newBlock: (bytes) => new Uint8Array(bytes),
        takeFull: (track) => {
          this.stills.push(`full ${track.getSettings().deviceId ?? ""}`);
          return Promise.resolve(new Blob([PHOTO]));
        },
      },
      videoCodecs: () => [],
      battery: () => null,
      browser: { browser: "chrome", browser_version: 156 },
      newStream,
      peephole: () => ({ look: () => this.see(), close: () => undefined }),
      newSoundKit: this.stage.hasSound ? () => this.newKit() : null,
      store: this.store,
      ...{ newCropper: this.croppers.create, display: this.screens.display },
      drawMates: () => Promise.resolve(this.mates.open()),
      ...{ time, neighbours: null, fetchTile: () => this.stage.fetchTile(this.side) },
      media: {
        devices: this.media.asDevices(),
        isSecure: true,
        isDenied: () => Promise.resolve(false),
        draw: null,
      },
      random: () => 0,
      newId: testId,
      reload: () => this.reload(),
      logger: silentLogger,
      mark: () => undefined,
    });
    room.start();
    return room;
  }
}

export class Stage {
  readonly time = new FakeTime();
  readonly server = new FakeServer(this.time);
  readonly network = new FakeNetwork();
  readonly hasSound: boolean;
  /** The class stands in a frame, beside the lines of other pupils. */
  readonly isFramed: boolean;
  readonly home: Device;
  readonly klas: Device;
  /** What shows a guest comes over the network. */
  fetchTile: (side: Side) => Promise<unknown> = () => Promise.resolve();
  private readonly others: Device[] = [];

  /** With sound it looks sixteen times a second, which takes a test its time. */
  constructor({ hasSound = false, isFramed = false } = {}) {
    this.hasSound = hasSound;
    this.isFramed = isFramed;
    this.home = new Device(this, "home", "Tablet");
    this.klas = new Device(this, "class", "Klasset");
  }

  another(side: Side, name: string): Device {
    const device = new Device(this, side, name);
    this.others.push(device);
    return device;
  }

  get phases(): [home: string, klas: string] {
    return [this.home.view.phase, this.klas.view.phase];
  }

  async pass(ms: number): Promise<void> {
    await this.time.pass(ms);
  }

  /** What leaves the devices, by the name of its camera or microphone. */
  sent(): readonly string[] {
    const tracks = this.network
      .open()
      .flatMap(({ transceivers }) => transceivers.map(({ sender }) => sender.track));
    return tracks.flatMap((track) => track?.getSettings().deviceId ?? []).sort();
  }

  /** Minutes and hours: what happens often happens once in five seconds only. */
  async skim(ms: number): Promise<void> {
    await this.time.skim(ms);
  }

  /** Both pages are open and both have pressed. */
  async meet(): Promise<void> {
    await this.pass(100);
    this.klas.room.press();
    await this.pass(100);
    this.home.room.press();
    await this.pass(1500);
  }

  close(): void {
    for (const device of [this.home, this.klas, ...this.others]) device.close();
  }
}
