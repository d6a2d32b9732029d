"""/thuis/ and /klas/ as a paired browser meets them, and as anybody else does."""

from __future__ import annotations

import json
import re
from datetime import time

import pytest
from django.test import Client
from django.utils import timezone

from sio.core.time import today
from sio.devices.credentials import COOKIE_NAMES
from sio.devices.models import Device
from sio.lessons.actions import report_today_too_ill, undo_today_too_ill
from sio.lessons.errors import ScheduleNotAllowed
from sio.lessons.models import ScheduleException, Slot
from sio.lessons.texts import TEXTS
from sio.trajects.models import Traject
from sio.trajects.workflow import State
from tests.classmates import classmate

PAGES = ["/thuis/", "/klas/"]


@pytest.fixture
def bo(traject):
    """A second pupil of the same class."""
    return classmate(traject, "Bo")


def json_of(response, name):
    """What the page carries for the front end."""
    text = response.content.decode()
    start = text.index(">", text.index(f'<script id="{name}"')) + 1
    return json.loads(text[start : text.index("</script>", start)])


def test_home_page_tells_the_front_end_who_it_is(as_device, home_device, traject):
    response = as_device(home_device).get("/thuis/")
    config = json_of(response, "config")
    assert config["side"] == "home"
    assert config["socket"] == "/ws/thuis/"
    assert config["traject"] == traject.pk
    assert config["pupil"]["first_name"] == "Tuur"
    assert (config["school_class"], config["school"]) == ("5A", "De Wegwijzer")
    assert config["demo"] is False
    assert set(json_of(response, "texts")) == set(TEXTS)


def test_pages_of_devices_do_not_carry_the_family_name(
    as_device, home_device, class_device, traject
):
    assert traject.pupil.last_name == "Peeters"
    for page, device in zip(PAGES, (home_device, class_device), strict=True):
        assert "Peeters" not in as_device(device).get(page).content.decode()


def test_class_page_of_one_pupil_is_the_room_itself(as_device, class_device, traject):
    config = json_of(as_device(class_device).get("/klas/"), "config")
    assert (config["side"], config["socket"]) == ("class", f"/ws/klas/{traject.pk}/")


def test_class_page_of_two_or_three_pupils_has_a_frame_of_each(
    as_device, class_device, traject, bo
):
    client = as_device(class_device)
    response = client.get("/klas/", follow=True)
    assert response.redirect_chain == [("/klas/samen/", 302)]
    page = response.content.decode()
    for one in (traject, bo):
        assert f'src="/klas/{one.pk}/venster/"' in page
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert "Claes" not in page
    config = json_of(client.get(f"/klas/{bo.pk}/venster/"), "config")
    assert (config["pupil"]["first_name"], config["traject"]) == ("Bo", bo.pk)


def test_link_in_a_frame_opens_beside_the_lines_of_the_others(
    as_device, class_device, traject, bo
):
    client = as_device(class_device)
    box = f'href="/klas/{bo.pk}/postvak/"'
    assert 'target="_' not in client.get(f"/klas/{bo.pk}/").content.decode()
    page = client.get(f"/klas/{bo.pk}/venster/").content.decode()
    assert re.findall(r'target="(\w+)"', page) == ["_blank"]
    assert '<base target="_blank">' in page
    bell = client.get(f"/klas/{bo.pk}/postvak/bel/").content.decode()
    for text in (page, bell):  # the second is put in the first
        assert re.search(rf'<a [^>]*{box} rel="noopener"', text)


def test_lamp_is_lit_by_the_line_of_one_pupil_alone(
    as_device, class_device, traject, bo
):
    client = as_device(class_device)

    def may_light(page):
        policy = client.get(page)["Permissions-Policy"]
        return ["hid=(self)" in policy, "serial=(self)" in policy]

    assert may_light(f"/klas/{bo.pk}/") == [True, True]
    for page in ("/klas/samen/", f"/klas/{bo.pk}/venster/"):
        assert may_light(page) == [False, False], page
    given = client.get("/klas/samen/").content.decode().split('allow="')[1]
    assert not {"hid", "serial"} & set(re.findall(r"\w+", given.split('"')[0]))


def test_class_page_of_four_pupils_asks_who(as_device, class_device, traject, bo):
    more = [classmate(traject, name) for name in ("Cas", "Dina")]
    client = as_device(class_device)
    page = client.get("/klas/").content.decode()
    for one in (traject, bo, *more):
        assert f'href="/klas/{one.pk}/"' in page
        assert f'name="kind" value="{one.pk}"' in page
    two = client.get(f"/klas/samen/?kind={bo.pk}&kind={more[0].pk}").content.decode()
    assert two.count("<iframe") == 2
    everybody = client.get("/klas/samen/")
    assert everybody.status_code == 422
    assert 'data-code="lessons.too_many_pupils"' in everybody.content.decode()


@pytest.mark.parametrize("kind", ["x", "0", "-1"])
def test_together_of_nobody_leads_back(as_device, class_device, traject, kind):
    response = as_device(class_device).get(f"/klas/samen/?kind={kind}")
    assert response["Location"] == "/klas/"


def test_together_of_one_is_its_room(as_device, class_device, traject):
    response = as_device(class_device).get("/klas/samen/")
    assert response["Location"] == f"/klas/{traject.pk}/"


