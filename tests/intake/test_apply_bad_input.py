"""Whatever is typed: a clear sentence at the field, and nothing lost."""

from __future__ import annotations

from contextlib import suppress

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sio.intake.forms.fields import DayField, NameField
from sio.intake.forms.summary import summary_of
from sio.intake.models import Application
from tests.intake.conftest import Applicant, text_of

NAMES = [
    "Łukasz Żółć",
    "Анна Иванова",
    "محمد عبد الله",
    "יעל כהן",
    "王小明",
    "நிலா",
    "O'Brien-d’Hondt",
    "علیرضا\u200cپور",
]


@pytest.fixture
def begun(els):
    els.save("wie", role="parent")
    return els


def refusal(applicant, screen, **typed):
    response = applicant.save(screen, **typed)
    assert response.status_code == 422
    name = next(iter(typed))
    assert f'href="#id_{name}' in response.content.decode()
    return text_of(response)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_script_are_kept_and_shown_apart(els, name):
    els.fill(pupil_first_name=name)
    page = els.client.get("/aanvraag/nazicht/").content.decode()
    els.send()
    assert Application.objects.get().answers["pupil_first_name"] == name
    shown = name.replace("'", "&#x27;")
    assert f'<bdi class="own-words">{shown}</bdi>' in page


def test_characters_that_turn_the_text_around_are_left_out():
    assert NameField(max_length=60).clean("\u202eruuT\u202c ") == "ruuT"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", ["31/2/2014", "0/0/0", "2014", "morgen", "9/3/14", "\0"]
)
def test_a_day_that_does_not_exist(begun, day):
    assert "Die dag bestaat niet" in refusal(begun, "leerling", birth_date=day)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day",
    ["9/3/2014", "09-03-2014", "9.3.2014", "9 3 2014", "2014-03-09", " 9/3/2014 "],
)
def test_a_day_is_read_however_it_is_typed(begun, day):
    assert begun.save("leerling", birth_date=day).status_code == 302


@pytest.mark.django_db
def test_a_birth_that_is_still_to_come(begun):
    with time_machine.travel("2027-03-09T12:00:00Z", tick=False):
        assert begun.save("leerling", birth_date="9/3/2027").status_code == 302
        said = refusal(begun, "leerling", birth_date="10/3/2027")
    assert "Die dag komt nog" in said


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["9/3/1901", "9/3/0001"])
def test_a_birth_of_long_ago(begun, day):
    refusal(begun, "leerling", birth_date=day)


@pytest.mark.django_db
def test_the_oldest_whom_the_rules_can_judge(begun):
    with time_machine.travel("2027-03-09T12:00:00Z", tick=False):
        assert begun.save("leerling", birth_date="1/1/1997").status_code == 302
        said = refusal(begun, "leerling", birth_date="31/12/1996")
    assert "het jaar klopt niet" in said


CLASHES = [
    ("9/3/2010", {"level": "nursery"}, "Met 17 jaar zit je niet in het kleuter"),
    ("9/3/2022", {"level": "secondary"}, "Met 5 jaar zit je niet in het secundair"),
    (
        *("9/3/2025", {"third_nursery_class": "yes", "level": "nursery"}),
        "Met 2 jaar zit je niet in de derde kleuterklas.",
    ),
    (
        *("9/3/2018", {"third_nursery_class": "yes", "level": "primary"}),
        "Wie daar zit, zit niet in het lager of secundair",
    ),
    (
        *("9/3/2018", {"study_form": "hbo5_nursing", "level": "primary"}),
        "Dit bestaat alleen in het secundair onderwijs.",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("born", "school", "sentence"), CLASHES)
def test_what_can_not_be_together_is_said_beside_it(begun, born, school, sentence):
    with time_machine.travel("2027-03-09T12:00:00Z", tick=False):
        begun.fill(birth_date="9/3/2018")
        begun.save("leerling", birth_date=born)
        assert sentence in refusal(begun, "school", **school)
        assert begun.send().status_code == 422
    assert not Application.objects.exists()


@pytest.mark.django_db
def test_ten_kilobytes_in_a_name_are_shown_again_and_not_kept(begun):
    long = "Tuur" * 2_560
    begun.save("leerling", pupil_first_name="Tuur")
    said = refusal(begun, "leerling", pupil_first_name=long)
    assert "60" in said
    assert long in said
    assert begun.draft.answers["pupil_first_name"] == "Tuur"


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["Tu\0ur", "Tu\x07ur", "Tu\ufffdur", "\x1b[31m"])
def test_characters_that_nobody_can_read(begun, odd):
    said = refusal(begun, "leerling", pupil_first_name=odd)
    assert "een teken dat we niet kunnen lezen" in said


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["123", "-", "!!!"])
def test_a_name_that_is_none(begun, text):
    assert "Hier past een naam" in refusal(begun, "leerling", pupil_first_name=text)


