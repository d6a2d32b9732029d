"""Who gets a file, and that none is left alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from sio.accounts.models import Absence, Role, User
from sio.casework.actions.owner import (
    _return,
    assign_by_region,
    hand_over,
    report_ownerless,
    return_hand_overs,
)
from sio.casework.errors import CaseworkNotAllowed, HandOverMoved, HandOverWrong
from sio.casework.models import DailyReport, HandOver
from sio.casework.queries.owner import (
    Trouble,
    consultant_for,
    hand_overs_visible_to,
    ownerless,
    troubles,
)
from sio.core.models import AccessRecord, OutgoingMail
from sio.core.time import today
from sio.schools.models import Region, RegionArea, RegionConsultant, School
from sio.schools.provinces import Province
from sio.trajects.errors import NotAConsultant
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.workflow import State
from tests.conftest import person
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def leuven(school):
    """The region of Tuur's school, by its province."""
    School.objects.filter(pk=school.pk).update(
        postcode="3000", province=Province.FLEMISH_BRABANT
    )
    school.refresh_from_db()
    region = Region.objects.create(name="Oost-Brabant")
    RegionArea.objects.create(region=region, province=Province.FLEMISH_BRABANT)
    return region


def of_region(region, name, files=0):
    user = person(name, Role.Kind.CONSULTANT)
    RegionConsultant.objects.create(region=region, user=user)
    for _number in range(files):
        give(user)
    return user


def give(user, state=State.APPLIED, **fields):
    pupil = Pupil.objects.create(first_name="Iemand", last_name="Anders")
    traject = Traject.objects.create(
        pupil=pupil, state=state, look_again_on=today(), **fields
    )
    Assignment.objects.create(user=user, traject=traject)
    return traject


def away(user, replaced_by=None, days=(0, 0)):
    first, last = (today() + number * DAY for number in days)
    return Absence.objects.create(
        user=user, starts_on=first, ends_on=last, replaced_by=replaced_by
    )


def holders(traject):
    held = traject.assignments.filter(ended_at=None).order_by("pk")
    return [assignment.user for assignment in held]


# By region ---------------------------------------------------------------------------


def test_the_one_with_the_fewest_open_files_gets_it(traject, leuven):
    of_region(leuven, "Bert", files=2)
    anna = of_region(leuven, "Anna", files=1)
    for _closed in range(3):
        give(anna, state=State.WITHDRAWN)
    assert assign_by_region(traject=traject).user == anna
    assert holders(traject) == [anna]
    record = AccessRecord.objects.get()
    assert (record.traject, record.page, record.actor) == (
        traject.pk,
        "assignment",
        "applicant",
    )


def test_a_file_that_has_somebody_keeps_that_one(traject, carla, leuven):
    of_region(leuven, "Anna")
    assert assign_by_region(traject=traject).user == carla
    assert holders(traject) == [carla]


def test_a_postcode_goes_before_the_province(traject, leuven):
    of_region(leuven, "Anna")
    corner = Region.objects.create(name="Hoek")
    RegionArea.objects.create(
        region=corner, first_postcode="3000", last_postcode="3010"
    )
    hilde = of_region(corner, "Hilde", files=5)
    assert assign_by_region(traject=traject).user == hilde


def test_who_is_absent_is_passed_over(traject, leuven):
    anna = of_region(leuven, "Anna")
    bert = of_region(leuven, "Bert", files=4)
    away(anna, replaced_by=person("Cas", Role.Kind.CONSULTANT))
    assert consultant_for(traject.school, today()) == bert
    assert consultant_for(traject.school, today() + DAY) == anna


def test_if_all_are_absent_a_stand_in_gets_it(traject, leuven):
    cas = person("Cas", Role.Kind.CONSULTANT)
    away(of_region(leuven, "Anna"), replaced_by=cas)
    away(of_region(leuven, "Bert"))
    assert assign_by_region(traject=traject).user == cas


def test_nobody_there_leaves_it_without_an_owner(traject, leuven, cora):
    assert assign_by_region(traject=traject) is None
    away(of_region(leuven, "Anna"), replaced_by=cora)  # who is no consultant
    assert assign_by_region(traject=traject) is None
    assert list(ownerless(today())) == [traject]


