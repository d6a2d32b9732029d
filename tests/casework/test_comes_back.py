"""Who phones or mails from a file sees that mail comes back; no family learns of it."""

from __future__ import annotations

import pytest
import time_machine
from django.core import mail as django_mail
from django.utils import timezone

from sio.accounts.actions import invite_person
from sio.casework.actions.letters import write_letter
from sio.casework.models import Round, RoundCall
from sio.core.bounces import mark_bounce
from sio.core.mail import send_mail
from sio.core.models import Bounce, OutgoingMail
from sio.core.workflow import DID_NOT_LEAVE
from sio.intake.models import Application
from sio.trajects.actions import erase_file, invite_guardian, write_consultant
from sio.trajects.models import Assignment, Guardian, Household, Message, Traject
from sio.trajects.workflow import State
from tests.casework.desk import applied, in_emergency, in_state, text_of
from tests.casework.test_letters import to_guardian
from tests.core.smtp import Mailbox, serving, use_smtp
from tests.intake.conftest import Applicant

pytestmark = pytest.mark.django_db
SIGN = "E-mail komt terug sinds 12 november"
OWN = "komt terug. Geef je consulent een ander adres door"
STAFF = ["carla", "cora"]
FAMILY = ["paula", "pam", "tuur"]


def back(*addresses):
    with time_machine.travel("2026-11-12T09:00:00+01:00", tick=False):
        for address in addresses:
            mark_bounce(address=address, why="no_such", by=None)


def page(traject, part=""):
    return f"/trajecten/{traject.pk}/{part}"


def signs(response):
    assert response.status_code == 200
    return text_of(response).count(SIGN)


@pytest.fixture
def port(settings):
    return use_smtp(settings)


@pytest.fixture
def refusing():
    mailbox = Mailbox()
    mailbox.to_recipient = "550 5.1.1 no such mailbox"
    return mailbox


@pytest.mark.parametrize("name", STAFF)
@pytest.mark.parametrize("part", ["", "contacten/", "aanvraag/", "gezinnen/"])
def test_staff_see_it_beside_the_address_of_a_parent(
    request, as_user, traject, paula, carla, name, part
):
    client = as_user(request.getfixturevalue(name))
    assert signs(client.get(page(traject, part))) == 0
    back("PAULA@example.org")
    assert signs(client.get(page(traject, part))) == 1


def test_who_opened_it_in_an_emergency_sees_it_too(as_user, hans, traject, paula):
    back(paula.email)
    assert signs(as_user(in_emergency(hans, traject)).get(page(traject))) == 1


def test_staff_see_it_beside_that_of_a_home_and_of_the_school(
    as_user, traject, carla, sofie, pam
):
    Household.objects.update(email="thuis.pam@example.org")
    traject.school.email = "bureau@example.org"
    traject.school.save()
    back("thuis.pam@example.org", "bureau@example.org", sofie.email)
    client = as_user(carla)
    assert signs(client.get(page(traject))) == 1  # of the contact
    assert signs(client.get(page(traject, "contacten/"))) == 2  # home and school
    assert signs(client.get(page(traject, "gezinnen/"))) == 1
    assert signs(client.get(f"/scholen/{traject.school_id}/")) == 2


def test_a_better_address_on_the_file_takes_it_away(as_user, traject, carla, pam):
    Household.objects.update(email="fout@example.org")
    back("fout@example.org")
    client = as_user(carla)
    assert signs(client.get(page(traject, "contacten/"))) == 1
    Household.objects.update(email="goed@example.org")
    assert signs(client.get(page(traject, "contacten/"))) == 0


@pytest.mark.parametrize("name", [*FAMILY, "sofie"])
@pytest.mark.parametrize("other", [*FAMILY, "sofie", "thuis"])
def test_nobody_else_learns_of_anothers_address(
    request, as_user, traject, name, other, paula, pam, tuur, sofie
):
    """Not on any page of the file, also not of an address typed as one's own home's."""
    home = Household.objects.get()
    home.email = "thuis@example.org"
    home.save()
    user = request.getfixturevalue(name)
    if name in FAMILY:
        user.guardianships.update(household=home)
    client = as_user(user)
    paths = [
        page(traject, part) for part in ("", "gezinnen/", "berichten/", "brieven/")
    ]
    before = [text_of(client.get(path)) for path in paths]
    if other != name:
        back(f"{other}@example.org")
    assert [text_of(client.get(path)) for path in paths] == before


