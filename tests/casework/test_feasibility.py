"""Weighing: what everybody said, what is still open, and what may not be asked."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from sio.casework.actions.weighing import NoteCorrected, add_note
from sio.casework.models import FeasibilityNote
from sio.casework.models.weighing import Aspect, Informant
from sio.core.models import AccessRecord
from sio.core.time import today
from tests.casework.desk import SECRET, chosen, in_emergency, in_state, text_of

pytestmark = pytest.mark.django_db
NOTHING_SAID = [aspect.value for aspect in Aspect]


def page(traject):
    return f"/trajecten/{traject.pk}/haalbaarheid/"


def told(**other):
    return {
        "aspect": "pace",
        "source": "school",
        "asked_whom": "juf An",
        "asked_on": today().isoformat(),
        "leaning": "doubts",
        "note": SECRET,
    } | other


def said(traject, by, **other):
    row = {"asked_on": today(), "asked_whom": "juf An", "leaning": "helps"}
    row |= {"aspect": "pace", "source": "school", "note": SECRET} | other
    return FeasibilityNote.objects.create(traject=traject, by=by, **row)


@pytest.mark.parametrize("name", ["carla", "cora"])
def test_who_guides_sees_what_was_said_and_leaves_a_trace(
    request, as_user, traject, carla, name
):
    said(traject, carla)
    user = request.getfixturevalue(name)
    response = as_user(user).get(page(traject))
    assert SECRET in text_of(response)
    record = AccessRecord.objects.get()
    assert (record.traject, record.what, record.page, record.by) == (
        traject.pk,
        "viewed",
        "feasibility",
        user,
    )


def test_in_an_emergency_one_looks_and_writes_nothing(as_user, traject, chris, carla):
    said(traject, carla)
    client = as_user(in_emergency(chris, traject))
    shown = client.get(page(traject))
    assert SECRET in text_of(shown)
    assert 'name="note"' not in shown.content.decode()
    refused = client.post(page(traject), told())
    assert "casework.weighing_not_allowed" in refused.content.decode()
    assert FeasibilityNote.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["hans", "sofie", "paula", "chris", "otto", "piet", "eddy", "pia"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_for_others_there_is_no_such_page(
    request, as_user, traject, carla, name, method
):
    note, word = said(traject, carla), chosen(traject)
    client = as_user(request.getfixturevalue(name))
    for path in ("", f"{note.pk}/"):
        assert getattr(client, method)(page(traject) + path, told()).status_code == 404
    for path in ("familie/", f"familie/{word.pk}/einde/"):
        assert client.post(page(traject) + path, told()).status_code == 404
        assert client.get(page(traject) + path).status_code == 405
    assert FeasibilityNote.objects.count() == 1
    assert not AccessRecord.objects.filter(what="changed").exists()


def test_a_stranger_is_sent_to_log_in(traject):
    assert Client().get(page(traject))["Location"].startswith("/aanmelden/")


def test_six_aspects_show_what_is_still_to_be_asked(as_user, traject, carla):
    said(traject, carla)
    rows = as_user(carla).get(page(traject)).context["rows"]
    assert [row.aspect for row in rows] == NOTHING_SAID
    assert {len(row.cells) for row in rows} == {len(Informant)}
    gaps = {row.aspect: [cell.source for cell in row.gaps] for row in rows}
    assert gaps.pop("pace") == ["family"]
    assert set(map(tuple, gaps.values())) == {("family", "school")}


@pytest.mark.parametrize("name", ["carla", "cora"])
def test_a_note_is_added_with_who_was_asked_and_when(
    request, as_user, traject, carla, name
):
    by = request.getfixturevalue(name)
    response = as_user(by).post(page(traject), told(), follow=True)
    assert "juf An" in text_of(response)
    note = FeasibilityNote.objects.get()
    assert (note.asked_whom, note.asked_on, note.note, note.by) == (
        "juf An",
        today(),
        SECRET,
        by,
    )
    changed = AccessRecord.objects.get(what="changed")
    assert (changed.page, changed.why) == ("feasibility", "")


def test_what_lacks_is_asked_and_what_was_typed_stays(as_user, traject, carla):
    response = as_user(carla).post(page(traject), told(asked_whom=""))
    assert response.status_code == 422
    assert SECRET in text_of(response)
    assert not FeasibilityNote.objects.exists()


def test_nobody_was_asked_tomorrow(as_user, traject, carla):
    soon = (today() + timedelta(days=1)).isoformat()
    response = as_user(carla).post(page(traject), told(asked_on=soon))
    assert response.status_code == 422
    assert 'data-code="casework.day_to_come"' in response.content.decode()
    assert SECRET in text_of(response)


def test_a_correction_replaces_and_both_are_kept(as_user, traject, carla, cora):
    old = said(traject, carla)
    path = f"{page(traject)}{old.pk}/"
    client = as_user(cora)
    assert SECRET in text_of(client.get(path))
    assert client.post(path, told(note="Toch wel.")).status_code == 302
    shown = text_of(client.get(page(traject)))
    assert "Toch wel." in shown
    assert SECRET not in shown
    assert "verbeterd" in shown
    old.refresh_from_db()
    assert old.note == SECRET
    # Second click: the row is no longer the one that stands.
    assert client.post(path, told(note="Of niet.")).status_code == 404
    assert FeasibilityNote.objects.count() == 2


def test_who_corrects_second_is_told(traject, carla, cora):
    old = said(traject, carla)
    for_cora, for_carla = (
        FeasibilityNote(traject=traject, **told(asked_on=today(), note=text))
        for text in ("een", "twee")
    )
    add_note(note=for_cora, by=cora, replaces=old)
    with pytest.raises(NoteCorrected):
        add_note(note=for_carla, by=carla, replaces=old)
    assert FeasibilityNote.objects.get(replaces=old).note == "een"


def test_a_refused_correction_keeps_what_was_typed(as_user, traject, carla):
    old = said(traject, carla)
    response = as_user(carla).post(f"{page(traject)}{old.pk}/", told(source="doctor"))
    assert response.status_code == 422
    assert "casework.permission_missing" in response.content.decode()
    assert SECRET in text_of(response)


def test_in_an_emergency_nothing_is_corrected(as_user, traject, carla, chris):
    old = said(traject, carla)
    client = as_user(in_emergency(chris, traject))
    assert client.get(f"{page(traject)}{old.pk}/").status_code == 404


@pytest.mark.parametrize("source", ["doctor", "therapist"])
def test_a_physician_is_asked_only_with_permission(as_user, traject, carla, source):
    client = as_user(carla)
    chosen(traject)  # the choice for lessons is no permission to phone
    response = client.post(page(traject), told(source=source))
    assert response.status_code == 422
    assert 'data-code="casework.permission_missing"' in response.content.decode()
    assert SECRET in text_of(response)
    chosen(traject, "contact_physician")
    assert client.post(page(traject), told(source=source)).status_code == 302
    assert FeasibilityNote.objects.get().source == source


@pytest.mark.parametrize("source", ["family", "pupil", "school", "clb"])
def test_others_need_no_permission(as_user, traject, carla, source):
    assert as_user(carla).post(page(traject), told(source=source)).status_code == 302


def test_before_the_permission_was_given_nobody_was_to_ask(as_user, traject, carla):
    chosen(traject, "contact_physician", given_on=today())
    before = (today() - timedelta(days=1)).isoformat()
    response = as_user(carla).post(
        page(traject), told(source="doctor", asked_on=before)
    )
    assert "casework.permission_missing" in response.content.decode()


def test_notes_rest_encrypted_and_are_told_nowhere(as_user, traject, carla, caplog):
    with caplog.at_level(logging.DEBUG):
        as_user(carla).post(page(traject), told())
    with connection.cursor() as cursor:
        cursor.execute("SELECT asked_whom, note FROM casework_feasibilitynote")
        stored = " ".join(map(str, cursor.fetchone()))
    assert "juf" not in stored
    assert "chemo" not in stored
    logged = " ".join(
        record.getMessage() for record in caplog.records if "sql" not in record.__dict__
    )
    assert "chemo" not in logged
    assert mail.outbox == []
    assert not traject.changes.exists()
    titles = as_user(carla).get(page(traject)).content.decode().partition("</title>")[0]
    assert "Tuur" not in titles
    assert "chemo" not in titles


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(as_user, traject, carla, django_assert_num_queries, count):
    for _each in range(count):
        said(traject, carla)
        chosen(traject, by=carla)
    client = as_user(carla)
    with django_assert_num_queries(14):
        client.get(page(traject))


def test_the_file_leads_there(as_user, traject, carla, paula):
    in_state(traject)
    said(traject, carla)
    shown = as_user(carla).get(f"/trajecten/{traject.pk}/")
    assert "1 van 6 onderwerpen besproken" in text_of(shown)
    assert page(traject) in shown.content.decode()
    assert (
        page(traject)
        not in as_user(paula).get(f"/trajecten/{traject.pk}/").content.decode()
    )
