"""“Kom ik in aanmerking?”: a page for everybody, that keeps nothing."""

from __future__ import annotations

import logging
import re

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.core.serializers import serialize
from django.test import Client

from tests.intake.cases import FINE, NURSERY
from tests.intake.checker import ADDRESS, answer, answer_all, carried

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day():
    with time_machine.travel("2026-11-27 12:00+01:00"):
        yield


@pytest.fixture
def visitor():
    return Client()


def text(response):
    return " ".join(response.content.decode().split())


def given(**changes):
    return FINE | changes


def test_it_begins_without_a_question(visitor):
    response = visitor.get(ADDRESS)
    assert response.status_code == 200
    assert "We bewaren niets van wat je antwoordt." in text(response)
    assert response.headers["Cache-Control"] == "no-store, private"


def test_the_landing_page_leads_to_it(visitor):
    assert f'href="{ADDRESS}"' in text(visitor.get("/"))
    assert 'href="/aanvraag/"' in text(visitor.get("/"))


def test_a_fine_child_may_apply(visitor):
    response, asked = answer_all(visitor, given())
    assert asked == [
        *("level", "birth_date", "study_form", "school_funded", "reason"),
        *("expected_weeks", "half_days_per_year", "other_teaching", "certificate"),
    ]
    assert "Ja, je kan dit aanvragen" in text(response)
    assert '<a class="button button--primary" href="/aanvraag/">' in text(response)
    assert "Bednet is mogelijk vanaf 5 jaar (of vanaf de 3de kleuterklas)." in text(
        response
    )
    assert "Geldt sinds 9 januari 2023" in text(response)
    assert 'lang="nl"' in text(response)


def test_what_is_to_arrange_is_no_no(visitor):
    response, _asked = answer_all(visitor, given(certificate=False))
    assert "Ja, je kan dit aanvragen" in text(response)
    assert "Vraag een afwezigheidsattest aan de dokter" in text(response)


def test_a_no_says_why(visitor, settings):
    settings.HELPDESK_PHONE = "016 00 00 00"
    response, _asked = answer_all(visitor, given(other_teaching=["poah", "toah"]))
    said = text(response)
    assert "Nee, dit kan niet" in said
    assert "Samen met permanent onderwijs aan huis (POAH) kan het niet." in said
    assert 'href="tel:016 00 00 00"' in said
    assert "/aanvraag/" not in said


def test_a_talk_names_both_sources(visitor, settings):
    settings.HELPDESK_EMAIL = "helpdesk@example.org"
    child = given(expected_weeks=8, absence_weeks=1, half_days_per_year=2)
    with time_machine.travel("2021-01-18 12:00+01:00"):
        response, asked = answer_all(visitor, child)
    said = text(response)
    assert "absence_weeks" in asked
    assert "Laten we even praten" in said
    assert "De bronnen spreken elkaar hier tegen." in said
    assert "Bednet: Voor wie is Bednet? (schooljaar 2020-2021)" in said
    assert "Ministerie van Onderwijs: Synchroon internetonderwijs" in said
    assert "Geldt van 1 september 2020 tot en met 8 januari 2023" in said
    assert 'href="mailto:helpdesk@example.org"' in said


def test_who_knows_nothing_is_talked_to(visitor):
    response, asked = answer_all(visitor, {})
    assert len(asked) == 10
    assert "Laten we even praten" in text(response)
    assert "Dit weten we nog niet. We zoeken het samen uit." in text(response)


def test_the_covid_groups_are_only_asked_in_their_time(visitor):
    offered = []
    for day in ("2020-03-15", "2020-03-16", "2021-08-31", "2021-09-01", "2026-11-27"):
        with time_machine.travel(f"{day} 12:00+02:00"):
            posted = {"question": "school_funded", "school_funded": "yes"}
            posted |= {
                "school_year": "this",
                "level": "primary",
                "day": "1",
                "month": "3",
                "year": "2010",
            }
            form = visitor.post(ADDRESS, posted).context["step"].form
            offered.append("household_at_risk" in dict(form.fields["reason"].choices))
    assert offered == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("child", "asked"),
    [
        (NURSERY | {"birth_date": "2022-06-01"}, {"third_nursery_class"}),
        (NURSERY | {"birth_date": "2021-06-01"}, set()),
        (NURSERY | {"birth_date": None}, {"third_nursery_class"}),
        ({"level": "primary"}, set()),
        ({"level": None}, {"study_form"}),
    ],
)
def test_only_what_matters_for_this_child_is_asked(visitor, child, asked):
    _response, keys = answer_all(visitor, given(**child))
    assert set(keys) & {"third_nursery_class", "study_form"} == asked


# This school year or the next ---------------------------------------------------------

SPRING = "2027-05-10 12:00+02:00"
YOUNG = NURSERY | {"birth_date": "2022-07-01", "third_nursery_class": False}


