from __future__ import annotations

import pytest
from django.core import mail

from sio.accounts.models import User
from sio.core.models import AccessRecord
from sio.trajects.actions import (
    assign_consultant,
    end_assignment,
    end_guardianship,
    invite_guardian,
)
from sio.trajects.errors import AlreadyEnded, NotAConsultant, TrajectNotAllowed
from sio.trajects.models import Assignment, Guardian
from sio.trajects.queries import trajects_visible_to

NEW = {
    "name": "Petra",
    "email": "petra@example.org",
    "language": "fr",
    "capacity": "moeder",
}


def test_the_consultant_invites_a_parent(
    as_user, carla, traject, django_capture_on_commit_callbacks
):
    client = as_user(carla)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/trajecten/{traject.pk}/ouders/nieuw/", NEW)

    guardian = Guardian.objects.get(traject=traject)
    assert (guardian.user.name, guardian.capacity) == ("Petra", "moeder")
    assert list(trajects_visible_to(guardian.user)) == [traject]
    [message] = mail.outbox
    assert message.to == ["petra@example.org"]
    assert "Tuur" not in message.subject + message.body
    assert AccessRecord.objects.filter(what="changed", page="guardian").count() == 1


def test_inviting_twice_gives_one_guardian(carla, traject):
    first = invite_guardian(traject=traject, by=carla, **NEW)
    assert invite_guardian(traject=traject, by=carla, **NEW) == first


def test_who_ended_may_be_invited_again(carla, traject, eddy):
    again = NEW | {"email": eddy.email}
    guardian = invite_guardian(traject=traject, by=carla, **again)
    assert guardian.user == eddy
    assert list(trajects_visible_to(eddy)) == [traject]


@pytest.mark.parametrize("who", ["sofie", "paula", "hans"])
def test_who_sees_the_traject_does_not_invite(as_user, request, traject, who):
    user = request.getfixturevalue(who)
    path = f"/trajecten/{traject.pk}/ouders/nieuw/"
    assert as_user(user).get(path).status_code == 404
    assert as_user(user).post(path, NEW).status_code == 404
    with pytest.raises(TrajectNotAllowed):
        invite_guardian(traject=traject, by=user, **NEW)
    assert not User.objects.filter(name="Petra").exists()


@pytest.mark.parametrize("who", ["chris", "otto", "piet", "eddy"])
def test_an_outsider_does_not_find_it(as_user, request, traject, who):
    client = as_user(request.getfixturevalue(who))
    for path in ("ouders/nieuw/", "consulenten/nieuw/"):
        response = client.post(f"/trajecten/{traject.pk}/{path}", NEW)
        assert response.status_code == 404
    assert not User.objects.filter(name="Petra").exists()


def test_access_ends_at_once_with_the_guardianship(as_user, carla, paula, traject):
    client = as_user(paula)
    assert client.get(f"/trajecten/{traject.pk}/overeenkomst/home/").status_code == 200

    end_guardianship(guardian=Guardian.objects.get(user=paula), by=carla)

    assert client.get(f"/trajecten/{traject.pk}/overeenkomst/home/").status_code == 404
    assert list(trajects_visible_to(paula)) == []


def test_the_second_end_loses(carla, paula):
    guardian = Guardian.objects.get(user=paula)
    end_guardianship(guardian=guardian, by=carla)
    ended_at = Guardian.objects.get(pk=guardian.pk).ended_at
    with pytest.raises(AlreadyEnded):
        end_guardianship(guardian=guardian, by=carla)
    assert Guardian.objects.get(pk=guardian.pk).ended_at == ended_at


@pytest.mark.parametrize("who", ["chris", "sofie", "hans", "paula", "piet"])
def test_others_end_no_guardianship(request, traject, paula, who):
    guardian = Guardian.objects.get(user=paula)
    with pytest.raises(TrajectNotAllowed):
        end_guardianship(guardian=guardian, by=request.getfixturevalue(who))
    assert list(trajects_visible_to(paula)) == [traject]


def test_the_coordinator_adds_and_ends_a_consultant(as_user, cora, chris, traject):
    client = as_user(cora)
    client.post(f"/trajecten/{traject.pk}/consulenten/nieuw/", {"user": chris.pk})
    assert traject in trajects_visible_to(chris)

    assignment = Assignment.objects.get(user=chris, traject=traject)
    path = f"/trajecten/{traject.pk}/consulenten/{assignment.pk}/einde/"
    assert client.get(path).status_code == 405
    assert client.post(path).status_code == 302
    assert traject not in trajects_visible_to(chris)
    assert client.post(path).status_code == 422
    assert "trajects.already_ended" in client.post(path).content.decode()


def test_adding_twice_gives_one_assignment(cora, chris, traject):
    first = assign_consultant(traject=traject, user=chris, by=cora)
    assert assign_consultant(traject=traject, user=chris, by=cora) == first


def test_an_assignment_of_another_traject_is_not_found(as_user, cora, chris, traject):
    elsewhere = Assignment.objects.get(user=chris)
    path = f"/trajecten/{traject.pk}/consulenten/{elsewhere.pk}/einde/"
    assert as_user(cora).post(path).status_code == 404


def test_only_the_coordinator_assigns(as_user, carla, chris, traject):
    path = f"/trajecten/{traject.pk}/consulenten/nieuw/"
    assert as_user(carla).post(path, {"user": chris.pk}).status_code == 404
    with pytest.raises(TrajectNotAllowed):
        assign_consultant(traject=traject, user=chris, by=carla)
    with pytest.raises(TrajectNotAllowed):
        end_assignment(assignment=Assignment.objects.get(user=carla), by=carla)
    assert traject not in trajects_visible_to(chris)


def test_only_a_consultant_is_assigned(cora, hans, traject):
    with pytest.raises(NotAConsultant):
        assign_consultant(traject=traject, user=hans, by=cora)


def test_an_incomplete_invitation_is_shown_again(as_user, carla, traject):
    response = as_user(carla).post(
        f"/trajecten/{traject.pk}/ouders/nieuw/", NEW | {"email": "geen adres"}
    )
    assert response.status_code == 422
    assert not User.objects.filter(name="Petra").exists()


@pytest.mark.parametrize("who", ["carla", "cora", "sofie", "paula", "hans"])
def test_the_block_of_people_shows_what_each_may_see(
    as_user, request, traject, carla, paula, sofie, who
):
    page = as_user(request.getfixturevalue(who)).get(f"/trajecten/{traject.pk}/")
    html = page.content.decode()
    assert "Tuur Peeters" in html
    assert ("Paula (moeder)" in html) is (who != "hans")
    assert (paula.email in html) is (who in ("carla", "cora"))
    assert ("ouders/nieuw/" in html) is (who in ("carla", "cora"))
    assert ("consulenten/nieuw/" in html) is (who == "cora")