def test_somebody_is_told_of_the_own_address(as_user, traject, paula, pam, sofie):
    back(paula.email, sofie.email)
    path = page(traject, "gezinnen/")
    assert OWN in text_of(as_user(paula).get(path))
    assert OWN not in text_of(as_user(pam).get(path))
    contact = sofie.contacts.get()
    own = as_user(sofie).get(f"/contacten/{contact.pk}/gegevens/")
    assert OWN in text_of(own)


def test_a_mail_about_the_file_that_was_refused_stands_on_it(
    as_user, traject, carla, paula, port, refusing, django_capture_on_commit_callbacks
):
    with serving(refusing, port), django_capture_on_commit_callbacks(execute=True):
        invite_guardian(
            traject=traject,
            email="mis@example.org",
            name="Mies",
            capacity="tante",
            by=carla,
        )
        write_consultant(traject=traject, text="Dag", by=paula)
        invite_person(email="ander@example.org", name="Ander", by=None)
    text = text_of(as_user(carla).get(page(traject)))
    day = f"{timezone.localdate():%d/%m/%Y}"
    said = f"Een mail (uitnodiging) van {day} is niet toegekomen bij mis@example.org."
    assert f"{said} De mailserver van de ontvanger weigert dit adres." in text
    assert "is niet toegekomen bij carla@example.org" in text
    assert "ander@" not in text
    for user in (paula, Guardian.objects.get(user__name="Mies").user):
        assert "niet toegekomen" not in text_of(as_user(user).get(page(traject)))


def test_a_refused_letter_is_told_once(
    as_user, traject, carla, paula, port, refusing, django_capture_on_commit_callbacks
):
    with serving(refusing, port), django_capture_on_commit_callbacks(execute=True):
        write_letter(
            traject=traject,
            to=to_guardian(paula, traject),
            template="agreed",
            context={},
            by=carla,
        )
    assert OutgoingMail.objects.get().traject == traject.pk
    text = text_of(as_user(carla).get(page(traject)))
    assert text.count("niet toegekomen") == 1
    assert text.count("E-mail komt terug sinds") == 1
    letters = text_of(as_user(carla).get(page(traject, "brieven/")))
    assert "E-mail komt terug sinds" in letters


@pytest.mark.parametrize("state", DID_NOT_LEAVE)
def test_what_the_coordinator_laid_aside_is_gone_from_the_file(
    as_user, traject, carla, state
):
    kept = {"template": "trajects/mail/answer", "traject": traject.pk}
    mail = OutgoingMail.objects.create(address="a@b.be", state=state, **kept)
    client = as_user(carla)
    assert "niet toegekomen bij a@b.be" in text_of(client.get(page(traject)))
    OutgoingMail.objects.filter(pk=mail.pk).update(state="dropped")
    assert "niet toegekomen" not in text_of(client.get(page(traject)))


def test_a_file_asks_no_more_for_three_than_for_one(
    as_user, traject, carla, paula, django_assert_max_num_queries
):
    client, counts = as_user(carla), []
    for many in (1, 3):
        for n in range(many):
            back(f"p{many}{n}@example.org")
            OutgoingMail.objects.create(
                address=f"p{many}{n}@example.org",
                template="trajects/mail/answer",
                traject=traject.pk,
                state="failed",
            )
        with django_assert_max_num_queries(200) as counted:
            client.get(page(traject))
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_a_confirmation_that_comes_back_is_seen_with_the_application(
    as_user, cora, port, refusing, django_capture_on_commit_callbacks
):
    with serving(refusing, port), django_capture_on_commit_callbacks(execute=True):
        assert Applicant.filled("parent").send().status_code == 302
    traject = Traject.objects.get(application=Application.objects.get())
    Assignment.objects.create(user=cora, traject=traject)
    text = text_of(as_user(cora).get(page(traject, "aanvraag/")))
    assert "is niet toegekomen bij els@example.org" in text
    assert "Mail naar de aanvrager (els@example.org) komt terug sinds" in text
    assert "Bel om te zeggen dat de aanvraag binnen is." in text