def test_a_school_in_no_region_or_none_at_all(traject, school):
    assert consultant_for(school, today()) is None
    assert consultant_for(None, today()) is None
    Traject.objects.filter(pk=traject.pk).update(
        school=None, school_class=None, state=State.APPLIED
    )
    assert assign_by_region(traject=traject) is None


def test_who_is_no_consultant_any_more_gets_nothing(traject, leuven):
    anna = of_region(leuven, "Anna")
    Role.objects.filter(user=anna).update(ended_at=timezone.now())
    assert assign_by_region(traject=traject) is None


# Nobody ------------------------------------------------------------------------------


def why():
    keys = ownerless(today()).values_list("pk", flat=True)
    return {pk: trouble for pk, _since, trouble in troubles(list(keys), today())}


def test_a_file_with_a_working_consultant_is_not_in_the_list(traject, carla):
    assert why() == {}


def test_no_assignment(traject, carla):
    Assignment.objects.update(ended_at=timezone.now())
    assert why() == {traject.pk: Trouble.NOBODY}


def test_role_ended_or_switched_off(traject, other_traject, carla, chris):
    Role.objects.filter(user=carla).update(ended_at=timezone.now())
    chris.is_active = False
    chris.save(update_fields=["is_active"])
    assert why() == {
        traject.pk: Trouble.ROLE_ENDED,
        other_traject.pk: Trouble.ROLE_ENDED,
    }


def test_absent_without_stand_in(traject, carla):
    chris = person("Chris", Role.Kind.CONSULTANT)
    absence = away(carla)
    assert why() == {traject.pk: Trouble.AWAY}
    Absence.objects.filter(pk=absence.pk).update(replaced_by=chris)
    assert why() == {}
    Role.objects.filter(user=chris).update(ended_at=timezone.now())
    assert why() == {traject.pk: Trouble.AWAY}


def test_closed_school(traject, carla, school):
    School.objects.filter(pk=school.pk).update(closed_on=today() + DAY)
    assert why() == {}
    School.objects.filter(pk=school.pk).update(closed_on=today())
    assert why() == {traject.pk: Trouble.SCHOOL_CLOSED}


@pytest.mark.parametrize("state", [State.ENDED, State.CLOSED, State.REFUSED])
def test_what_is_over_needs_nobody(traject, state):
    assert list(ownerless(today())) == [traject]
    Traject.objects.update(state=state)
    assert list(ownerless(today())) == []


def test_report_goes_to_coordinators_once_a_day_without_names(traject, cora):
    karim = person("Karim", Role.Kind.COORDINATOR)
    assert report_ownerless() == 2
    assert report_ownerless() == 0
    mails = list(OutgoingMail.objects.order_by("pk"))
    assert sorted(mail.address for mail in mails) == [cora.email, karim.email]
    for mail in mails:
        text = mail.subject + mail.body
        assert "1 dossier zonder eigenaar" in text
        assert "/vandaag/?groep=owner" in text
        assert not {"Tuur", "Peeters", "Wegwijzer"} & set(text.split())
    with time_machine.travel(timezone.now() + DAY, tick=False):
        assert report_ownerless() == 2


def test_nothing_to_report_sends_nothing_and_leaves_the_day_open(traject, carla, cora):
    assert report_ownerless() == 0
    assert DailyReport.objects.count() == 0
    Assignment.objects.update(ended_at=timezone.now())
    assert report_ownerless() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_report_once(traject, cora):
    assert sorted(at_once(report_ownerless, report_ownerless)) == [0, 1]
    assert OutgoingMail.objects.count() == 1


# Handing over ------------------------------------------------------------------------


def test_for_good(traject, carla, chris, cora):
    given = hand_over(
        old=carla, new=chris, trajects=[traject], reason="andere regio", by=cora
    )
    assert given == 1
    assert holders(traject) == [chris]
    row = HandOver.objects.get()
    assert (row.traject, row.old, row.new, row.by) == (traject, carla, chris, cora)
    assert (row.reason, row.until) == ("andere regio", None)
    assert AccessRecord.objects.filter(page="assignment", by=cora).count() == 1
    assert return_hand_overs(timezone.now() + 400 * DAY) == 0