@pytest.mark.django_db
def test_markup_is_only_text(begun):
    begun.save("leerling", pupil_first_name="<script>alert(1)</script>")
    page = begun.client.get("/aanvraag/nazicht/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "email", ["els", "els@", "els@@example.org", "els@example", "els\0@example.org"]
)
def test_an_address_that_is_none(els, email):
    assert "Dat is geen e-mailadres" in refusal(els, "wie", email=email)


@pytest.mark.django_db
@pytest.mark.parametrize("phone", ["12", "0470", "abc", "+32 1", "9" * 40])
def test_a_telephone_number_that_does_not_exist(els, phone):
    assert "Dat nummer bestaat niet" in refusal(els, "wie", phone=phone)


@pytest.mark.django_db
@pytest.mark.parametrize("phone", ["0470 12 34 56", "016/20.40.45", "+31 20 624 1111"])
def test_telephone_numbers_as_people_write_them(els, phone):
    assert els.save("wie", phone=phone).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("postcode", ["?", "30000000000", "<b>"])
def test_a_postcode_that_is_none(begun, postcode):
    refusal(begun, "leerling", postcode=postcode)


@pytest.mark.django_db
@pytest.mark.parametrize("weeks", ["-1", "105", "zes", "1e9", "9" * 50])
def test_a_number_of_weeks_that_cannot_be(begun, weeks):
    refusal(begun, "duur", expected_weeks=weeks)


@pytest.mark.django_db
def test_an_end_before_the_begin(begun):
    begun.save("duur", expected_from="9/3/2027")
    said = refusal(begun, "duur", expected_until="8/3/2027")
    assert "De laatste dag ligt voor de eerste" in said


@pytest.mark.django_db
def test_a_certificate_that_has_ended(begun):
    with time_machine.travel("2027-03-09T12:00:00Z", tick=False):
        assert begun.save("reden", certificate_until="9/3/2027").status_code == 302
        said = refusal(begun, "reden", certificate_until="8/3/2027")
    assert "Die dag is voorbij" in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("screen", "typed"),
    [
        ("wie", {"role": "king"}),
        ("school", {"level": "university"}),
        ("reden", {"reason": "boredom"}),
        ("duur", {"other_teaching": ["toah", "piano"]}),
        ("akkoord", {"school_informed": "perhaps"}),
    ],
)
def test_a_choice_that_is_not_offered(begun, screen, typed):
    refusal(begun, screen, **typed)


@pytest.mark.django_db
def test_what_is_missing_is_named_at_the_end_with_the_way_to_it(begun):
    response = begun.send()
    assert response.status_code == 422
    page = response.content.decode()
    for path in (
        "wie/#id_email",
        "leerling/#id_birth_date",
        "school/#id_school_search",
    ):
        assert f'href="/aanvraag/{path}"' in page
    assert not Application.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [{"school": "0"}, {"school_name": "De Wegwijzer"}])
def test_a_school_that_is_not_listed_is_named_in_full(begun, typed):
    begun.save("school", level="primary", **typed)
    errors = [name for name, _label, _text in part(begun, "school").errors]
    assert "school_municipality" in errors
    assert ("school_name" in errors) is ("school_name" not in typed)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["\0", "wegw\0", "%", "_", "'", "ا"])
def test_a_search_for_anything_breaks_nothing(begun, school, text):
    begun.save("school", school_search=text, search="1")
    page = begun.client.get("/aanvraag/school/")
    assert page.status_code == 200
    assert "De Wegwijzer" not in text_of(page)


@pytest.mark.django_db
def test_what_is_wrong_is_not_called_missing_too(begun):
    begun.save("leerling", birth_date="31/2/2014")
    said = [text for name, _, text in part(begun, "leerling").errors if "birth" in name]
    assert said == ["Die dag bestaat niet. Typ dag, maand en jaar, zoals 9/3/2014."]


def part(applicant, name):
    parts = summary_of(applicant.draft.answers).parts
    return next(part for part in parts if part.step.name == name)


@pytest.mark.django_db
def test_unknown_fields_of_a_form_go_nowhere(begun):
    begun.save("leerling", pupil_first_name="Tuur", reference="2026-AAAA-AAAA", pk="1")
    assert set(begun.draft.answers) <= {"role", "pupil_first_name"}


@given(st.text())
def test_no_text_breaks_a_name_or_a_day(text):
    for field in (NameField(max_length=60), DayField()):
        with suppress(ValidationError):
            field.clean(text)


@pytest.mark.django_db
@pytest.mark.parametrize("window", ["", "x" * 10_000, "\0"])
def test_a_window_without_a_proper_name_saves_too(begun, window):
    applicant = Applicant(begun.client)
    assert applicant.save("leerling", window=window, pupil_first_name="Tuur")
    assert begun.draft.answers["pupil_first_name"] == "Tuur"
