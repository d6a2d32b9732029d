"""What of a signed release the database never lets change.

Until it is signed everything may; from then on neither the release nor its blocks, rows
and files. Files come after the signature, since they name it: they are added together,
and `files_at` shuts the door behind them. Encrypted rows may only be written under
another key, as long as they were; whether they say the same is told by who has the key
(`recompute_release`).
"""

from __future__ import annotations

from sio.core.triggers import POSTGRESQL, SQLITE, Trigger, all_same

REFUSAL = "What was signed is never changed."
RELEASE = "statistics_release"
BLOCKS, ROWS, FILES = (
    "statistics_releaseblock",
    "statistics_releaserows",
    "statistics_releasefile",
)
_ROW_COLUMNS = ("id", "release_id", "family", "count", "sha256")
# Of a release all but `files_at` (tests/statistics/test_release_kept.py looks).
RELEASE_COLUMNS = (
    *("id", "number", "title", "asked", "language", "corrects_id"),
    *("first_year", "last_year", "mode", "reason", "k", "mask"),
    *("stage", "version", "progress", "failure", "cutoff_at", "query_version"),
    *("figures", "pattern", "differences", "sha256", "made_by_id", "made_at"),
    *("hands", "computed_by_id", "computed_at", "signed_by_id", "signed_at"),
)
_WHERE_IN = {SQLITE: "instr", POSTGRESQL: "strpos"}  # a text in another, from 1


def triggers_of(vendor: str) -> list[Trigger]:
    """Those of all four tables, in the words of this kind of database."""
    rules = _rules(vendor)
    if vendor == POSTGRESQL:
        for of_table in rules.values():
            of_table["truncate"] = _NONE_SIGNED
    return [
        Trigger(f"{table}_kept_{kind}", table, kind, allowed, REFUSAL)
        for table, of_table in rules.items()
        for kind, allowed in of_table.items()
    ]


def _rules(vendor: str) -> dict[str, dict[str, str]]:
    was_open = "OLD.stage <> 'signed'"
    both_open = f"{_open('OLD')} AND {_open('NEW')}"
    same_rows = f"{all_same(_ROW_COLUMNS, vendor)} AND {_other_key(vendor)}"
    changes = f"{was_open} AND NEW.files_at IS NULL AND {_no_own_hand(vendor)}"
    gets_files = (
        "OLD.stage = 'signed'"
        " AND OLD.files_at IS NULL AND NEW.files_at IS NOT NULL"
        f" AND {all_same(RELEASE_COLUMNS, vendor)}"
    )
    return {
        RELEASE: {
            # SQLite's REPLACE deletes without asking: what is added must be new.
            "insert": f"{_is_new(RELEASE)} AND {_is_new_number()}",
            "update": f"({changes}) OR ({gets_files})",
            "delete": was_open,
        },
        BLOCKS: {
            "insert": f"{_is_new(BLOCKS)} AND {_open('NEW')}",
            "update": both_open,
            "delete": _open("OLD"),
        },
        ROWS: {
            "insert": f"{_is_new(ROWS)} AND {_open('NEW')}",
            "update": f"({both_open}) OR ({same_rows})",
            "delete": _open("OLD"),
        },
        FILES: {
            "insert": f"{_is_new(FILES)} AND {_is_new_name()} AND {_takes_files()}",
            "update": both_open,
            "delete": _open("OLD"),
        },
    }


def _open(row: str) -> str:
    """That the release of this row is not signed."""
    return (
        f"NOT EXISTS (SELECT 1 FROM {RELEASE} r"
        f" WHERE r.id = {row}.release_id AND r.stage = 'signed')"
    )


_NONE_SIGNED = f"NOT EXISTS (SELECT 1 FROM {RELEASE} r WHERE r.stage = 'signed')"


def _no_own_hand(vendor: str) -> str:
    """That who signs did not change the draft; `hands` is a list in JSON."""
    own = {
        SQLITE: "NEW.signed_by_id IN (SELECT value FROM json_each(NEW.hands))",
        POSTGRESQL: "NEW.hands @> to_jsonb(NEW.signed_by_id)",
    }
    return f"(NEW.signed_by_id IS NULL OR NOT {own[vendor]})"


def _takes_files() -> str:
    """That the release of this new file is not signed, or still waits for its files."""
    return (
        f"NOT EXISTS (SELECT 1 FROM {RELEASE} r"
        " WHERE r.id = NEW.release_id AND r.files_at IS NOT NULL)"
    )


def _other_key(vendor: str) -> str:
    """That the content names another key (`id$base64`), and is as long as it was."""
    where = _WHERE_IN[vendor]
    key, length = (
        f"substr({{0}}.content, 1, {where}({{0}}.content, '$'))",
        f"length({{0}}.content) - {where}({{0}}.content, '$')",
    )
    return (
        f"{key.format('NEW')} <> {key.format('OLD')}"
        f" AND {length.format('NEW')} = {length.format('OLD')}"
    )


def _is_new(table: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM {table} k WHERE k.id = NEW.id)"


def _is_new_name() -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM {FILES} k"
        " WHERE k.release_id = NEW.release_id AND k.name = NEW.name)"
    )


def _is_new_number() -> str:
    return f"NOT EXISTS (SELECT 1 FROM {RELEASE} k WHERE k.number = NEW.number)"
