"""Who gets a letter, in which words, who reads it in the file, and what bounced."""

from __future__ import annotations

from datetime import date
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.utils import timezone

from sio.accounts.models import User
from sio.casework.actions.letters import keep_letter, write_letter
from sio.casework.models import Letter
from sio.casework.queries.decision import RuleChoice
from sio.casework.queries.letters import LetterText, addressees, letter_text
from sio.core.models import AccessRecord, OutgoingMail
from sio.core.time import today, years_before
from sio.trajects.models import Guardian
from sio.trajects.workflow import DECIDED
from tests.casework.desk import SECRET, applied, in_emergency, text_of
from tests.conftest import person

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
CONTEXT = {
    "consultant": {"name": "Carla"},
    "look_again_on": date(2030, 3, 4),
    "rule": RuleChoice(
        "x.duration", "Minstens 4 weken.", "Bednet", "https://b.example"
    ),
}


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})


def path_of(traject, tail=""):
    return f"/trajecten/{traject.pk}/brieven/{tail}"


def to_guardian(user, traject):
    return next(to for to in addressees(traject) if to.email == user.email)


def kept(traject, to, body=SECRET, by=None):
    text = LetterText("Over de les", body)
    return keep_letter(traject=traject, to=to, template="agreed", text=text, by=by)


@pytest.fixture
def vic(traject):
    """Tuur's father, who lives elsewhere and speaks French."""
    user = person("Vic")
    User.objects.filter(pk=user.pk).update(language="fr")
    Guardian.objects.create(user=user, traject=traject, capacity="vader")
    return user


# To whom ----------------------------------------------------------------------------


def test_each_guardian_who_decides_gets_an_own_letter(traject, paula, vic, eddy):
    aunt = person("Tante")
    Guardian.objects.create(
        user=aunt, traject=traject, capacity="tante", may_decide=False
    )
    people = [(to.name, to.email, to.language) for to in addressees(traject)]
    assert people == [
        ("Paula", "paula@example.org", "nl-be"),
        ("Vic", "vic@example.org", "fr"),
    ]


def test_of_a_grown_pupil_the_parents_get_none(traject, paula):
    traject.pupil.birth_date = years_before(today(), 18)
    traject.pupil.save(update_fields=["birth_date"])
    pupil = person("Tuur")
    Guardian.objects.create(user=pupil, traject=traject, capacity="zelf", kind="pupil")
    assert [to.name for to in addressees(traject)] == ["Tuur"]


@pytest.mark.parametrize(
    ("role", "answers", "people"),
    [
        ("parent", {}, [("applicant", "Els Peeters", "els@example.org", "de")]),
        (
            "pupil",
            {"family_name": "Ma", "family_email": "ma@example.org"},
            [
                ("applicant", "Els Peeters", "els@example.org", "de"),
                ("family", "Ma", "ma@example.org", "de"),
            ],
        ),
        ("pupil", {}, [("applicant", "Els Peeters", "els@example.org", "de")]),
        (
            "school",
            {
                "family_name": "Ma",
                "family_email": "ma@example.org",
                "family_language": "fr",
            },
            [("family", "Ma", "ma@example.org", "fr")],
        ),
        ("clb", {"family_name": "Ma"}, [("family", "Ma", "", "de")]),
    ],
)
def test_while_nobody_logs_in_the_application_says_whom(traject, role, answers, people):
    applied(traject, role=role, language="de", **answers)
    found = [(to.key, to.name, to.email, to.language) for to in addressees(traject)]
    assert found == people


def test_never_to_nobody_but_then_on_paper(traject):
    (to,) = addressees(traject)
    letter = kept(traject, to)
    assert (letter.to_email, letter.mail, letter.sent_at) == ("", None, None)


# Which words ------------------------------------------------------------------------


@pytest.mark.parametrize("template", sorted(DECIDED))
def test_each_letter_is_whole_in_each_language(traject, paula, template):
    (to,) = addressees(traject)
    texts = []
    for language in LANGUAGES:
        other = type(to)(to.key, to.name, to.email, language)
        text = letter_text(
            traject=traject, to=other, template=template, context=CONTEXT
        )
        texts.append(text)
        assert "Tuur" in text.subject
        assert "Peeters" not in text.subject + text.body
        assert "Carla" in text.body
        assert text.body.count("\n\n") >= 4
        assert "\n\n\n" not in text.body
        for leak in ("{", "}", "%(", "None", "&#", "&amp;", "&quot;"):
            assert leak not in text.body
    assert len({text.subject for text in texts}) == len(LANGUAGES)
    assert len({text.body for text in texts}) == len(LANGUAGES)


def test_a_letter_is_in_the_language_of_its_guardian(traject, carla, paula, vic):
    for to in addressees(traject):
        write_letter(
            traject=traject, to=to, template="agreed", context=CONTEXT, by=carla
        )
    dutch, french = Letter.objects.order_by("pk")
    assert (dutch.language, french.language) == ("nl-be", "fr")
    assert dutch.body.startswith("Dag Paula,")
    assert french.body.startswith("Bonjour Vic,")
    languages = [one.language for one in OutgoingMail.objects.order_by("pk")]
    assert languages == ["nl-be", "fr"]


def test_writing_a_letter_leaves_a_trace_also_of_the_clock(traject, carla, paula):
    (to,) = addressees(traject)
    for by in (carla, None):
        write_letter(traject=traject, to=to, template="later", context=CONTEXT, by=by)
    traces = AccessRecord.objects.order_by("sequence")
    assert [(one.page, one.by, one.actor) for one in traces] == [
        ("letter", carla, ""),
        ("letter", None, "clock"),
    ]