def test_the_next_school_year_is_offered_where_one_may_apply_for_it(visitor):
    assert visitor.post(ADDRESS).context["step"].form.key == "level"
    with time_machine.travel(SPRING):
        step = visitor.post(ADDRESS).context["step"]
        assert (step.form.key, step.number) == ("school_year", 1)
        assert list(step.form.fields["school_year"].choices) == [
            ("this", "Dit schooljaar (2026–2027)"),
            ("next", "Volgend schooljaar (2027–2028)"),
        ]
        wrong = visitor.post(ADDRESS, {"question": "school_year"})
        assert "Kies een antwoord." in text(wrong)
        second = answer(visitor, step, {"school_year": "next"}).context["step"]
        assert (second.form.key, second.number, second.total) == ("level", 2, 11)
        back = answer(visitor, second, {}, back="1").context["step"]
        assert (back.form.key, back.form.fields["school_year"].initial) == (
            *("school_year", "next"),
        )


@pytest.mark.parametrize(
    ("year", "title", "day"),
    [
        ("this", "Nee, dit kan niet", "10 mei 2027"),
        ("next", "Ja, je kan dit aanvragen", "1 september 2027"),
    ],
)
def test_the_next_school_year_is_judged_on_its_first_day(visitor, year, title, day):
    with time_machine.travel(SPRING):
        response, _asked = answer_all(visitor, given(**YOUNG, school_year=year))
    assert title in text(response)
    assert f"Zoals ze gelden op {day}." in text(response)


def test_nobody_is_born_between_today_and_the_next_school_year(visitor):
    with time_machine.travel(SPRING):
        child = given(birth_date="2027-06-01", school_year="next")
        step = visitor.post(ADDRESS).context["step"]
        while step.form.key != "birth_date":
            step = answer(visitor, step, child).context["step"]
        assert "Die dag moet nog komen." in text(answer(visitor, step, child))


# Back and forth ---------------------------------------------------------------------


def test_one_may_go_back_and_finds_the_answer(visitor):
    first = visitor.post(ADDRESS).context["step"]
    second = answer(visitor, first, given(level="primary")).context["step"]
    assert (second.form.key, second.number) == ("birth_date", 2)
    back = answer(visitor, second, given(), back="1")
    step = back.context["step"]
    assert (step.form.key, step.number, step.form.errors) == ("level", 1, {})
    assert re.search(r'name="level" value="primary"[^>]* checked', text(back))
    assert carried(step) == {"day": ["01"], "month": ["03"], "year": ["2010"]}
    again = answer(visitor, step, given(level="nursery"))
    assert 'name="year" value="2010"' in text(again)


def test_one_may_go_back_from_the_result(visitor):
    response, _asked = answer_all(visitor, given(other_teaching=["toah", "poah"]))
    posted = carried(response.context["step"]) | {"question": "result", "back": "1"}
    step = visitor.post(ADDRESS, posted).context["step"]
    assert step.form.key == "certificate"
    step = answer(visitor, step, given(), back="1").context["step"]
    assert step.form.fields["other_teaching"].initial == ["toah", "poah"]


def test_back_from_the_first_question_stays_there(visitor):
    step = visitor.post(ADDRESS, {"question": "level", "back": "1"}).context["step"]
    assert (step.form.key, step.form.errors) == ("level", {})


# Input that can't be ----------------------------------------------------------------

BAD = [
    ("level", {"level": ""}, "Kies een antwoord."),
    ("level", {"level": "university"}, "Kies een antwoord."),
    ("level", {"level": "prim\0ary"}, "Kies een antwoord."),
    (
        "birth_date",
        {"day": "31", "month": "2", "year": "2015"},
        "Die dag bestaat niet.",
    ),
    ("birth_date", {"day": "1", "month": "", "year": "2015"}, "Vul dag, maand en jaar"),
    ("birth_date", {"day": "28", "month": "11", "year": "2026"}, "Die dag moet nog"),
    ("birth_date", {"day": "1", "month": "1", "year": "1920"}, "Kijk het jaar na."),
    ("birth_date", {"day": "x", "month": "1", "year": "2015"}, "Voer een"),
    ("expected_weeks", {"expected_weeks": "-1"}, "minstens 0 is"),
    ("expected_weeks", {"expected_weeks": "999"}, "hoogstens 104 is"),
    ("expected_weeks", {"expected_weeks": "nan"}, "getal"),
    ("half_days_per_year", {"half_days_per_year": "9" * 5000}, "geheel getal"),
    ("half_days_per_year", {"half_days_per_year": "3.5"}, "geheel getal"),
    ("other_teaching", {}, "Kies een antwoord."),
    ("other_teaching", {"other_teaching": ["none", "toah"]}, "zonder iets anders"),
    ("other_teaching", {"other_teaching": ["unknown", "none"]}, "zonder iets anders"),
]