def test_together_shows_nobody_of_another_class(
    as_device, class_device, traject, bo, other_traject
):
    client = as_device(class_device)
    asked = "&".join(f"kind={one.pk}" for one in (traject, bo, other_traject))
    page = client.get(f"/klas/samen/?{asked}").content.decode()
    assert page.count("<iframe") == 2
    assert f"/klas/{other_traject.pk}/" not in page
    gone = client.get(f"/klas/{other_traject.pk}/venster/")
    assert gone.status_code == 404
    assert gone["X-Frame-Options"] == "SAMEORIGIN"  # so that the frame can say it
    assert '<base target="_blank">' in gone.content.decode()
    assert "<base" not in client.get(f"/klas/{other_traject.pk}/").content.decode()


def test_a_frame_of_a_device_that_is_unpaired_says_so(as_device, class_device, bo):
    client = as_device(class_device)
    Device.objects.update(revoked_at=timezone.now())
    response = client.get(f"/klas/{bo.pk}/venster/")
    assert response.status_code == 403
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    # Its way to a code opens beside the lines of the others.
    assert '<base target="_blank">' in response.content.decode()
    alone = client.get("/klas/samen/")
    assert alone.status_code == 403
    assert "<base" not in alone.content.decode()


def test_class_page_without_pupils_says_so(as_device, class_device):
    Traject.objects.update(state=State.ENDED)
    response = as_device(class_device).get("/klas/")
    assert response.status_code == 200
    assert "niemand" in response.content.decode()


def test_class_does_not_find_the_pupil_of_another_class(
    as_device, class_device, traject, other_traject
):
    assert as_device(class_device).get(f"/klas/{other_traject.pk}/").status_code == 404


@pytest.mark.parametrize(
    "page", [*PAGES, "/klas/1/", "/klas/samen/", "/klas/1/venster/"]
)
def test_stranger_reads_how_to_pair_and_nothing_else(db, traject, page):
    response = Client().get(page)
    text = response.content.decode()
    assert response.status_code == 403
    assert "/koppelen/" in text
    assert "Tuur" not in text
    assert "De Wegwijzer" not in text


@pytest.mark.parametrize("page", PAGES)
def test_grown_up_who_is_logged_in_is_no_device(as_user, carla, page):
    assert as_user(carla).get(page).status_code == 403


def test_revoked_device_reads_the_same_as_a_stranger(as_device, home_device):
    Device.objects.update(revoked_at=timezone.now())
    assert as_device(home_device).get("/thuis/").status_code == 403


def test_home_device_of_an_ended_traject_reads_the_same_too(as_device, home_device):
    Traject.objects.update(state=State.ENDED)
    assert as_device(home_device).get("/thuis/").status_code == 403


def test_device_of_one_side_is_a_stranger_on_the_other(as_device, class_device):
    assert as_device(class_device).get("/thuis/").status_code == 403


def test_visit_lengthens_the_life_of_the_cookie(as_device, home_device):
    cookie = as_device(home_device).get("/thuis/").cookies[COOKIE_NAMES["home"]]
    assert cookie.value == home_device.credential
    assert cookie["max-age"] == 400 * 24 * 3600
    assert cookie["httponly"]


def test_page_is_kept_by_no_browser(as_device, home_device):
    response = as_device(home_device).get("/thuis/")
    assert response["Cache-Control"] == "no-store, private"


def test_lessons_of_today_are_on_the_page(as_device, home_device, traject):
    Slot.objects.create(
        traject=traject,
        weekday=today().weekday(),
        part=Slot.Part.LESSON,
        starts_at=time(9),
        ends_at=time(9, 50),
        subject="Wiskunde",
    )
    (lesson,) = as_device(home_device).get("/thuis/").context["plan"].lessons
    assert lesson.subject == "Wiskunde"


# "Vandaag lukt het niet" -------------------------------------------------------------


def test_today_does_not_work_out_and_then_it_does(as_device, home_device, traject):
    client = as_device(home_device)
    assert client.post("/thuis/afwezigheid/").status_code == 302
    said = ScheduleException.objects.get()
    assert (said.traject, said.on, said.slot) == (traject, today(), None)
    assert said.kind == ScheduleException.Kind.PUPIL_ABSENT
    assert "Het lukt toch" in client.get("/thuis/").content.decode()

    assert client.post("/thuis/afwezigheid/einde/").status_code == 302
    assert ScheduleException.objects.count() == 0
    assert "Vandaag lukt het niet" in client.get("/thuis/").content.decode()


@pytest.mark.parametrize("path", ["/thuis/afwezigheid/", "/thuis/afwezigheid/einde/"])
def test_pressing_twice_is_as_once(as_device, home_device, path):
    client = as_device(home_device)
    assert [client.post(path).status_code for _time in range(2)] == [302, 302]
    assert ScheduleException.objects.count() in (0, 1)


@pytest.mark.parametrize("path", ["/thuis/afwezigheid/", "/thuis/afwezigheid/einde/"])
def test_only_the_home_device_may_say_so(as_device, class_device, as_user, paula, path):
    for client in (Client(), as_device(class_device), as_user(paula)):
        assert client.post(path).status_code == 403
    assert ScheduleException.objects.count() == 0


@pytest.mark.parametrize("path", ["/thuis/afwezigheid/", "/thuis/afwezigheid/einde/"])
def test_saying_so_by_get_is_refused(as_device, home_device, path):
    assert as_device(home_device).get(path).status_code == 405


def test_saying_so_from_another_site_is_refused(home_device):
    client = Client(enforce_csrf_checks=True)
    client.cookies[COOKIE_NAMES["home"]] = home_device.credential
    assert client.post("/thuis/afwezigheid/").status_code == 403
    assert ScheduleException.objects.count() == 0


def test_class_device_may_not_say_it_in_any_other_way(class_device, traject):
    for say in (report_today_too_ill, undo_today_too_ill):
        with pytest.raises(ScheduleNotAllowed):
            say(device=class_device)
    assert ScheduleException.objects.count() == 0
