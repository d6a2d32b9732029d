"""Other teaching, the first appearance, and the return to school."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from sio.casework.queries.half_days import half_days_per_week
from sio.core.time import today
from sio.lessons.actions import delete_slot
from sio.lessons.models import Slot, Use
from sio.lessons.plan import BRUSSELS
from sio.trajects.actions import (
    delete_other_teaching,
    delete_return_step,
    keep_first_appearance,
    keep_other_teaching,
    keep_return_step,
)
from sio.trajects.errors import TrajectNotAllowed
from sio.trajects.models import FirstAppearance, OtherTeaching, ReturnStep
from tests.casework.conftest import in_database

pytestmark = pytest.mark.django_db

TEACHING = {
    "kind": "toah",
    "starts_on": "2026-10-05",
    "ends_on": "2026-12-18",
    "half_days": "2",
}


def path(traject, part):
    return f"/trajecten/{traject.pk}/{part}/"


def seen(client, traject, part):
    return client.get(path(traject, part)).content.decode()


# Other teaching -----------------------------------------------------------------------


def test_teaching_is_added_changed_and_taken_out(as_user, traject, carla, sofie):
    client = as_user(carla)
    assert client.post(path(traject, "ander-onderwijs"), TEACHING).status_code == 302
    row = OtherTeaching.objects.get()
    assert (row.kind, row.half_days, row.ends_on) == ("toah", 2, date(2026, 12, 18))
    assert "2 halve dagen per week" in seen(as_user(sofie), traject, "ander-onderwijs")

    one = path(traject, f"ander-onderwijs/{row.pk}")
    changed = TEACHING | {"kind": "poah", "ends_on": "", "half_days": ""}
    assert client.post(one, changed).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.half_days, row.ends_on) == ("poah", None, None)
    assert "komt niet in aanmerking" in seen(client, traject, "ander-onderwijs")

    for status in (302, 404):
        assert client.post(f"{one}weg/").status_code == status
    assert not OtherTeaching.objects.exists()
    assert client.get(f"{one}weg/").status_code == 405


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "bijles"},
        {"starts_on": ""},
        {"ends_on": "2026-10-04"},
        {"half_days": "0"},
        {"half_days": "10"},
        {"half_days": "-1"},
    ],
)
def test_impossible_teaching_comes_back(as_user, traject, carla, wrong):
    client = as_user(carla)
    response = client.post(path(traject, "ander-onderwijs"), TEACHING | wrong)
    assert response.status_code == 422
    assert not OtherTeaching.objects.exists()


def test_another_pupils_teaching_is_not_here(as_user, traject, other_traject, cora):
    row = OtherTeaching.objects.create(
        traject=other_traject, kind="toah", starts_on=today()
    )
    one = path(traject, f"ander-onderwijs/{row.pk}")
    assert as_user(cora).get(one).status_code == 404
    assert as_user(cora).post(f"{one}weg/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_teaching(
    as_user, traject, carla, django_assert_num_queries, count
):
    for _number in range(count):
        OtherTeaching.objects.create(traject=traject, kind="toah", starts_on=today())
    client = as_user(carla)
    with django_assert_num_queries(10):
        client.get(path(traject, "ander-onderwijs"))


# The first appearance -----------------------------------------------------------------

PLAN = {
    "manner": "classmate_first",
    "classmate": "Nour",
    "may_talk_about": "Voetbal en أفلام",
    "restore_contact": "Een kaartje van de klas",
    "told_by": "juf An",
    "told_on": "2026-12-01",
}


def test_the_first_appearance_is_planned_and_all_sides_read_it(
    as_user, traject, carla, sofie, paula, tuur
):
    for _press in range(2):
        response = as_user(carla).post(path(traject, "eerste-keer"), PLAN)
        assert response.status_code == 302
    plan = FirstAppearance.objects.get(traject=traject)
    assert {name: str(getattr(plan, name)) for name in PLAN} == PLAN
    for user in (sofie, paula, tuur):
        words = seen(as_user(user), traject, "eerste-keer")
        for word in ("Nour", "Voetbal", "kaartje", "juf An", "klasgenoot"):
            assert word in words
        assert "<textarea" not in words
    assert "Voetbal" not in in_database()


@pytest.mark.parametrize(
    "wrong",
    [{"classmate": "x" * 10_240}, {"may_talk_about": "a\0b"}, {"manner": "zwaaien"}],
)
def test_an_impossible_plan_comes_back(as_user, traject, carla, wrong):
    response = as_user(carla).post(path(traject, "eerste-keer"), PLAN | wrong)
    assert response.status_code == 422
    assert not FirstAppearance.objects.exists()


def test_nothing_is_agreed_yet(as_user, traject, sofie):
    assert "Nog niet afgesproken" in seen(as_user(sofie), traject, "eerste-keer")


# The return ---------------------------------------------------------------------------


def test_a_step_begins_on_its_monday_and_a_week_has_one(as_user, traject, carla):
    client = as_user(carla)
    for day, share in (("2026-11-25", "25"), ("2026-11-23", "50")):
        words = {"starts_on": day, "share": share}
        assert client.post(path(traject, "terugkeer"), words).status_code == 302
    [step] = traject.return_steps.all()
    assert (step.starts_on, step.share) == (date(2026, 11, 23), 50)
    weg = path(traject, f"terugkeer/{step.pk}/weg")
    for _press in range(2):
        assert client.post(weg).status_code == 302
    assert not traject.return_steps.exists()
    assert client.get(weg).status_code == 405


@pytest.mark.parametrize(
    "wrong",
    [
        {"share": "101"},
        {"share": "-1"},
        {"share": "helft"},
        {"starts_on": "0001-01-01"},
    ],
)
def test_an_impossible_step_comes_back(as_user, traject, carla, wrong):
    words = {"starts_on": "2026-11-23", "share": "50"} | wrong
    assert as_user(carla).post(path(traject, "terugkeer"), words).status_code == 422
    assert not ReturnStep.objects.exists()


def test_planned_and_followed_are_in_the_table_and_the_chart(as_user, traject, paula):
    monday = today() - timedelta(days=today().weekday() + 7)
    for weekday in range(4):
        Slot.objects.create(
            traject=traject,
            weekday=weekday,
            part="morning",
            starts_at="09:00",
            ends_at="12:00",
        )
    for day, minutes in ((0, 40), (1, 29), (2, 30)):
        moment = datetime.combine(
            monday + timedelta(days=day), datetime.min.time(), tzinfo=BRUSSELS
        ) + timedelta(hours=9)
        Use.objects.create(
            traject=traject,
            connection=uuid4(),
            started_at=moment,
            stopped_at=moment + timedelta(minutes=minutes),
        )
    words = seen(as_user(paula), traject, "terugkeer")
    row = words[words.index(f"{monday:%d/%m/%Y}".lstrip("0")) :]
    row = row[: row.index("</tr>")]
    assert '<td class="number">4</td>' in row
    assert '<td class="number">2</td>' in row
    assert 'width="78"' in row  # 4 of 10 in 196
    assert 'width="39"' in row


@pytest.mark.parametrize(("minutes", "count"), [(10, 2), (30, 1), (45, 0)])
def test_the_setting_says_from_when_a_half_day_is_followed(
    as_user, traject, paula, settings, minutes, count
):
    monday = today() - timedelta(days=today().weekday() + 7)
    for day, used in ((0, 30), (1, 29)):
        moment = datetime.combine(
            monday + timedelta(days=day), datetime.min.time(), tzinfo=BRUSSELS
        ) + timedelta(hours=9)
        Use.objects.create(
            traject=traject,
            connection=uuid4(),
            started_at=moment,
            stopped_at=moment + timedelta(minutes=used),
        )
    settings.HALF_DAY_MINUTES = minutes
    followed = {week.monday: week.followed for week in half_days_per_week(traject)}
    assert followed[monday] == count
    assert f"{minutes} minuten" in seen(as_user(paula), traject, "terugkeer")


def test_a_change_today_leaves_the_past_weeks_of_the_chart(traject, carla):
    slots = [
        Slot.objects.create(
            traject=traject,
            weekday=weekday,
            part="morning",
            starts_at="09:00",
            ends_at="12:00",
        )
        for weekday in range(5)
    ]
    monday = today() - timedelta(days=today().weekday())

    def planned(*, ahead):
        weeks = half_days_per_week(traject)
        return [week.planned for week in weeks if (week.monday > monday) is ahead][:7]

    before = planned(ahead=False)
    for slot in slots[1:]:
        delete_slot(slot=slot, by=carla)
    assert planned(ahead=False) == before
    assert set(before) == {5}
    assert set(planned(ahead=True)) == {1}


def test_the_plan_takes_from_what_is_planned_at_home(as_user, traject, paula, carla):
    for weekday in range(5):
        Slot.objects.create(
            traject=traject,
            weekday=weekday,
            part="morning",
            starts_at="09:00",
            ends_at="12:00",
        )
    monday = today() - timedelta(days=today().weekday())
    ReturnStep.objects.create(traject=traject, starts_on=monday, share=75)
    ReturnStep.objects.create(
        traject=traject, starts_on=monday + timedelta(days=14), share=100
    )
    weeks = {week.monday: week for week in half_days_per_week(traject)}
    ahead = [weeks[monday + timedelta(days=7 * number)] for number in range(-1, 4)]
    assert [(week.planned, week.share) for week in ahead] == [
        (5, None),
        (2, 75),  # a quarter of nine
        (2, 75),
        (0, 100),
        (0, 100),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_weeks_and_use(
    as_user, traject, carla, django_assert_num_queries, count
):
    for number in range(count):
        moment = datetime.now(tz=BRUSSELS) - timedelta(days=7 * number)
        Use.objects.create(
            traject=traject,
            connection=uuid4(),
            started_at=moment,
            stopped_at=moment,
        )
        ReturnStep.objects.create(
            traject=traject, starts_on=today() + timedelta(days=7 * number), share=5
        )
    client = as_user(carla)
    with django_assert_num_queries(16):
        client.get(path(traject, "terugkeer"))


@pytest.mark.parametrize("name", ["paula", "sofie", "hans", "chris"])
def test_who_may_not_is_refused_by_the_actions_too(request, traject, name):
    user = request.getfixturevalue(name)
    row = OtherTeaching.objects.create(traject=traject, kind="toah", starts_on=today())
    step = ReturnStep(traject=traject, starts_on=today(), share=5)
    refused = [
        lambda: keep_other_teaching(teaching=row, by=user),
        lambda: delete_other_teaching(teaching=row, by=user),
        lambda: keep_first_appearance(plan=FirstAppearance(traject=traject), by=user),
        lambda: keep_return_step(step=step, by=user),
        lambda: delete_return_step(traject=traject, step_pk=1, by=user),
    ]
    for press in refused:
        with pytest.raises(TrajectNotAllowed):
            press()
