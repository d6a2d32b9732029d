"""Whoever gets past the guards and changes the log is found out."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from sio.core import access_log, chain, verify
from sio.core.access_log import record_view
from sio.core.models import AccessHead, AccessRecord, AccessSegment
from tests.flush import unguarded

pytestmark = pytest.mark.django_db
ROWS = 8


@pytest.fixture
def log(carla, monkeypatch):
    """Eight records in three segments: 1 to 3, 4 to 6, and an open one from 7."""
    monkeypatch.setattr(access_log, "SEGMENT_ROWS", 3)
    for n in range(ROWS):
        record_view(traject_id=n, page="traject", by=carla)


@pytest.fixture
def tampering(log):
    with unguarded():
        yield


def row(number):
    return AccessRecord.objects.filter(sequence=number)


def found(anchor=None):
    return list(verify.problems(anchor))


def test_a_whole_log_has_no_problems(log):
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("at", "2020-01-01T00:00:00Z"),
        ("by", None),
        ("actor", "clock"),
        ("on_behalf_of", F("by")),
        ("traject", None),
        ("traject", 99),
        ("what", "changed"),
        ("page", "x"),
        ("why", "x"),
        ("count", 0),
        ("previous_hash", "f" * 64),
    ],
)
@pytest.mark.parametrize("number", [1, 3, 5, 8])
def test_a_changed_field_is_found(tampering, name, value, number):
    row(number).update(**{name: value})
    assert found() == [f"record {number} was changed"]


@pytest.mark.parametrize("number", [1, 3, 5, 8])
def test_a_changed_hash_is_found(tampering, number):
    row(number).update(hash="f" * 64)
    assert f"record {number} was changed" in found()


@pytest.mark.parametrize("number", [2, 4, 5, 7])
def test_a_changed_row_with_a_new_hash_of_its_own_is_found(tampering, number):
    record = row(number).get()
    record.page = "x"
    record.hash = chain.record_hash(record)
    record.save()
    assert found() == [f"record {number + 1} does not follow the one before it"]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7])
def test_a_deleted_row_is_found(tampering, number):
    row(number).delete()
    assert found()[0] == f"record {number} is missing"


def test_several_deleted_rows_are_found(tampering):
    AccessRecord.objects.filter(sequence__in=[2, 3, 4]).delete()
    assert found() == [
        "records 2 to 3 are missing",
        "segment 1 does not end as it was sealed: record 3",
        "record 4 is missing",
    ]


def test_two_rows_that_change_places_are_found(tampering):
    row(2).update(sequence=99)
    row(5).update(sequence=2)
    row(99).update(sequence=5)
    assert {"record 2 was changed", "record 5 was changed"} <= set(found())


def test_a_row_in_another_segment_is_found(tampering):
    row(2).update(segment=2)
    assert found() == ["record 2 says segment 2", "record 2 was changed"]


@pytest.mark.parametrize("number", [0, -5, 9, 99])
def test_a_row_too_many_is_found(tampering, number):
    row(8).update(sequence=number)
    record = row(number).get()
    record.hash = chain.record_hash(record)
    record.save()
    assert found() != []


def test_a_cut_off_end_is_found_by_the_head(tampering):
    row(8).delete()
    assert found() == [
        "record 8 is missing",
        "the chain ends at record 7, not as its head says",
    ]


def cut_off(number):
    """The log and its head as if nothing had come after this record."""
    AccessRecord.objects.filter(sequence__gt=number).delete()
    last = row(number).get()
    AccessHead.objects.update(sequence=number, hash=last.hash, segment=last.segment)


def test_a_cut_off_segment_is_found_although_the_head_agrees(tampering):
    cut_off(5)
    AccessSegment.objects.filter(number=3).delete()
    assert found() == []  # an open end can't say what came after it …
    row(5).delete()
    assert found() != []  # … but what stands sealed, can.


def test_a_cut_off_end_is_found_by_the_anchor(tampering):
    anchor = verify.Anchor.parse(str(AccessHead.objects.get()))
    assert found(anchor) == []
    cut_off(7)
    assert found() == []
    assert found(anchor) == ["the anchor is at record 8, the log ends before"]


def test_a_chain_that_was_computed_anew_is_found_by_the_anchor(tampering):
    anchor = verify.Anchor.parse(str(AccessHead.objects.get()))
    record = row(8).get()
    record.by = None
    record.hash = chain.record_hash(record)
    record.save()
    AccessHead.objects.update(hash=record.hash)
    assert found() == []
    assert found(anchor) == ["record 8 is not the one that was anchored"]


def test_any_earlier_head_is_an_anchor(log):
    heads = list(AccessRecord.objects.values_list("sequence", "hash"))
    heads += AccessSegment.objects.exclude(sealed_at=None).values_list(
        "last_sequence", "closing_hash"
    )
    heads.append((0, chain.GENESIS))
    assert [found(verify.Anchor(*head)) for head in heads] == [[]] * (ROWS + 3)
    assert found(verify.Anchor(0, "f" * 64)) != []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("opened_at", "2020-01-01T00:00:00Z"),
        ("first_sequence", 3),
        ("last_sequence", 5),
        ("count", 4),
        ("previous_hash", "f" * 64),
        ("last_hash", "f" * 64),
        ("sealed_at", "2020-01-01T00:00:00Z"),
        ("sealed_at", None),
        ("closing_hash", "f" * 64),
        ("dropped_at", "2035-01-01T00:00:00Z"),
    ],
)
def test_a_changed_segment_is_found(tampering, name, value):
    AccessSegment.objects.filter(number=2).update(**{name: value})
    assert found() != []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_deleted_segment_is_found(tampering, number):
    AccessSegment.objects.filter(number=number).delete()
    assert f"segment {number} is missing" in found()


def test_a_segment_that_was_dropped_too_soon_is_found(tampering):
    AccessRecord.objects.filter(segment=1).delete()
    AccessSegment.objects.filter(number=1).update(dropped_at=F("sealed_at"))
    assert found() == ["segment 1 was dropped before its term"]


def test_an_anchor_in_a_dropped_segment_says_so(tampering):
    anchor = verify.Anchor.parse(f"2:{row(2).get().hash}")
    AccessRecord.objects.filter(segment=1).delete()
    AccessSegment.objects.filter(number=1).update(dropped_at=F("sealed_at"))
    assert found(anchor)[1:] == [
        "record 2 was dropped after its term: take a younger anchor"
    ]


def test_a_log_without_head_is_found(tampering):
    AccessHead.objects.all().delete()
    assert found() == ["the head of the chain is missing"]
    AccessRecord.objects.all().delete()
    AccessSegment.objects.all().delete()
    assert found() == ["the head of the chain is missing"]


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["delete", "traject", "at", "swap", "copy"]),
        st.integers(1, ROWS),
        st.integers(1, ROWS),
    ),
    min_size=1,
    max_size=4,
)


def tamper(kind, one, other):
    if kind == "delete":
        row(one).delete()
    elif kind == "traject":
        row(one).update(traject=100 + other)
    elif kind == "at":
        row(one).update(at="2020-01-01T00:00:00Z")
    elif kind == "swap":
        row(one).update(sequence=99)
        row(other).update(sequence=one)
        row(99).update(sequence=other)
    else:
        pages = row(other).values_list("page", "by", "traject", "hash")
        for page, by, traject, hash_ in pages:
            row(one).update(page=page, by=by, traject=traject, hash=hash_)


@pytest.fixture
def whole(tampering):
    """All rows, as they were written."""
    return list(AccessRecord.objects.order_by("sequence").values())


def test_whatever_is_tampered_with_is_found(whole):
    @given(changes=CHANGES)
    def check(changes):
        with transaction.atomic():
            for change in changes:
                tamper(*change)
            rows = list(AccessRecord.objects.order_by("sequence").values())
            assert bool(found()) == (rows != whole), found()
            transaction.set_rollback(True)

    check()


def test_the_command_says_what_is_wrong(tampering, capsys):
    call_command("verify_access_log")
    assert "The access log is whole, up to 8:" in capsys.readouterr().out
    row(3).update(page="x")
    with pytest.raises(CommandError, match="not as it was written") as error:
        call_command("verify_access_log")
    assert error.value.returncode == 1
    assert capsys.readouterr().out == "record 3 was changed\n"


def test_the_command_stops_after_many_lines(tampering, capsys, monkeypatch):
    monkeypatch.setattr("sio.core.management.commands.verify_access_log.SHOWN", 2)
    AccessRecord.objects.update(page="x")
    with pytest.raises(CommandError):
        call_command("verify_access_log")
    assert capsys.readouterr().out.splitlines()[1:] == [
        "record 2 was changed",
        "and more",
    ]


def test_the_command_takes_the_head_that_the_other_printed(log, capsys):
    call_command("access_log_head")
    head = capsys.readouterr().out.strip()
    call_command("verify_access_log", head=head)
    with pytest.raises(CommandError):
        call_command("verify_access_log", head="9" + head)


@pytest.mark.parametrize("head", ["x", "8", "8:", "x:" + "0" * 64, "٨:" + "0" * 64])
def test_the_command_refuses_what_is_no_head(log, head):
    with pytest.raises(CommandError, match=r"SEQ:HASH|invalid literal"):
        call_command("verify_access_log", head=head)


def test_no_head_is_printed_of_a_log_that_has_none(tampering):
    AccessHead.objects.all().delete()
    with pytest.raises(CommandError, match="no head"):
        call_command("access_log_head")
