from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from sio.accounts.models import User
from sio.core.sides import Side
from sio.devices.models import Device
from sio.lessons import demo, demo_classmates
from sio.lessons.models import ExtraLesson, Slot, Use
from sio.lessons.queries import plan_for
from sio.lessons.rules import check_entry
from sio.schools.models import Holiday, School
from sio.trajects.actions import withdraw_classmates
from sio.trajects.models import Acceptance, Pupil, Traject
from sio.trajects.workflow import State

MOMENTS = [
    datetime(2026, 10, 14, 8, 0, tzinfo=UTC),  # a Wednesday in the lessons
    datetime(2026, 10, 18, 21, 59, 30, tzinfo=UTC),  # Sunday, just before midnight
    datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC),  # the last second of the year
    datetime(2027, 7, 21, 3, 0, tzinfo=UTC),  # a public holiday in summer, at night
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # the hour that comes twice
    datetime(2027, 3, 28, 0, 59, tzinfo=UTC),  # just before the hour that is skipped
]


@pytest.fixture
def in_demo(settings):
    settings.SIO_DEMO = True


def everything():
    models = (User, School, Pupil, Traject, Acceptance, Device, Slot, Holiday)
    return {model.__name__: model.objects.count() for model in models}


PEOPLE = {
    "consulent": "Els Maes",
    "ouder": "Sara Willems",
    "school": "Tom Aerts",
    "coordinator": "Karim Bensaïd",
    "privacy": "Greet Hermans",
    "helpdesk": "Lien Claes",
    "beleid": "Bram Aerts",
}
SAMEN = ("samen/klas", "samen/bo", "samen/cas")


@pytest.mark.parametrize("door", ["klas", "thuis", *SAMEN, *PEOPLE])
def test_doors_do_not_exist_outside_the_demo(db, client, door):
    assert client.get(f"/demo/{door}/").status_code == 404
    assert User.objects.count() == 0


def test_demo_data_are_refused_outside_the_demo(db):
    with pytest.raises(ImproperlyConfigured):
        demo.load_demo()
    assert User.objects.count() == 0


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(
    ("door", "page"),
    [("klas", "/klas/"), ("thuis", "/thuis/"), ("consulent", "/trajecten/")],
)
def test_door_leads_to_its_page_again_and_again(db, client, door, page):
    for _time in range(2):
        response = client.get(f"/demo/{door}/", follow=True)
        assert response.redirect_chain == [(page, 302)]
        assert response.status_code == 200
    assert "Noor" in response.content.decode()


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("door", PEOPLE)
def test_each_door_logs_in_its_own_person(db, client, door):
    for _time in range(2):
        response = client.get(f"/demo/{door}/", follow=True)
        assert response.status_code == 200
        assert response.wsgi_request.user.name == PEOPLE[door]
    sees = door not in ("privacy", "helpdesk", "beleid")  # no question is open
    assert ("Noor" in response.content.decode()) is sees


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_first_page_lists_the_doors_in_the_demo_only(db, client, settings, is_demo):
    settings.SIO_DEMO = is_demo
    page = client.get("/").content.decode()
    for door in ("klas", "thuis", *SAMEN, *PEOPLE):
        assert (f'href="/demo/{door}/"' in page) is is_demo


@pytest.mark.usefixtures("in_demo")
def test_both_sides_work_in_two_windows_of_one_browser(db, client):
    client.get("/demo/klas/")
    client.get("/demo/thuis/")
    assert client.get("/klas/").context["config"]["side"] == "class"
    assert client.get("/thuis/").context["config"]["side"] == "home"


@pytest.mark.usefixtures("in_demo")
def test_loading_again_keeps_what_is_there(db):
    demo.load_demo()
    before = everything()
    traject = Traject.objects.get(pupil__first_name="Noor")
    Slot.objects.filter(traject=traject).first().delete()
    now = timezone.now()
    Use.objects.create(
        connection="c0ffee00-3333-4a6b-9c3d-2f4e5a6b7c8d",
        traject=traject,
        started_at=now,
        stopped_at=now,
    )

    demo.load_demo()

    assert everything() == before | {"Slot": before["Slot"] - 1}
    assert Use.objects.count() == 1


@pytest.mark.usefixtures("in_demo")
def test_doors_work_again_after_unpairing_and_ending(db, client):
    demo.load_demo()
    Device.objects.update(revoked_at=timezone.now())
    Traject.objects.update(state=State.ENDED)

    response = client.get("/demo/thuis/", follow=True)

    assert response.status_code == 200
    assert response.context["plan"].missing == ()


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_lesson_is_on_at_any_moment(db, moment):
    with time_machine.travel(moment, tick=False):
        demo.load_demo()
        traject = Traject.objects.get(pupil__first_name="Noor")
        plan = plan_for(traject, moment)
        on_now = [one for one in plan.lessons if one.starts_at <= moment < one.ends_at]
        assert [one.status for one in on_now[:1]] == ["on"]
        assert plan.missing == ()
        for side in Side:
            check_entry(plan, side, "press", moment)


@pytest.mark.usefixtures("in_demo")
def test_a_lesson_that_is_nearly_over_is_followed_by_another(db):
    start = datetime(2026, 10, 18, 12, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        demo.load_demo()
        demo.load_demo()
        assert ExtraLesson.objects.count() == 1
    with time_machine.travel(start + timedelta(minutes=31), tick=False):
        demo.load_demo()
        assert ExtraLesson.objects.count() == 2


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("name", ["bo", "cas"])
def test_two_pupils_of_one_class_are_together_again_and_again(db, client, name):
    for _time in range(2):
        home = client.get(f"/demo/samen/{name}/", follow=True)
        klas = client.get("/demo/samen/klas/", follow=True)
        assert (home.status_code, klas.status_code) == (200, 200)
    assert home.context["config"]["pupil"]["first_name"] == name.title()
    assert klas.redirect_chain[-1][0] == "/klas/samen/"
    trajects = klas.context["trajects"]
    assert [one.pupil.first_name for one in trajects] == ["Bo", "Cas"]
    for one in trajects:
        plan = plan_for(one, timezone.now())
        assert (plan.missing, plan.see_classmates) == ((), True)


@pytest.mark.usefixtures("in_demo")
def test_what_somebody_took_back_in_the_demo_stays_so(db, client):
    demo_classmates.load_classmates()
    bo = Traject.objects.get(pupil__first_name="Bo")
    withdraw_classmates(traject=bo, by=demo.consultant())
    client.get("/demo/samen/bo/")
    assert plan_for(bo, timezone.now()).see_classmates is False
