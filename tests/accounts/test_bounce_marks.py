"""The coordinator notes that mail to an address comes back, and takes it back."""

from __future__ import annotations

import pytest

from sio.accounts.actions import PostNotAllowed, mark_address, take_back_mark
from sio.accounts.views import BOUNCES_SHOWN
from sio.core.bounces import bounced_since, mark_bounce
from sio.core.models import Bounce
from tests.accounts.test_post import page, refused

pytestmark = pytest.mark.django_db
ADDRESS = "weg@example.org"
ADD = "/post/adressen/"
OTHERS = ["carla", "hans", "sofie", "paula"]


def told(address=ADDRESS, why="no_such"):
    return {"address": address, "why": why}


def ends(bounce):
    return f"/post/adressen/{bounce.pk}/werkt/"


@pytest.mark.parametrize(
    "typed",
    [
        ADDRESS,
        f"  {ADDRESS.upper()} ",
        f"<{ADDRESS}>",
        f"Wim Eggers <{ADDRESS}>",
        f"mailto:{ADDRESS}",
    ],
)
def test_an_address_is_marked_as_it_was_pasted(as_user, cora, typed):
    response = as_user(cora).post(ADD, told(typed), follow=True)
    assert response.redirect_chain == [("/post/", 302)]
    text = response.content.decode()
    assert "Genoteerd." in text
    assert "het adres bestaat niet" in text
    bounce = Bounce.objects.get()
    assert (bounce.address.lower(), bounce.by) == (ADDRESS, cora)
    assert bounced_since(ADDRESS) == bounce.since


@pytest.mark.parametrize(
    "wrong", [told("geen adres"), told(""), told(why=""), told(why="x"), {}]
)
def test_what_is_no_address_or_reason_is_shown_again(as_user, cora, wrong):
    response = as_user(cora).post(ADD, wrong)
    assert response.status_code == 422
    text = response.content.decode()
    assert wrong.get("address", "") in text
    assert "errorlist" in text
    assert not Bounce.objects.exists()


def test_a_second_press_makes_no_second_row(as_user, cora):
    client = as_user(cora)
    for _n in range(2):
        assert client.post(ADD, told()).status_code == 302
    assert Bounce.objects.count() == 1


@pytest.mark.parametrize(
    ("reason", "why"),
    [("address_refused", "no_such"), ("busy", "full"), ("mail_refused", "refused")],
)
def test_a_button_beside_a_failed_mail_marks_its_address(as_user, cora, reason, why):
    mail, client = refused(reason=reason), as_user(cora)
    path = f"/post/{mail.pk}/komt-terug/"
    assert path in page(client)
    assert client.post(path).headers["Location"] == "/post/"
    assert Bounce.objects.get().why == why
    text = page(client)
    assert path not in text
    assert "E-mail komt terug sinds" in text
    assert client.post(path).status_code == 302  # a second press, from another window
    assert Bounce.objects.count() == 1
    mail.refresh_from_db()
    assert mail.state == "failed"  # nothing is lost


@pytest.mark.parametrize("reason", ["server_away", "fault"])
def test_what_was_our_own_fault_has_no_such_button(as_user, cora, reason):
    mail, client = refused(reason=reason), as_user(cora)
    assert "komt-terug" not in page(client)
    client.post(f"/post/{mail.pk}/komt-terug/")
    assert Bounce.objects.get().why == "other"


def test_a_mail_that_left_cannot_be_marked_by_its_number(as_user, cora):
    mail = refused(state="queued")
    assert as_user(cora).post(f"/post/{mail.pk}/komt-terug/").status_code == 404


def test_trying_again_tells_that_the_address_comes_back(as_user, cora):
    mail = refused()
    mark_bounce(address=mail.address, why="full", by=cora)
    response = as_user(cora).post(f"/post/{mail.pk}/poging/", follow=True)
    assert f"Mail naar {ADDRESS} komt terug sinds" in response.content.decode()


def test_inviting_somebody_tells_it_too(as_user, cora):
    mark_bounce(address=ADDRESS, why="full", by=cora)
    who = {"name": "Wim", "email": ADDRESS, "language": "nl-be", "kind": "helpdesk"}
    response = as_user(cora).post("/mensen/nieuw/", who, follow=True)
    assert f"Mail naar {ADDRESS} komt terug sinds" in response.content.decode()


def test_taking_back_and_the_second_who_does(as_user, cora):
    bounce = mark_bounce(address=ADDRESS, why="full", by=None)
    client = as_user(cora)
    assert "de mailserver" in page(client)
    assert client.post(ends(bounce)).headers["Location"] == "/post/"
    assert ADDRESS not in page(client)
    bounce.refresh_from_db()
    assert (bounce.ended_by, bounced_since(ADDRESS)) == (cora, None)
    response = client.post(ends(bounce))
    assert response.status_code == 422
    assert 'data-code="accounts.bounce_ended"' in response.content.decode()


@pytest.mark.parametrize("name", OTHERS)
def test_others_mark_and_take_back_nothing(name, request, as_user):
    user, mail = request.getfixturevalue(name), refused()
    bounce = mark_bounce(address="a@example.org", why="full", by=None)
    client = as_user(user)
    for path in (ADD, f"/post/{mail.pk}/komt-terug/", ends(bounce)):
        assert client.post(path, told()).status_code == 404
    assert client.get(ADD).status_code == 404
    with pytest.raises(PostNotAllowed):
        mark_address(address=ADDRESS, why="full", by=user)
    with pytest.raises(PostNotAllowed):
        take_back_mark(bounce=bounce, by=user)
    assert Bounce.objects.get(ended_at=None) == bounce


def test_looking_changes_nothing(as_user, cora):
    bounce = mark_bounce(address=ADDRESS, why="full", by=None)
    client = as_user(cora)
    assert client.get(ends(bounce)).status_code == 405
    assert client.get(f"/post/{refused().pk}/komt-terug/").status_code == 405
    assert client.get(ADD).status_code == 200  # a reload after a wrong address


def test_a_long_list_says_of_how_many_and_brings_one_on_top(as_user, cora):
    for n in range(BOUNCES_SHOWN + 1):
        mark_bounce(address=f"p{n}@example.org", why="full", by=cora)
    client = as_user(cora)
    text = page(client)
    assert f"De nieuwste {BOUNCES_SHOWN} van {BOUNCES_SHOWN + 1}." in text
    assert "p0@example.org" not in text
    client.post(ADD, told("p0@example.org"))
    assert "p0@example.org" in page(client)


def test_as_many_queries_with_three_as_with_one(
    as_user, cora, django_assert_num_queries
):
    client = as_user(cora)
    for count in (1, 3):
        while Bounce.objects.count() < count:
            address = f"p{Bounce.objects.count()}@example.org"
            mark_bounce(address=address, why="full", by=cora)
        with django_assert_num_queries(8):
            page(client)