def test_a_letter_rests_encrypted_and_its_mail_names_nothing(
    traject, paula, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = kept(traject, to_guardian(paula, traject))
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_name, to_email, subject, body FROM casework_letter")
        stored = " ".join(map(str, cursor.fetchone()))
    for word in ("Paula", "paula@", "les", "chemo"):
        assert word not in stored
    (sent,) = mail.outbox
    for word in ("Tuur", "Paula", "chemo", letter.subject):
        assert word not in sent.subject + sent.body
    assert str(letter.uuid) in sent.body


# Who reads it -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["carla", "cora", "paula"])
def test_who_may_reads_it_and_leaves_a_trace(request, as_user, traject, paula, name):
    letter = kept(traject, to_guardian(paula, traject))
    user = request.getfixturevalue(name)
    client = as_user(user)
    assert letter.subject in text_of(client.get(path_of(traject)))
    assert SECRET in text_of(client.get(path_of(traject, f"{letter.pk}/")))
    traces = AccessRecord.objects.order_by("sequence")
    assert [(one.page, one.by, one.traject) for one in traces] == [
        ("letters", user, traject.pk),
        ("letter", user, traject.pk),
    ]


def test_another_household_reads_it_never(as_user, traject, paula, vic):
    hers = kept(traject, to_guardian(paula, traject), body="Alleen voor Paula")
    his = kept(traject, to_guardian(vic, traject), body="Alleen voor Vic")
    for user, own, other in ((paula, hers, his), (vic, his, hers)):
        client = as_user(user)
        listed = client.get(path_of(traject)).content.decode()
        assert path_of(traject, f"{own.pk}/") in listed
        assert path_of(traject, f"{other.pk}/") not in listed
        assert own.body in text_of(client.get(path_of(traject, f"{own.pk}/")))
        assert client.get(path_of(traject, f"{other.pk}/")).status_code == 404
        shown = client.get(f"/trajecten/{traject.pk}/")
        assert "Brieven (1)" in text_of(shown)


def test_who_logs_in_later_finds_what_went_to_the_same_mailbox(as_user, traject):
    applied(traject)
    letter = kept(traject, addressees(traject)[0])
    user = person("Els")
    Guardian.objects.create(user=user, traject=traject, capacity="moeder")
    assert SECRET in text_of(as_user(user).get(path_of(traject, f"{letter.pk}/")))


def test_in_an_emergency_letters_are_read(as_user, traject, paula, chris):
    letter = kept(traject, to_guardian(paula, traject))
    client = as_user(in_emergency(chris, traject))
    assert SECRET in text_of(client.get(path_of(traject, f"{letter.pk}/")))


@pytest.mark.parametrize(
    "name", ["hans", "sofie", "chris", "otto", "piet", "eddy", "pia"]
)
def test_for_others_there_is_no_such_page(request, as_user, traject, paula, name):
    letter = kept(traject, to_guardian(paula, traject))
    client = as_user(request.getfixturevalue(name))
    for tail in ("", f"{letter.pk}/"):
        assert client.get(path_of(traject, tail)).status_code == 404
    shown = client.get(f"/trajecten/{traject.pk}/").content.decode()
    assert "brieven" not in shown


def test_a_letter_of_another_file_is_not_found(
    as_user, cora, traject, other_traject, paula
):
    letter = kept(traject, to_guardian(paula, traject))
    client = as_user(cora)
    assert client.get(path_of(other_traject, f"{letter.pk}/")).status_code == 404
    assert client.post(path_of(traject)).status_code == 405
    assert client.post(path_of(traject, f"{letter.pk}/")).status_code == 405


def test_a_stranger_is_sent_to_log_in(traject):
    assert Client().get(path_of(traject))["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    as_user, carla, traject, paula, django_assert_num_queries, count
):
    for _each in range(count):
        kept(traject, to_guardian(paula, traject))
    client = as_user(carla)
    with django_assert_num_queries(11):
        client.get(path_of(traject))


# What did not arrive ----------------------------------------------------------------


def test_a_letter_whose_mail_bounced_is_shown_on_the_file(
    as_user, carla, traject, paula, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with django_capture_on_commit_callbacks(execute=True):
        letter = kept(traject, to_guardian(paula, traject))
    letter.mail.refresh_from_db()
    assert letter.mail.state == "failed"
    text = text_of(as_user(carla).get(f"/trajecten/{traject.pk}/"))
    assert (
        f"De brief van {timezone.localdate():%d/%m/%Y} is niet toegekomen bij Paula."
        in text
    )
    assert "De mailserver van de ontvanger weigert dit adres." in text
    assert "niet toegekomen" in text_of(as_user(carla).get(path_of(traject)))
    assert "niet toegekomen" not in text_of(
        as_user(paula).get(f"/trajecten/{traject.pk}/")
    )


def test_a_letter_that_left_is_not_said_to_be_lost(
    as_user, carla, traject, paula, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = kept(traject, to_guardian(paula, traject))
    text = text_of(as_user(carla).get(f"/trajecten/{traject.pk}/"))
    assert "Brieven (1)" in text
    assert "niet toegekomen" not in text
    # Mails are kept for thirty days, letters longer.
    OutgoingMail.objects.all().delete()
    letter.refresh_from_db()
    assert not letter.did_not_arrive
    assert letter.sent_at is not None