@pytest.mark.parametrize(("key", "wrong", "sentence"), BAD)
def test_a_wrong_answer_comes_back_with_a_sentence(visitor, key, wrong, sentence):
    step = visitor.post(ADDRESS).context["step"]
    while step.form.key != key:
        step = answer(visitor, step, given()).context["step"]
    response = visitor.post(ADDRESS, carried(step) | {"question": key} | wrong)
    assert response.status_code == 422
    assert response.context["step"].form.key == key
    assert sentence in text(response)


@pytest.mark.parametrize(
    ("child", "key", "sentence"),
    [
        ({"level": "nursery"}, "birth_date", "Met 16 jaar zit je niet in het kleuter"),
        (
            {"level": "secondary", "birth_date": "2021-03-01"},
            *("birth_date", "Met 5 jaar zit je niet in het secundair"),
        ),
        (
            {"level": None, "birth_date": "2026-11-27", "third_nursery_class": True},
            *("third_nursery_class", "Met 0 jaar zit je niet in de derde kleuterklas."),
        ),
        (
            {"level": None, "birth_date": "2022-11-28", "third_nursery_class": True}
            | {"study_form": "dbso"},
            *("study_form", "Dit bestaat alleen in het secundair onderwijs."),
        ),
    ],
)
def test_answers_that_can_not_be_together_are_asked_again(
    visitor, child, key, sentence
):
    step = visitor.post(ADDRESS).context["step"]
    while step.form.key != key:
        step = answer(visitor, step, given(**child)).context["step"]
    response = answer(visitor, step, given(**child))
    assert response.status_code == 422
    assert response.context["step"].form.key == key
    assert sentence in text(response)
    back = answer(visitor, response.context["step"], given(**child), back="1")
    assert back.status_code == 200
    assert back.context["step"].form.key != key


def test_a_hidden_answer_that_was_tampered_with_is_asked_again(visitor):
    posted = {"question": "certificate", "certificate": "yes", "level": "x" * 10_000}
    response = visitor.post(ADDRESS, posted)
    assert response.status_code == 422
    assert response.context["step"].form.key == "level"
    assert carried(response.context["step"]) == {"certificate": ["yes"]}


def test_a_question_that_does_not_exist_begins_at_the_first(visitor):
    response = visitor.post(ADDRESS, {"question": "gender", "gender": "x"})
    assert response.context["step"].form.key == "level"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(visitor, method):
    assert getattr(visitor, method)(ADDRESS).status_code == 405


def test_a_form_from_elsewhere_is_refused():
    response = Client(enforce_csrf_checks=True).post(ADDRESS, {"question": "level"})
    assert response.status_code == 403


# Nothing stays ----------------------------------------------------------------------


def tables():
    return {
        model._meta.label: serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_models()
    }


def test_nothing_of_an_answer_is_kept_anywhere(visitor, caplog):
    caplog.set_level(logging.DEBUG)
    before = tables()
    response, _asked = answer_all(visitor, given(reason="psychological"))
    assert tables() == before
    assert cache._cache == {}  # locmem's dictionary: there is no public way to list it
    assert set(visitor.cookies) <= {"__Host-sio_csrf"}
    assert "psychological" not in str(visitor.cookies)
    assert response.request["QUERY_STRING"] == ""
    assert "psychological" not in caplog.text
    assert "2010" not in caplog.text
    logging.getLogger("sio").debug("the ear is open")
    assert "the ear is open" in caplog.text


def test_no_link_of_the_result_carries_an_answer(visitor):
    response, _asked = answer_all(visitor, given(reason="psychological"))
    links = text(response).split('href="')[1:]
    assert len(links) > 10
    assert [link for link in links if "?" in link.split('"')[0]] == []


def test_a_fault_of_ours_does_not_write_the_answers_down(caplog, monkeypatch):
    def broken(*_args, **_options):
        raise KeyError("a bug")

    monkeypatch.setattr("sio.intake.views.eligibility.next_step", broken)
    client = Client(raise_request_exception=False)
    response = client.post(ADDRESS, {"question": "reason", "reason": "psychological"})
    assert response.status_code == 500
    assert "a bug" in caplog.text
    assert "psychological" not in caplog.text
    assert "psychological" not in text(response)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Oui, vous pouvez faire la demande"),
        ("en", "Yes, you can apply"),
        ("de", "Ja, Sie können den Antrag stellen"),
    ],
)
def test_in_the_reader_s_language_with_dutch_rules(visitor, language, title):
    visitor.cookies["django_language"] = language
    response, _asked = answer_all(visitor, given())
    assert title in text(response)
    rule = '<blockquote class="rule__text" lang="nl">Bednet is mogelijk vanaf 5 jaar'
    assert rule in text(response)
