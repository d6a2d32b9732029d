"""What the illness is: seen by few, encrypted, changed by one at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from sio.core.models import AccessRecord, OutgoingMail
from sio.trajects.actions import begin_health, change_health, keep_reason_group
from sio.trajects.errors import HealthChanged, TrajectNotAllowed
from sio.trajects.models import BreakGlass, HealthPart, PseudonymRow, ReasonGroup
from tests.casework.conftest import MARKER, in_database
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db
WORDS = {"group_code": "cancer", "details": MARKER, "version": "0"}


def page(traject):
    return f"/trajecten/{traject.pk}/gezondheid/"


def part_of(traject):
    part = HealthPart.objects.get(traject=traject)
    return part.group_code, part.details, part.version, part.changed_by


@pytest.mark.parametrize("name", ["carla", "cora", "paula", "tuur"])
def test_who_may_writes_it_and_reads_it_again(request, as_user, traject, name):
    user = request.getfixturevalue(name)
    client = as_user(user)
    assert client.post(page(traject), WORDS).status_code == 302
    assert part_of(traject) == ("cancer", MARKER, 1, user)
    text = client.get(page(traject)).content.decode()
    assert MARKER in text
    assert '<option value="cancer" selected>kanker</option>' in text
    trace = list(AccessRecord.objects.values_list("what", "page", "by"))
    assert ("changed", "health", user.pk) in trace
    assert ("viewed", "health", user.pk) in trace


def test_what_the_family_said_when_it_applied_is_the_beginning(traject, carla):
    begin_health(traject=traject, details=MARKER, group_code="blood")
    begin_health(traject=traject, details="een andere aanvraag")
    assert part_of(traject) == ("blood", MARKER, 1, None)
    change_health(traject=traject, group_code="", details="x", version=1, by=carla)
    assert part_of(traject) == ("", "x", 2, carla)


@pytest.mark.parametrize("name", ["sofie", "hans", "chris", "eddy"])
def test_nobody_else_writes_it(request, traject, name):
    user = request.getfixturevalue(name)
    with pytest.raises(TrajectNotAllowed):
        change_health(traject=traject, group_code="", details="", version=0, by=user)
    assert not HealthPart.objects.exists()


def test_an_emergency_neither_reads_nor_writes(as_user, traject, hans, health):
    BreakGlass.objects.create(
        user=hans,
        traject=traject,
        reason="x",
        ends_at=timezone.now() + timedelta(hours=1),
    )
    client = as_user(hans)
    assert client.get(page(traject)).status_code == 404
    words = WORDS | {"version": "1", "details": "x"}
    assert client.post(page(traject), words).status_code == 404
    assert part_of(traject)[1] == MARKER


def test_the_second_of_two_is_told_and_keeps_the_own_words(
    as_user, traject, carla, paula
):
    as_user(paula).post(page(traject), WORDS | {"details": "van Paula"})
    client = as_user(carla)
    response = client.post(page(traject), WORDS | {"details": "van Carla"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Iemand anders heeft dit net gewijzigd" in text
    assert "van Paula" in text
    assert ">\nvan Carla</textarea>" in text
    assert part_of(traject)[1] == "van Paula"
    # Saving again, now over what was read, is a choice.
    assert 'name="version" value="1"' in text
    again = WORDS | {"details": "van Carla", "version": "1"}
    assert client.post(page(traject), again).status_code == 302
    assert part_of(traject)[1:] == ("van Carla", 2, carla)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins(traject, carla, paula):
    def change(words, by):
        return lambda: change_health(
            traject=traject, group_code="blood", details=words, version=0, by=by
        )

    results = at_once(change("a", carla), change("b", paula))
    lost = [one for one in results if isinstance(one, Exception)]
    assert [type(error) for error in lost] == [HealthChanged]
    assert part_of(traject)[2] == 1


@pytest.mark.parametrize(
    "words", ["مرض نادر في القلب", "淋巴瘤", "zoë 🌈 <script>", "x" * 4000]
)
def test_any_script_is_kept_and_nothing_is_run(as_user, traject, carla, words):
    client = as_user(carla)
    assert client.post(page(traject), WORDS | {"details": words}).status_code == 302
    assert part_of(traject)[1] == words
    assert "<script>" not in client.get(page(traject)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"details": "x" * 10_240},
        {"details": "nul\0byte"},
        {"group_code": "verzonnen"},
        {"version": "-1"},
        {"version": "een"},
        {"version": ""},
    ],
)
def test_bad_input_comes_back_with_the_words(as_user, traject, carla, wrong):
    response = as_user(carla).post(page(traject), WORDS | wrong)
    assert response.status_code == 422
    assert not HealthPart.objects.exists()
    if "details" in wrong:
        assert wrong["details"][:100] in response.content.decode()


def test_the_database_holds_no_word_of_it(as_user, traject, carla, caplog):
    as_user(carla).post(page(traject), WORDS | {"group_code": "eating"})
    part = HealthPart.objects.get()
    assert (part.details, part.group_code) == (MARKER, "eating")
    dump = in_database("trajects_reasongroup", "django_migrations")
    assert "De Wegwijzer" in dump  # it was all there to be read
    assert MARKER not in dump
    assert "'eating'" not in dump
    assert MARKER not in caplog.text
    assert not mail.outbox
    assert not OutgoingMail.objects.exists()


# The list of groups -------------------------------------------------------------------


def test_the_first_groups_are_there_and_each_counts_somewhere(db):
    groups = dict(ReasonGroup.objects.values_list("code", "main"))
    assert len(groups) == 14
    assert {code for code, main in groups.items() if main == "psychological"} == {
        "psychological",
        "behaviour",
        "eating",
        "other_mental",
    }
    names = "name_nl", "name_fr", "name_en", "name_de"
    for group in ReasonGroup.objects.all():
        assert all(getattr(group, name) for name in names)


def test_a_group_has_a_name_in_each_language(db):
    group = ReasonGroup.objects.get(code="blood")
    names = {}
    for language in ("nl-be", "fr", "en", "de"):
        with translation.override(language):
            names[language] = str(group)
    assert names == {"nl-be": "bloed", "fr": "sang", "en": "blood", "de": "Blut"}


NEW_GROUP = {
    "code": "pain",
    "name_nl": "chronische pijn",
    "name_fr": "douleur",
    "name_en": "pain",
    "name_de": "Schmerz",
    "main": "physical",
    "active": "on",
}


def test_the_coordinator_adds_and_retires_a_group(as_user, cora, carla, traject):
    client = as_user(cora)
    assert client.get("/redengroepen/").status_code == 200
    assert client.post("/redengroepen/nieuw/", NEW_GROUP).status_code == 302
    group = ReasonGroup.objects.get(code="pain")
    assert "chronische pijn" in client.get("/redengroepen/").content.decode()
    assert "chronische pijn" in as_user(carla).get(page(traject)).content.decode()
    retired = {name: word for name, word in NEW_GROUP.items() if name != "active"}
    client.post(f"/redengroepen/{group.pk}/", retired | {"code": "other"})
    group.refresh_from_db()
    assert (group.code, group.active) == ("pain", False)
    assert "chronische pijn" not in as_user(carla).get(page(traject)).content.decode()


def test_who_has_a_retired_group_keeps_it(as_user, carla, traject, health):
    ReasonGroup.objects.filter(code="cancer").update(active=False)
    text = as_user(carla).get(page(traject)).content.decode()
    assert '<option value="cancer" selected>kanker</option>' in text


def test_a_group_that_moves_takes_its_rows_along(cora):
    row = PseudonymRow.objects.create(
        group="chronic", main="physical", started="2026-01"
    )
    group = ReasonGroup.objects.get(code="chronic")
    group.main = "psychological"
    keep_reason_group(group=group, by=cora)
    row.refresh_from_db()
    assert row.main == "psychological"


@pytest.mark.parametrize("name", ["carla", "hans", "sofie", "paula"])
def test_the_list_is_the_coordinators(request, as_user, name):
    user = request.getfixturevalue(name)
    group = ReasonGroup.objects.get(code="blood")
    for address in ("", "nieuw/", f"{group.pk}/"):
        client = as_user(user)
        assert client.get(f"/redengroepen/{address}").status_code == 404
        assert client.post(f"/redengroepen/{address}").status_code in (404, 405)
    with pytest.raises(TrajectNotAllowed):
        keep_reason_group(group=group, by=user)


def test_a_wrong_group_is_shown_again(as_user, cora):
    response = as_user(cora).post("/redengroepen/nieuw/", NEW_GROUP | {"code": "blood"})
    assert response.status_code == 422
    response = as_user(cora).post("/redengroepen/nieuw/", NEW_GROUP | {"main": "x"})
    assert response.status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, cora, django_assert_num_queries, count
):
    ReasonGroup.objects.exclude(pk__in=ReasonGroup.objects.all()[:count]).delete()
    client = as_user(cora)
    with django_assert_num_queries(4):
        client.get("/redengroepen/")
