// The peer "plain": a bare link between two browsers, as their makers ship it. Candidates as they
// come, the camera as it is, no hint, no preference, no restart. Who joins makes the offer; the
// other answers. For the benchmarks alone.
"use strict";
const there = document.querySelector("#there");
const join = document.querySelector("#join");
const socket = new WebSocket(`ws://${location.host}/between/${location.hash.slice(1)}`);
let connection = null;

const tell = (message) => socket.send(JSON.stringify(message));
const local = await navigator.mediaDevices.getUserMedia({
  audio: true,
  video: { width: 1280, height: 720 },
});

function link() {
  hangUp();
  connection = new RTCPeerConnection();
  connection.onicecandidate = ({ candidate }) => candidate && tell({ candidate });
  connection.ontrack = ({ streams }) => (there.srcObject = streams[0]);
  for (const track of local.getTracks()) connection.addTrack(track, local);
}

function hangUp() {
  connection?.close();
  connection = null;
  there.srcObject = null;
}

async function hear({ description, candidate, left }) {
  if (left) hangUp();
  if (description?.type === "offer") link();
  if (description) await connection.setRemoteDescription(description);
  if (candidate) await connection?.addIceCandidate(candidate);
  if (description?.type === "offer") await say();
}

async function say() {
  await connection.setLocalDescription();
  tell({ description: connection.localDescription });
}

// One at a time, as they came.
let last = Promise.resolve();
socket.onmessage = ({ data }) => (last = last.then(() => hear(JSON.parse(data))));

join.onclick = () => {
  link();
  say();
};
document.querySelector("#leave").onclick = () => {
  hangUp();
  tell({ left: true });
};
join.disabled = false;