def test_an_applicant_whose_confirmation_comes_back_later(as_user, traject, carla):
    applied(traject, role="school")
    client = as_user(carla)
    assert "komt terug" not in text_of(client.get(page(traject, "aanvraag/")))
    back("els@example.org")
    text = text_of(client.get(page(traject, "aanvraag/")))
    assert "(els@example.org) komt terug sinds 12 november." in text


@pytest.mark.django_db(transaction=True)
def test_codes_still_go_to_such_an_address(client, traject, paula):
    applied(traject)
    back("els@example.org", paula.email)
    client.post("/aanvraag/stand/", {"email": "els@example.org"})
    client.post("/aanmelden/", {"email": paula.email})
    mailed = {address for mail in django_mail.outbox for address in mail.to}
    assert mailed == {"els@example.org", paula.email}


def test_who_mails_from_a_file_is_told_and_the_mail_is_queued(
    as_user, traject, carla, paula
):
    back(paula.email, "mis@example.org")
    client = as_user(carla)
    warned = "komt terug sinds 12 november. We proberen het toch, maar bel ook even."
    who = {"name": "Mies", "email": "mis@example.org", "language": "nl-be"}
    home = {"capacity": "tante", "kind": "parent"}
    # Mies is invited at home and at school, and mailed the round with Paula.
    for path, fields in (
        (page(traject, "ouders/nieuw/"), who | home),
        (f"/scholen/{traject.school_id}/contacten/nieuw/", who | {"function": "juf"}),
    ):
        response = client.post(path, fields, follow=True)
        assert f"Mail naar mis@example.org {warned}" in text_of(response)
    message = Message.objects.create(traject=traject, sender=paula, text="Dag")
    answer = {"answer": "Dag Paula"}
    path = page(traject, f"berichten/{message.pk}/antwoord/")
    assert warned in text_of(client.post(path, answer, follow=True))
    opened = Round.objects.create(
        name="R", why="x", made_by=carla, opened_at=timezone.now(), opened_by=carla
    )
    call = RoundCall.objects.create(round=opened, traject=traject, caller=carla)
    path = page(traject, f"bevragingen/{call.pk}/uitnodiging/")
    assert warned in text_of(client.post(path, follow=True))
    addresses = [mail.address for mail in OutgoingMail.objects.all()]
    assert addresses.count("mis@example.org") == 3
    assert addresses.count(paula.email) == 2


def test_who_invites_a_parent_of_a_known_home_is_told_before(as_user, traject, carla):
    Household.objects.create(traject=traject, name="Thuis", email="els@example.org")
    client, path = as_user(carla), page(traject, "ouders/nieuw/")
    assert signs(client.get(path)) == 0
    back("els@example.org")
    assert signs(client.get(path)) == 1


def test_erasing_a_file_forgets_the_addresses_that_it_alone_named(
    traject, carla, paula, pam
):
    applied(traject, family_email="gezin@example.org")
    Household.objects.update(email="Thuis@example.org")
    mine = ["els@example.org", "gezin@example.org", "thuis@example.org"]
    back(*mine, paula.email, "vreemd@example.org")
    erase_file(in_state(traject, State.ENDED))
    kept = sorted(one.address for one in Bounce.objects.all())
    assert kept == [paula.email, "vreemd@example.org"]


def test_a_file_of_an_account_keeps_what_is_said_of_its_mailbox(traject, paula):
    Household.objects.create(traject=traject, name="Thuis", email=paula.email)
    back(paula.email)
    erase_file(in_state(traject, State.ENDED))
    assert Bounce.objects.exists()


def test_a_mail_that_is_about_no_file_names_none(paula):
    send_mail(
        to=paula.email,
        template="accounts/mail/invitation",
        context={"user": paula},
        language="nl-be",
    )
    assert OutgoingMail.objects.get().traject is None
