"""Which tests run on SQLite too: of what one database does otherwise than another.

All tests run on PostgreSQL. Transactions, locks, triggers, searches and sums are a
database's own; so is that each page comes up at all. Browser stories run on SQLite.
"""

from __future__ import annotations

from pathlib import PurePath

FILES = {
    "accounts": ("test_post",),
    "casework": (
        "test_contact_figures",
        "test_duplicates",
        "test_five_days",
        "test_today",
    ),
    "core": (
        "test_access_guards",
        "test_access_log",
        "test_access_verify",
        "test_every_page",
        "test_kept",
        "test_mail_queue",
        "test_rotate_keys",
        "test_storage_away",
        "test_triggers",
    ),
    "intake": ("test_comparison", "test_enquiry_figures", "test_windows"),
    "schools": ("test_places", "test_school_search"),
    "statistics": (
        "test_erased",
        "test_files_cubes",
        "test_former_use",
        "test_history_import",
        "test_kept_rows_mixed",
        "test_pupils",
        "test_release_computing",
        "test_release_hands",
        "test_release_kept",
        "test_release_signing",
        "test_rows",
        "test_seed",
        "test_seed_release",
        "test_talks_cubes",
        "test_use_by_hand",
        "test_use_cubes",
        "test_use_of_year",
    ),
    "trajects": ("test_list",),
}


def depends_on_the_database(item) -> bool:
    path = PurePath(item.path)
    if path.stem in FILES.get(path.parent.name, ()):
        return True
    return any(
        mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")
    )
