"""Open lines hear at once whether their pupil sees its classmates at home."""

from __future__ import annotations

import pytest

from sio.lessons import actions
from sio.trajects.models import Guardian
from tests.classmates import classmate, say_yes
from tests.conftest import person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lesson(page, agreed, home_device, class_device):
    """Both in the lesson: (the class's page, the pupil's page)."""
    with page(class_device) as klas, page(home_device) as home:
        klas.enter()
        home.enter()
        yield klas, home


def both_hear(lesson):
    """What the new plan says, to both sides alike."""
    said = [one.hear("plan")["see_classmates"] for one in lesson]
    assert said[0] is said[1]
    return said[0]


def test_a_yes_and_a_no_reach_a_lesson_that_is_on(lesson, agreed, paula, pam):
    mother = paula.guardianships.get()
    actions.agree_classmates(traject=agreed, guardian=mother, by=paula)
    assert both_hear(lesson) is True
    actions.withdraw_classmates(traject=agreed, by=pam)
    assert both_hear(lesson) is False
    # The line itself goes on: it never needed that yes.
    lesson[0].say("talk", body="still here")
    assert lesson[1].hear("talk")["body"] == "still here"


def without_say(guardian, by):
    actions.place_guardian(
        guardian=guardian, household=None, capacity="oma", may_decide=False, by=by
    )


def without_access(guardian, by):
    actions.end_guardianship_of(guardian=guardian, by=by)


@pytest.mark.parametrize("end", [without_say, without_access])
def test_a_yes_ends_with_the_say_of_who_gave_it(
    page, agreed, home_device, class_device, carla, end
):
    agreement = say_yes(agreed, person("Oma"))
    with page(class_device) as klas, page(home_device) as home:
        assert klas.welcome["plan"]["see_classmates"] is True
        end(agreement.agreed_by, carla)
        assert both_hear((klas, home)) is False


def test_a_parent_whom_the_grown_pupil_lets_go(page, agreed, class_device, paula):
    tuur = person("Tuur")
    Guardian.objects.create(
        user=tuur, traject=agreed, kind=Guardian.Kind.PUPIL, capacity="leerling"
    )
    agreed.pupil.birth_date = agreed.created_at.date().replace(year=2000, day=1)
    agreed.pupil.save(update_fields=["birth_date"])
    mother = paula.guardianships.get()
    Guardian.objects.filter(pk=mother.pk).update(kept_by_pupil_at=agreed.created_at)
    say_yes(agreed, paula)
    with page(class_device) as klas:
        assert klas.welcome["plan"]["see_classmates"] is True
        actions.let_parent_go(guardian=mother, by=tuur)
        assert klas.hear("plan")["see_classmates"] is False


def test_a_yes_of_one_family_is_none_of_another(
    page, agreed, home_device, class_device, paula
):
    mate = classmate(agreed, "Bo")
    with (
        page(class_device, room=agreed.pk) as tuurs,
        page(class_device, room=mate.pk) as bos,
        page(home_device) as home,
    ):
        say = {"traject": agreed, "guardian": paula.guardianships.get(), "by": paula}
        actions.agree_classmates(**say)
        assert both_hear((tuurs, home)) is True
        assert "plan" not in [message["type"] for message in bos.hears_next()]
