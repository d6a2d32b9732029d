"""Records how a line looks to the class's browser, for the tests of the policy.

`python -m benchmarks.line_traces [NAME]` writes frontend/src/live/traces/NAME.json:
once a second the counters that `getStats` gave while our own page ran over a shaped
line, and how many frames a second the page let the board have (0: none).
"""

from __future__ import annotations

import json
import sys
import time

from playwright.sync_api import Page

from benchmarks.shaped import lose, random_loss, shape, shaped_stage
from benchmarks.stage import HERE, ROOT, connect

TRACES = ROOT / "frontend" / "src" / "live" / "traces"
# Seconds, kbit/s both ways, percent lost.
LINES: dict[str, list[tuple[int, int, int]]] = {
    "good": [(45, 20_000, 0)],
    "drop": [(20, 4000, 0), (40, 300, 0), (75, 4000, 0)],
    "weak_4g": [(80, 400, 5)],
    "dying": [(15, 1000, 0), (20, 200, 0), (20, 70, 5), (15, 25, 20), (75, 1000, 0)],
}
FIELDS = [
    *["at", "availableBps", "bytesSent", "packetsSent"],
    *["lostShare", "roundTripS", "reportedAt"],
    *[
        "framesEncoded",
        "encodeS",
        "cameraFramesPerS",
        "isCpuLimited",
        "boardFramesPerS",
    ],
]
LOOK = """async () => {
  const pc = probe.connections.findLast((pc) => pc.connectionState === "connected");
  if (!pc) return null;
  const all = [...(await pc.getStats()).values()];
  const of = (type, kind = "") =>
    all.filter((s) => s.type === type && (s.kind ?? "").startsWith(kind));
  const selected = of("transport")[0]?.selectedCandidatePairId;
  const pair = all.find((s) => s.id === selected) ?? {};
  const reports = of("remote-inbound-rtp");
  const newest = Math.max(0, ...reports.map((s) => s.timestamp));
  const remote = reports.filter((s) => s.timestamp >= newest - 1500);
  const [video = {}] = of("outbound-rtp", "video");
  const sender = pc.getSenders().find((s) => s.track?.kind === "video");
  const [encoding] = sender?.getParameters().encodings ?? [];
  const most = (field) =>
    remote.length ? Math.max(...remote.map((s) => s[field] ?? 0)) : null;
  return [
    Math.round(performance.now()), pair.availableOutgoingBitrate ?? null,
    pair.bytesSent ?? 0, of("outbound-rtp").reduce((n, s) => n + s.packetsSent, 0),
    most("fractionLost"), most("roundTripTime"), Math.round(most("timestamp") ?? 0),
    video.framesEncoded ?? 0, video.totalEncodeTime ?? 0,
    of("media-source", "video")[0]?.framesPerSecond ?? null,
    video.qualityLimitationReason === "cpu" ? 1 : 0,
    encoding?.active ? encoding.maxFramerate ?? 30 : 0,
  ];
}"""


def record(name: str) -> None:
    rows: list[list[float | None]] = []
    with shaped_stage(HERE / "board.js") as (_, klas, home):
        shape(LINES[name][0][1])
        klas.evaluate("probe.walk()")
        connect(klas, home)
        for seconds, kbps, percent in LINES[name]:
            shape(kbps)
            lose(random_loss(percent))
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                rows.append(rounded(look(klas)))
                print(name, kbps, percent, rows[-1], file=sys.stderr, flush=True)
                klas.wait_for_timeout(1000)
        shape(0)
        lose("")
    TRACES.mkdir(exist_ok=True)
    parts = {"line": LINES[name], "fields": FIELDS}
    head = "".join(f'  "{key}": {json.dumps(value)},\n' for key, value in parts.items())
    lines = ",\n    ".join(json.dumps(row) for row in rows)
    text = f'{{\n{head}  "rows": [\n    {lines}\n  ]\n}}\n'
    (TRACES / f"{name}.json").write_text(text)


def look(klas: Page) -> list[float | None]:
    row = klas.evaluate(LOOK)
    return [None] * len(FIELDS) if row is None else row


def rounded(row: list[float | None]) -> list[float | None]:
    return [None if value is None else round(value, 4) for value in row]


if __name__ == "__main__":
    for name in sys.argv[1:] or LINES:
        record(name)
