from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from sio.core.models import AccessRecord
from sio.core.sides import Side
from sio.trajects.actions import accept_agreement, publish_agreement
from sio.trajects.agreement_files import SHIPPED, BadFolder, read_version
from sio.trajects.errors import (
    AgreementChanged,
    AgreementNotAllowed,
    AgreementRewritten,
)
from sio.trajects.models import Acceptance, AgreementText
from sio.trajects.queries import (
    current_text,
    missing_agreements,
    missing_agreements_of,
)
from tests.flush import rewriting


@pytest.fixture(autouse=True)
def _texts(db):
    """The first version, also after a test that has emptied the tables."""
    version, bodies = read_version(SHIPPED / "1")
    publish_agreement(version=version, bodies=bodies)


def page_of(traject, side):
    return f"/trajecten/{traject.pk}/overeenkomst/{side}/"


def answer(side, **changed):
    text = current_text(side, "nl-be")
    return {"text": text.pk, "capacity": "moeder", "read": "on"} | changed


def newer(body="Nieuw."):
    return {(side, "nl-be"): body for side in ("home", "class")}


def test_the_first_version_is_there_in_four_languages():
    rows = AgreementText.objects.filter(version=1)
    assert set(rows.values_list("side", "language")) == {
        (side, language)
        for side in ("home", "class")
        for language in ("nl-be", "fr", "en", "de")
    }


@pytest.mark.parametrize("name", ["paula", "sofie", "carla"])
def test_the_file_first_asks_who_must_accept(request, as_user, traject, name):
    user = request.getfixturevalue(name)
    address, asked = f"/trajecten/{traject.pk}/", "Naar de afspraken"
    client = as_user(user)
    assert (asked in client.get(address).content.decode()) is (name != "carla")
    for side in Side:
        Acceptance.objects.create(
            traject=traject,
            text=current_text(side, "nl-be"),
            accepted_by=user,
            capacity="moeder",
        )
    assert asked not in client.get(address).content.decode()


@pytest.mark.parametrize("language", ["nl-be", "fr", "en", "de"])
def test_the_page_shows_the_text_in_ones_language(as_user, paula, traject, language):
    client = as_user(paula)
    client.cookies["django_language"] = language
    response = client.get(page_of(traject, "home"))
    text = AgreementText.objects.get(side="home", language=language)
    assert response.context["text"] == text
    first = text.body.split("\n")[0]
    assert first[:20] in response.content.decode()


def test_the_parent_accepts_for_home(as_user, paula, traject):
    response = as_user(paula).post(
        page_of(traject, "home"), answer(Side.HOME, capacity="moeder"), follow=True
    )

    acceptance = Acceptance.objects.get()
    assert "Bedankt" in response.content.decode()
    assert (
        acceptance.traject,
        acceptance.text,
        acceptance.accepted_by,
        acceptance.capacity,
    ) == (traject, current_text(Side.HOME, "nl-be"), paula, "moeder")
    assert missing_agreements(traject) == [Side.CLASS]
    assert AccessRecord.objects.filter(what="changed", page="agreement home").exists()


def test_the_school_accepts_for_class(as_user, sofie, traject):
    as_user(sofie).post(page_of(traject, "class"), answer(Side.CLASS))
    assert missing_agreements(traject) == [Side.HOME]


def test_with_both_nothing_is_missing(agreed):
    assert missing_agreements(agreed) == []


def test_the_second_click_says_who_accepted(as_user, paula, traject):
    client = as_user(paula)
    client.post(page_of(traject, "home"), answer(Side.HOME))
    response = client.post(page_of(traject, "home"), answer(Side.HOME), follow=True)
    assert "Dit was al aanvaard door Paula." in response.content.decode()
    assert Acceptance.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("carla", "home"),
        ("carla", "class"),
        ("cora", "home"),
        ("sofie", "home"),
        ("paula", "class"),
    ],
)
def test_nobody_accepts_in_anothers_name(as_user, request, traject, who, side):
    user = request.getfixturevalue(who)
    text = current_text(Side(side), "nl-be")
    page = as_user(user).get(page_of(traject, side)).content.decode()
    assert text.body.split("\n")[0][:20] in page
    assert "Ik aanvaard deze afspraken" not in page

    response = as_user(user).post(page_of(traject, side), answer(Side(side)))
    assert response.status_code == 422
    assert "trajects.agreement_not_allowed" in response.content.decode()
    with pytest.raises(AgreementNotAllowed):
        accept_agreement(traject=traject, text=text, capacity="x", by=user)
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize("who", ["chris", "otto", "piet", "eddy", "hans"])
def test_an_outsider_does_not_find_it(as_user, request, traject, who):
    client = as_user(request.getfixturevalue(who))
    assert client.get(page_of(traject, "home")).status_code == 404
    response = client.post(page_of(traject, "home"), answer(Side.HOME))
    assert response.status_code == 404
    assert not Acceptance.objects.exists()