def test_until_a_day_they_go_back_by_themselves(traject, carla, chris, cora):
    until = today() + 7 * DAY
    hand_over(
        old=carla, new=chris, trajects=[traject], reason="x", by=cora, until=until
    )
    assert return_hand_overs(timezone.now() + 6 * DAY) == 0
    assert holders(traject) == [chris]
    assert return_hand_overs(timezone.now() + 7 * DAY) == 1
    assert holders(traject) == [carla]
    assert AccessRecord.objects.filter(actor="clock").count() == 1
    assert return_hand_overs(timezone.now() + 7 * DAY) == 0


def test_of_two_clocks_at_the_same_row_one_gives_it_back(traject, carla, chris, cora):
    until = today() + DAY
    hand_over(
        old=carla, new=chris, trajects=[traject], reason="x", by=cora, until=until
    )
    row = HandOver.objects.select_related("old", "new").get()
    now = timezone.now() + DAY
    # Both have read the row; what two threads would do by chance, in this order.
    assert [_return(row, now), _return(row, now)] == [True, False]
    assert holders(traject) == [carla]


def test_what_went_on_to_a_third_stays_there(traject, carla, chris, cora):
    dirk = person("Dirk", Role.Kind.CONSULTANT)
    until = today() + DAY
    hand_over(
        old=carla, new=chris, trajects=[traject], reason="x", by=cora, until=until
    )
    hand_over(old=chris, new=dirk, trajects=[traject], reason="x", by=cora)
    assert return_hand_overs(timezone.now() + DAY) == 0
    assert holders(traject) == [dirk]


def test_nothing_goes_back_to_who_is_no_consultant(traject, carla, chris, cora):
    until = today() + DAY
    hand_over(
        old=carla, new=chris, trajects=[traject], reason="x", by=cora, until=until
    )
    Role.objects.filter(user=carla).update(ended_at=timezone.now())
    assert return_hand_overs(timezone.now() + DAY) == 0
    assert holders(traject) == [chris]


def test_all_or_nothing(traject, other_traject, carla, chris, cora):
    dirk = person("Dirk", Role.Kind.CONSULTANT)
    both = [traject, other_traject]  # the second is Chris's
    with pytest.raises(HandOverMoved):
        hand_over(old=carla, new=dirk, trajects=both, reason="x", by=cora)
    assert holders(traject) == [carla]
    assert HandOver.objects.count() == 0


def test_only_the_coordinator_and_only_to_another_consultant(
    traject, carla, chris, cora, hans
):
    for by in (carla, chris, hans):
        with pytest.raises(CaseworkNotAllowed):
            hand_over(old=carla, new=chris, trajects=[traject], reason="x", by=by)
    with pytest.raises(NotAConsultant):
        hand_over(old=carla, new=hans, trajects=[traject], reason="x", by=cora)
    with pytest.raises(HandOverWrong):
        hand_over(old=carla, new=carla, trajects=[traject], reason="x", by=cora)
    with pytest.raises(HandOverWrong):
        hand_over(
            old=carla,
            new=chris,
            trajects=[traject],
            reason="x",
            by=cora,
            until=today(),
        )
    assert holders(traject) == [carla]


@pytest.mark.django_db(transaction=True)
def test_two_hand_overs_at_once_give_one_winner(traject, carla, chris, cora):
    dirk = person("Dirk", Role.Kind.CONSULTANT)

    def give_to(new):
        return lambda: hand_over(
            old=carla, new=new, trajects=[traject], reason="x", by=cora
        )

    results = at_once(give_to(chris), give_to(dirk))
    lost = [type(result) for result in results if isinstance(result, Exception)]
    assert lost == [HandOverMoved]
    assert len(holders(traject)) == 1


PAGE = "/vandaag/overdracht/"


