import { expect, it } from "vitest";
import { FileLink } from "./file-link";

/** Makes channels; refuses while the number of the last one is still taken. */
function fakePeer() {
  const made: { readyState: RTCDataChannelState }[] = [];
  const pc = {
    connectionState: "connected" as RTCPeerConnectionState,
    isTaken: false,
    createDataChannel: (_label: string, { id }: RTCDataChannelInit) => {
      if (pc.isTaken) throw new DOMException("taken", "OperationError");
      const channel = { id, readyState: "open" as RTCDataChannelState };
      made.push(channel);
      return channel;
    },
  };
  return { pc, made, link: new FileLink(pc as unknown as RTCPeerConnection) };
}

it("stays the same while it is open, or opening", () => {
  const { made, link } = fakePeer();
  expect(link.current).toBe(made[0]);
  made[0]!.readyState = "connecting";
  expect(link.current).toBe(made[0]);
  expect(made).toHaveLength(1);
});

it("is made anew when it closes under a file, as soon as its number is free", () => {
  const { pc, made, link } = fakePeer();
  made[0]!.readyState = "closed";
  pc.isTaken = true;
  expect(link.current).toBeNull();
  pc.isTaken = false;
  expect(link.current).toBe(made[1]);
});

it("is not made anew on a line that is over", () => {
  const { pc, made, link } = fakePeer();
  made[0]!.readyState = "closed";
  pc.connectionState = "closed";
  expect(link.current).toBeNull();
  expect(made).toHaveLength(1);
});
