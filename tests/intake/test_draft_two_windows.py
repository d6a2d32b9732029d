"""Two windows with one draft: nobody's words are lost, and the person chooses."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sio.intake.actions.draft import save_section
from sio.intake.answers import Page, join
from sio.intake.models import Draft
from tests.intake.conftest import text_of


@pytest.fixture
def begun(els):
    els.save("wie", role="parent", applicant_name="Els")
    return els


@pytest.mark.django_db
def test_different_answers_are_both_kept(begun):
    one, two = begun.screen("leerling"), begun.screen("leerling")
    assert one.press(pupil_first_name="Tuur").status_code == 302
    assert two.press(pupil_last_name="Peeters").status_code == 302
    page = begun.summary()
    assert "Tuur" in page
    assert "Peeters" in page


@pytest.mark.django_db
def test_the_same_answer_shows_both_and_keeps_the_first_until_one_chooses(begun):
    one, two = begun.screen("leerling"), begun.screen("leerling")
    one.press(pupil_first_name="Tuur")
    response = two.press(pupil_first_name="Arthur", pupil_last_name="Peeters")
    assert response.status_code == 422
    page = text_of(response)
    assert "is ook in een ander venster ingevuld" in page
    assert "Daar staat: Tuur" in page
    assert "Arthur" in page
    assert begun.draft.answers["pupil_first_name"] == "Tuur"
    assert begun.draft.answers["pupil_last_name"] == "Peeters"


@pytest.mark.django_db
def test_pressing_again_takes_what_is_typed_here(begun):
    one, two = begun.screen("leerling"), begun.screen("leerling")
    one.press(pupil_first_name="Tuur")
    two.press(pupil_first_name="Arthur")
    assert two.press(pupil_first_name="Arthur").status_code == 302
    assert begun.draft.answers["pupil_first_name"] == "Arthur"


@pytest.mark.django_db
def test_a_box_takes_what_stands_in_the_other_window(begun):
    one, two = begun.screen("leerling"), begun.screen("leerling")
    one.press(pupil_first_name="Tuur")
    two.press(pupil_first_name="Arthur")
    response = two.press(pupil_first_name="Arthur", theirs="pupil_first_name")
    assert response.status_code == 302
    assert begun.draft.answers["pupil_first_name"] == "Tuur"


@pytest.mark.django_db
def test_while_typing_the_other_window_is_announced(begun):
    one, two = begun.screen("leerling"), begun.screen("leerling")
    one.press(pupil_first_name="Tuur", autosave="1")
    response = two.press(pupil_first_name="Arthur", autosave="1")
    assert "In een ander venster staat hier iets anders" in text_of(response)
    assert begun.draft.answers["pupil_first_name"] == "Tuur"


@pytest.mark.django_db
def test_choices_of_several_are_joined_too(begun):
    one, two = begun.screen("duur"), begun.screen("duur")
    one.press(other_teaching=["toah", "poah"])
    assert two.press(expected_weeks="6").status_code == 302
    response = two.press(other_teaching=["toah"])
    assert response.status_code == 422
    assert "Daar staat: Tijdelijk onderwijs aan huis (TOAH), Permanent" in text_of(
        response
    )
    assert begun.draft.answers["other_teaching"] == ["toah", "poah"]


@pytest.mark.django_db
def test_the_first_screen_in_two_windows_makes_one_draft(els):
    one, two = els.screen("wie"), els.screen("wie")
    one.press(role="parent", applicant_name="Els")
    assert two.press(email="els@example.org", role="parent").status_code == 302
    assert Draft.objects.count() == 1
    assert begun_answers() >= {"applicant_name", "email", "role"}


def begun_answers():
    return {name for name, value in Draft.objects.get().answers.items() if value}


@pytest.mark.django_db(transaction=True)
def test_saves_at_the_same_moment_are_all_kept(begun):
    draft, names = begun.draft, ["a", "b", "c", "d"]
    start = threading.Barrier(len(names))

    def save(name):
        start.wait()
        save_section(draft=draft, page=Page(name, {name: "x"}, {name: ""}))
        connection.close()

    threads = [threading.Thread(target=save, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert begun_answers() >= set(names)


@pytest.mark.django_db
def test_who_comes_second_starts_again_from_what_the_first_stored(begun):
    draft = begun.draft
    first = Page("one", {"pupil_first_name": "Tuur"}, {"pupil_first_name": ""})
    second = Page("two", {"pupil_last_name": "Peeters"}, {"pupil_last_name": ""})
    pressed = []

    def press_between(execute, sql, params, many, context):
        """The first saves just before the second one's update."""
        if sql.startswith("UPDATE") and not pressed:
            pressed.append(True)
            save_section(draft=draft, page=first)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(press_between):
        save_section(draft=draft, page=second)
    assert begun_answers() >= {"pupil_first_name", "pupil_last_name"}


words = st.sampled_from(["", "Tuur", "Arthur", "Noor"])


@given(kept=words, was=words, now=words, writer=st.sampled_from(["me", "you", ""]))
def test_no_words_vanish(kept, was, now, writer):
    page = Page("me", {"name": now}, {"name": was})
    joined = join({"name": kept}, {"name": writer}, page)
    if joined.answers["name"] != now and now != was:
        assert joined.conflicts == {"name": kept}  # shown beside what was typed
    assert joined.answers["name"] in (kept, now)


@given(kept=words, now=words)
def test_who_changed_nothing_never_overwrites(kept, now):
    page = Page("me", {"name": now}, {"name": now})
    joined = join({"name": kept}, {"name": "you"}, page)
    assert joined.answers == {"name": kept}
    assert joined.conflicts == {}


def test_what_is_far_too_long_is_not_kept():
    page = Page("me", {"name": "x" * 10_000}, {"name": ""})
    assert join({}, {}, page).answers == {}
