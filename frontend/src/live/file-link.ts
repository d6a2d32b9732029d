/** The data channel of the files of one call; another one in its place if it closes under them. */

import { FILE_CHANNEL } from "./file-wire";

/** Of a data channel what is used of it. */
export type FileChannel = Pick<
  RTCDataChannel,
  | "readyState"
  | "bufferedAmount"
  | "bufferedAmountLowThreshold"
  | "binaryType"
  | "onopen"
  | "onclose"
  | "onmessage"
  | "onbufferedamountlow"
> & { send(message: string | Uint8Array<ArrayBuffer>): void };

export class FileLink {
  private channel: RTCDataChannel;

  constructor(private readonly pc: RTCPeerConnection) {
    this.channel = pc.createDataChannel("file", FILE_CHANNEL);
  }

  /** Null while there is none. */
  get current(): FileChannel | null {
    if (this.channel.readyState !== "closed") return this.channel;
    if (this.pc.connectionState !== "connected") return null;
    try {
      this.channel = this.pc.createDataChannel("file", FILE_CHANNEL);
      return this.channel;
    } catch {
      // Its number is not free yet: asked again in a second.
      return null;
    }
  }
}