def test_screen_hands_over_what_is_ticked(as_user, traject, carla, chris, cora):
    other = give(carla, school=traject.school)
    client = as_user(cora)
    assert "Tuur" not in client.get(PAGE).content.decode()
    page = client.get(PAGE, {"van": carla.pk})
    assert "Tuur Peeters, De Wegwijzer" in page.content.decode()
    record = AccessRecord.objects.order_by("-sequence").first()
    assert (record.page, record.count, record.by) == ("hand-over", 2, cora)
    words = {"trajects": [traject.pk], "new": chris.pk, "reason": "ziek", "until": ""}
    address = f"{PAGE}?van={carla.pk}"
    response = client.post(address, words)
    assert (response.status_code, response["Location"]) == (302, "/vandaag/")
    assert (holders(traject), holders(other)) == ([chris], [carla])
    # A second press: the file is no longer Carla's.
    assert client.post(address, words).status_code == 422
    assert HandOver.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["carla", "chris", "hans", "sofie", "paula", "otto", "piet"]
)
def test_nobody_else_finds_the_screen(request, as_user, traject, carla, name):
    client = as_user(request.getfixturevalue(name))
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}?van={carla.pk}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_screen_do_not_grow(
    as_user, carla, chris, cora, django_assert_num_queries, count
):
    for _number in range(count):
        give(carla)
    client = as_user(cora)
    for number in range(count):
        earlier(carla, chris, cora, [give(chris)], days=number)
    with django_assert_num_queries(13):
        client.get(PAGE, {"van": carla.pk})


def earlier(old, new, by, trajects, days, **fields):
    at = timezone.now() - days * DAY
    for traject in trajects:
        HandOver.objects.create(
            traject=traject, old=old, new=new, by=by, at=at, reason="verlof", **fields
        )


def shown(client, **asked):
    """Each line of the list: from whom, to whom, how many, and what became of it."""
    text = client.get(PAGE, asked).content.decode()
    rows = re.findall(r"<tr>\s*<td>.*?</tr>", text, re.S)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in rows]
    return [
        " ".join(re.sub(r"<[^>]+>", " ", " ".join(row[1:])).split()) for row in cells
    ]


def test_earlier_and_running_hand_overs_are_listed_newest_first(
    as_user, traject, carla, chris, cora
):
    client = as_user(cora)
    assert "Er is nog niets overgedragen" in client.get(PAGE).content.decode()
    back = timezone.now() - 20 * DAY
    last_month = {"until": today() - 20 * DAY, "returned_at": back}
    earlier(chris, carla, cora, [give(carla)], days=90)
    earlier(carla, chris, cora, [give(carla), give(carla)], days=40, **last_month)
    until = today() + 7 * DAY
    both = [traject, give(carla)]
    hand_over(old=carla, new=chris, trajects=both, reason="ziek", by=cora, until=until)
    day = "{:%d/%m/%Y}".format
    ended = f"{day(today() - 20 * DAY)} teruggenomen op {day(timezone.localdate(back))}"
    assert shown(client) == [
        f"Carla Chris 2 {day(until)} loopt nog ziek Cora",
        f"Carla Chris 2 {ended} verlof Cora",
        "Chris Carla 1 voorgoed verlof Cora",
    ]
    # The clock takes one of the two back, as the other is with a third one now.
    return_hand_overs(timezone.now() + 7 * DAY)
    assert "teruggenomen op" in shown(client)[0]
    assert "Tuur" not in client.get(PAGE).content.decode()


def test_a_long_list_has_pages_also_with_somebody_chosen(as_user, carla, chris, cora):
    traject = give(carla)
    for number in range(26):
        earlier(carla, chris, cora, [traject], days=number)
    client = as_user(cora)
    assert (len(shown(client)), len(shown(client, blad="2"))) == (25, 1)
    text = client.get(PAGE, {"van": carla.pk}).content.decode()
    assert f'href="?van={carla.pk}&amp;blad=2"' in text


def test_two_people_of_one_name_stay_two_lines(as_user, carla, cora):
    first = person("Anna", Role.Kind.CONSULTANT)
    second = person("Bert", Role.Kind.CONSULTANT)
    User.objects.filter(pk__in=[first.pk, second.pk]).update(name="An")
    now = timezone.now()
    for new in (first, second):
        HandOver.objects.create(
            traject=give(carla), old=carla, new=new, by=cora, at=now, reason="x"
        )
    assert len(shown(as_user(cora))) == 2


@pytest.mark.parametrize("name", ["carla", "hans", "paula", "otto"])
def test_the_list_is_empty_for_who_may_not_hand_over(
    request, traject, carla, chris, cora, name
):
    hand_over(old=carla, new=chris, trajects=[traject], reason="x", by=cora)
    user = request.getfixturevalue(name)
    assert not hand_overs_visible_to(user).exists()
    assert hand_overs_visible_to(cora).count() == 1