def test_there_is_no_third_side(as_user, paula, traject):
    assert as_user(paula).get(page_of(traject, "garden")).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"read": ""}, {"capacity": " "}, {"text": "0"}, {"text": "nonsense"}],
)
def test_without_tick_capacity_or_text_nothing_is_accepted(
    as_user, paula, traject, wrong
):
    response = as_user(paula).post(page_of(traject, "home"), answer(Side.HOME, **wrong))
    assert response.status_code == 422
    assert "Ik aanvaard deze afspraken" in response.content.decode()
    assert not Acceptance.objects.exists()


def test_the_text_of_the_other_side_is_refused(as_user, paula, traject):
    text = current_text(Side.CLASS, "nl-be")
    response = as_user(paula).post(
        page_of(traject, "home"), answer(Side.HOME, text=text.pk)
    )
    assert response.status_code == 422
    assert not Acceptance.objects.exists()


def test_a_text_that_was_renewed_meanwhile_must_be_read_first(as_user, paula, traject):
    old = answer(Side.HOME)
    publish_agreement(version=2, bodies=newer())
    response = as_user(paula).post(page_of(traject, "home"), old)
    assert response.status_code == 422
    assert AgreementChanged.code in response.content.decode()
    assert not Acceptance.objects.exists()


def test_a_newer_version_asks_again_and_keeps_the_old_acceptance(
    as_user, paula, agreed
):
    publish_agreement(version=2, bodies=newer())
    assert missing_agreements(agreed) == [Side.HOME, Side.CLASS]
    as_user(paula).post(page_of(agreed, "home"), answer(Side.HOME))
    assert missing_agreements(agreed) == [Side.CLASS]
    versions = agreed.acceptances.filter(text__side="home")
    assert list(versions.values_list("text__version", flat=True)) == [1, 2]


def test_who_accepted_sees_the_text_that_was_accepted(as_user, paula, traject):
    client = as_user(paula)
    client.post(page_of(traject, "home"), answer(Side.HOME))
    client.cookies["django_language"] = "fr"
    response = client.get(page_of(traject, "home"))
    assert response.context["text"].language == "nl-be"
    assert "Paula" in response.content.decode()


def test_looking_leaves_a_trace(as_user, paula, traject):
    as_user(paula).get(page_of(traject, "home"))
    assert list(AccessRecord.objects.values_list("what", "by", "traject", "page")) == [
        ("viewed", paula.pk, traject.pk, "agreement home")
    ]


def test_a_language_that_lacks_falls_back_to_dutch():
    publish_agreement(version=2, bodies=newer())
    assert current_text(Side.HOME, "fr").language == "nl-be"


def test_without_any_text_both_are_missing(agreed):
    with rewriting():
        Acceptance.objects.all().delete()
    AgreementText.objects.all().delete()
    assert missing_agreements(agreed) == [Side.HOME, Side.CLASS]
    assert current_text(Side.HOME, "nl-be") is None


def test_many_trajects_take_two_queries(
    agreed, other_traject, django_assert_num_queries
):
    with django_assert_num_queries(2):
        missing = missing_agreements_of([agreed, other_traject])
    assert missing == {agreed.pk: [], other_traject.pk: [Side.HOME, Side.CLASS]}


def write_version(folder, number, texts):
    version = folder / number
    version.mkdir()
    for name, body in texts.items():
        (version / f"{name}.txt").write_text(body, encoding="utf-8")
    return version


BOTH = {"home.nl-be": "Thuis.", "class.nl-be": "Klas."}


def test_publishing_a_folder_and_again(tmp_path, capsys):
    folder = write_version(tmp_path, "2", BOTH | {"home.fr": "Maison."})
    call_command("publish_agreement", folder)
    call_command("publish_agreement", folder)
    assert capsys.readouterr().out == (
        "version 2: 3 texts added\nversion 2: 0 texts added\n"
    )
    assert current_text(Side.HOME, "fr").body == "Maison."


def test_a_published_text_never_changes(tmp_path):
    call_command("publish_agreement", write_version(tmp_path, "2", BOTH))
    (tmp_path / "2" / "home.nl-be.txt").write_text("Anders.")
    with pytest.raises(CommandError):
        call_command("publish_agreement", tmp_path / "2")
    with pytest.raises(AgreementRewritten):
        publish_agreement(version=2, bodies=newer("Anders."))
    assert current_text(Side.HOME, "nl-be").body == "Thuis."


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("two", BOTH),
        ("2", {"home.nl-be": "Thuis."}),
        ("2", BOTH | {"garden.nl-be": "Tuin."}),
        ("2", BOTH | {"home.fr": " \n"}),
        ("2", {}),
    ],
)
def test_a_folder_that_is_no_version_is_refused(tmp_path, name, texts):
    folder = write_version(tmp_path, name, texts)
    with pytest.raises(BadFolder):
        read_version(folder)
    with pytest.raises(CommandError):
        call_command("publish_agreement", folder)
    assert not AgreementText.objects.filter(version=2).exists()
