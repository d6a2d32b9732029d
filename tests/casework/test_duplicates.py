from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sio.casework.actions.duplicates import merge_files, tell_apart, undo_merge
from sio.casework.errors import MergeNotAllowed, MergeUndone
from sio.casework.models import FileMerge, NotTheSame
from sio.casework.queries.duplicates import proposals
from sio.casework.sameness import Child, why_alike
from sio.core.fields import sounds_of
from sio.core.models import AccessRecord
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.workflow import State

BORN = date(2015, 4, 9)


def child(first="Tuur", last="Peeters", born=BORN, school=1):
    return Child(first, last, born, school)


ALIKE = {
    "spelling": child(last="Peters"),
    "double letter": child(last="Peetters", school=2),
    "first name by sound": child(first="Thuur", school=2),
    "accents": child(first="Tuür"),
    "changed round": child(first="Peeters", last="Tuur", school=None),
    "day and month changed round": child(born=date(2015, 9, 4), school=2),
    "unknown birth date": child(born=None),
    "twin or nickname": child(first="Arthur", school=2),
    "other script": child(first="Туур", last="Пеэтерс"),
}
NOT_ALIKE = {
    "same name only": child(born=date(2012, 1, 1), school=2),
    "same birth date and school only": child("Noor", "Jacobs"),
    "nothing": child("Noor", "Jacobs", date(2012, 1, 1), 2),
    "unknown everything else": child("Noor", "Jacobs", None, None),
}


@pytest.mark.parametrize("other", ALIKE.values(), ids=ALIKE)
def test_these_may_be_one_child(other):
    assert len(why_alike(child(), other)) >= 2


@pytest.mark.parametrize("other", NOT_ALIKE.values(), ids=NOT_ALIKE)
def test_these_are_not_proposed(other):
    assert why_alike(child(), other) == []


CHILDREN = st.builds(
    Child,
    st.text(max_size=20),
    st.text(max_size=20),
    st.none() | st.dates(date(2000, 1, 1), date(2025, 12, 31)),
    st.none() | st.integers(1, 3),
)


@given(CHILDREN, CHILDREN)
def test_alike_is_the_same_both_ways(one, other):
    assert why_alike(one, other) == why_alike(other, one)


@given(st.text(max_size=40), st.text(max_size=40))
def test_sounds_do_not_mind_the_order(one, other):
    assert sounds_of(one, other) == sounds_of(other, one)


@pytest.fixture
def applied(traject):
    """Tuur's file, as it was just sent in."""
    traject.pupil.birth_date = BORN
    traject.pupil.save(update_fields=["birth_date"])
    Traject.objects.filter(pk=traject.pk).update(state=State.APPLIED)
    return Traject.objects.get(pk=traject.pk)


@pytest.fixture
def second(applied, carla):
    """The school applied for Tuur too, and spelled him otherwise."""
    pupil = Pupil.objects.create(
        first_name="Thuur", last_name="Peters", birth_date=BORN
    )
    traject = Traject.objects.create(
        pupil=pupil, school=applied.school, state=State.CONTACT
    )
    Assignment.objects.create(user=carla, traject=traject)
    return traject


def page(traject, rest=""):
    return f"/trajecten/{traject.pk}/dubbels/{rest}"


def test_the_other_file_is_proposed_with_reasons(as_user, carla, applied, second):
    html = as_user(carla).get(page(applied)).content.decode()
    assert f"Dossier {second.pk}" in html
    assert "de naam klinkt hetzelfde, dezelfde geboortedatum, dezelfde school" in html
    assert set(AccessRecord.objects.values_list("traject", "page")) == {
        (applied.pk, "duplicates"),
        (second.pk, "duplicates"),
    }


def test_a_colleagues_file_is_told_of_without_the_child(
    as_user, carla, applied, second
):
    second.assignments.all().delete()
    html = as_user(carla).get(page(applied)).content.decode()
    assert f"Dossier {second.pk}" in html
    assert "Thuur" not in html
    assert "Een collega volgt dit dossier." in html
    assert as_user(carla).get(page(applied, f"{second.pk}/")).status_code == 404


