"""What is measured without what a figure is about, and must miss its limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.figure import Figure
from benchmarks.legibility import LINES
from benchmarks.recovery import OUTAGES_S

# The control, and the figure whose limit it must miss.
CONTROLS = {
    "press_to_picture_cold_ms": "press_to_picture_warm_ms",
    "press_to_picture_rtt100_cold_ms": "press_to_picture_rtt100_ms",
    "audio_concealed_plain_pct": "audio_concealed_pct",
    "audio_concealed_burst_plain_pct": "audio_concealed_burst_pct",
    "cost_server_bytes_relayed_kb_min": "cost_server_bytes_direct_kb_min",
    "glass_to_glass_buffered_ms": "glass_to_glass_ms",
    "glass_to_glass_lossy_buffered_ms": "glass_to_glass_lossy_ms",
    **{line.control_name: line.name for line in LINES},
    "time_to_sharp_as_film_ms": "time_to_sharp_ms",
    "steer_buffered_ms": "steer_ms",
    "board_ocr_zoom8_viewer_pct": "board_ocr_zoom8_pct",
    "board_photo_fine_ms": "board_photo_ms",
    "board_photo_ocr_moving_pct": "board_photo_ocr_pct",
    # Where no file went before, on the narrower line.
    "board_photo_kb": "board_photo_wide_kb",
    "several_pupils_cpu_spun_pct": "several_pupils_cpu_3_pct",
    "several_pupils_uplink_idle_kbps": "several_pupils_uplink_1_kbps",
    **{f"recovery_{s}s_held_ms": f"recovery_{s}s_ms" for s in OUTAGES_S},
    # After less than that sound comes back by itself.
    "recovery_20s_held_audio_ms": "recovery_20s_audio_ms",
    "reload_forgetful_ms": "reload_ms",
    "roam_held_ms": "roam_ms",
    "server_restart_tied_lost_frames": "server_restart_lost_frames",
    "hand_during_outage_ms": "hand_after_outage_ms",
    "hands_seen_said_once": "hands_seen",
    # Counting straight from each use, without sums per school year.
    "figures_straight_100k_ms": "figures_cube_100k_ms",
    "figures_straight_100k_sqlite_ms": "figures_cube_100k_sqlite_ms",
    "signalling_1500_crippled_p99_ms": "signalling_1500_p99_ms",
    "socket_memory_crippled_kb": "socket_memory_kb",
    "signalling_3000_crippled_p99_ms": "signalling_3000_p99_ms",
}


def verdicts(figures: Sequence[Figure]) -> Iterator[str]:
    """One line for each control of this run."""
    by_name = {figure.name: figure for figure in figures}
    for name, of in CONTROLS.items():
        if name not in by_name or of not in by_name:
            continue
        control, measured = by_name[name], by_name[of]
        where = "outside" if is_outside(control, measured) else "INSIDE"
        value = getattr(control, measured.limit_of)
        limit = f"{measured.limit} {measured.unit}".rstrip()
        yield f"control {name}: {value}, {where} the {limit} of {of}"


def is_outside(control: Figure, measured: Figure) -> bool:
    value, limit = getattr(control, measured.limit_of), measured.limit
    assert value is not None, "a control has the percentile of the limit"
    assert limit is not None, "a figure that has a control has a limit"
    return bool(value < limit if measured.more else value > limit)