def test_merging_keeps_both_histories(as_user, carla, applied, second):
    answer = as_user(carla).post(page(applied, f"{second.pk}/"), {"reason": "dubbel"})
    assert answer.headers["Location"] == page(applied)
    second.refresh_from_db()
    assert second.state == State.MERGED
    assert [(c.old, c.new, c.reason) for c in second.changes.all()] == [
        ("contact", "merged", "dubbel")
    ]
    assert proposals(applied) == []
    assert Pupil.objects.filter(last_name__in=["Peeters", "Peters"]).count() == 2


def test_undoing_puts_it_back_where_it_was(as_user, carla, applied, second):
    merge = merge_files(kept=applied, merged=second, reason="dubbel", by=carla)
    address = f"/trajecten/{applied.pk}/samenvoegingen/{merge.pk}/einde/"
    client = as_user(carla)
    assert client.get(address).status_code == 405
    client.post(address)
    second.refresh_from_db()
    merge.refresh_from_db()
    assert (second.state, merge.undone_by) == (State.CONTACT, carla)
    assert [one.traject for one in proposals(applied)] == [second]
    assert 'data-code="casework.merge_undone"' in client.post(address).content.decode()
    merge_files(kept=second, merged=applied, reason="andersom", by=carla)
    assert FileMerge.objects.count() == 2


def test_two_children_are_not_proposed_again(as_user, carla, applied, second):
    client = as_user(carla)
    for _press in range(2):
        client.post(page(applied, f"{second.pk}/ander-kind/"))
    assert NotTheSame.objects.count() == 1
    assert proposals(applied) == proposals(second) == []


def test_telling_apart_needs_the_file(hans, applied, second):
    with pytest.raises(MergeNotAllowed):
        tell_apart(one=applied, other=second, by=hans)


def test_a_running_file_is_not_merged_away(carla, applied, second):
    Traject.objects.filter(pk=applied.pk).update(state=State.ACTIVE)
    applied.refresh_from_db()
    with pytest.raises(MergeNotAllowed):
        merge_files(kept=second, merged=applied, reason="x", by=carla)
    merge_files(kept=applied, merged=second, reason="x", by=carla)


@pytest.mark.parametrize("same", [True, False])
def test_nothing_is_merged_into_itself_or_into_what_was_merged(
    carla, applied, second, same
):
    if not same:
        merge_files(kept=applied, merged=second, reason="x", by=carla)
    kept = applied if same else second
    with pytest.raises(MergeNotAllowed):
        merge_files(kept=kept, merged=applied, reason="x", by=carla)


@pytest.mark.parametrize("who", ["sofie", "paula", "hans", "chris", "otto", "eddy"])
def test_others_do_not_find_it(as_user, request, applied, second, who):
    user = request.getfixturevalue(who)
    client = as_user(user)
    assert client.get(page(applied)).status_code == 404
    assert client.post(page(applied, f"{second.pk}/"), {}).status_code == 404
    with pytest.raises(MergeNotAllowed):
        merge_files(kept=applied, merged=second, reason="x", by=user)


def test_a_reason_is_asked(as_user, carla, applied, second):
    answer = as_user(carla).post(page(applied, f"{second.pk}/"), {"reason": " "})
    assert answer.status_code == 422
    assert not FileMerge.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    as_user, cora, applied, django_assert_max_num_queries, count
):
    for _n in range(count):
        pupil = Pupil.objects.create(
            first_name="Tuur", last_name="Peeters", birth_date=BORN
        )
        Traject.objects.create(pupil=pupil, school=applied.school, state="applied")
    assert len(proposals(applied)) == count
    with django_assert_max_num_queries(2):
        proposals(applied)


@pytest.mark.django_db(transaction=True)
def test_two_undo_it_and_one_is_told(carla, cora, applied, second):
    merge = merge_files(kept=applied, merged=second, reason="x", by=carla)
    errors = []

    def press(by):
        try:
            undo_merge(merge=FileMerge.objects.get(pk=merge.pk), by=by)
        except MergeUndone as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(by,)) for by in (carla, cora)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thijs", "Tys"),
        ("Maes", "Maas"),
        ("Van Dijck", "Van Dyk"),
        ("Hendrickx", "Hendriks"),
        ("Ghys", "Gys"),
    ],
)
def test_old_and_new_spelling_sound_alike(one, other):
    assert sounds_of(one) == sounds_of(other) != ""
