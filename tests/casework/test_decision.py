"""Deciding: each outcome from screen to letter, and what may not be decided."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from sio.accounts.models import Absence
from sio.casework.actions.decision import (
    DecisionNotAllowed,
    FamilyChoiceMissing,
    RuleNeeded,
    Verdict,
    decide,
    letters_for,
    seen_of,
)
from sio.casework.models import ContactCorrection, Decision, FamilyWord, Letter
from sio.casework.queries.decision import outcomes_now, rules_to_refuse_by
from sio.core.models import AccessRecord
from sio.core.time import today
from sio.intake.actions.assessment import store_assessment
from sio.intake.facts import parse_facts
from sio.lessons.live.hub import HUB
from sio.trajects.errors import DateNeeded, MoveNotAllowed
from sio.trajects.models import Guardian, Traject
from sio.trajects.workflow import DECIDED, State
from tests.casework.desk import (
    Desk,
    applied,
    chosen,
    fields_of,
    in_emergency,
    in_state,
    spoken,
    text_of,
)
from tests.conftest import person

pytestmark = pytest.mark.django_db
SOON = today() + timedelta(days=30)
RULE = "ministry.duration"


@pytest.fixture
def weighed(traject, carla, paula):
    """Tuur's file, weighed; his mother decides for him, and chose for it."""
    chosen(traject)
    spoken(traject, carla)
    return in_state(traject)


@pytest.fixture
def desk(as_user, carla, weighed):
    return Desk(as_user(carla), weighed)


def rule_key(traject):
    return rules_to_refuse_by(traject)[0].key


def told(outcome, traject):
    extra = {
        State.LATER: {"look_again_on": SOON.isoformat()},
        State.REFUSED: {"rule": rule_key(traject)},
    }
    return {"outcome": outcome, "reason": "samen besproken"} | extra.get(outcome, {})


@pytest.mark.parametrize("outcome", sorted(DECIDED))
def test_each_outcome_from_screen_to_letter(
    desk, weighed, carla, outcome, django_capture_on_commit_callbacks
):
    preview = desk.preview(**told(outcome, weighed))
    assert preview.status_code == 200
    weighed.refresh_from_db()
    assert weighed.state == State.FEASIBILITY
    assert not Letter.objects.exists()
    shown = fields_of(preview)
    with django_capture_on_commit_callbacks(execute=True):
        response = desk.press(preview)
    assert response["Location"] == f"/trajecten/{weighed.pk}/"
    weighed.refresh_from_db()
    assert weighed.state == outcome
    assert weighed.changes.get().reason == "samen besproken"
    decision = Decision.objects.get()
    assert (decision.outcome, decision.by) == (outcome, carla)
    letter = decision.letters.get()
    prefix = f"letter-g{letter.guardian_id}"
    # Exactly what was looked over.
    assert (letter.subject, letter.body) == (
        shown[f"{prefix}-subject"],
        shown[f"{prefix}-body"],
    )
    assert (letter.to_name, letter.to_email) == ("Paula", "paula@example.org")
    assert "Tuur" in letter.subject
    (sent,) = mail.outbox
    assert sent.to == ["paula@example.org"]
    assert f"/brief/{letter.uuid}/" in sent.body
    for word in ("Tuur", "Peeters", "Paula", "samen besproken", letter.subject):
        assert word not in sent.subject + sent.body
    outcome_words = [label.lower() for label in State.labels]
    assert not [
        one for one in outcome_words if one in (sent.subject + sent.body).lower()
    ]


def test_what_was_edited_is_what_is_sent(desk, weighed):
    preview = desk.preview(**told(State.WITHDRAWN, weighed))
    name = next(one for one in fields_of(preview) if one.endswith("-body"))
    desk.press(preview, **{name: "Lieve Paula,\r\n\r\nTot later. <b>Groet</b>"})
    assert Letter.objects.get().body == "Lieve Paula,\n\nTot later. <b>Groet</b>"


def test_an_edited_letter_survives_a_look_at_the_first_screen(desk, weighed):
    preview = desk.preview(**told(State.WITHDRAWN, weighed))
    name = next(one for one in fields_of(preview) if one.endswith("-body"))
    back = desk.press(preview, step="terug", **{name: "Met eigen woorden."})
    assert back.status_code == 200
    same = desk.preview(back, **told(State.WITHDRAWN, weighed))
    assert fields_of(same)[name] == "Met eigen woorden."
    other = desk.preview(back, **told(State.NOT_FEASIBLE, weighed))
    assert fields_of(other)[name] != "Met eigen woorden."


def test_an_empty_letter_is_not_sent(desk, weighed):
    preview = desk.preview(**told(State.WITHDRAWN, weighed))
    name = next(one for one in fields_of(preview) if one.endswith("-body"))
    response = desk.press(preview, **{name: " "})
    assert response.status_code == 422
    assert not Decision.objects.exists()


def test_nothing_starts_without_the_familys_own_choice(desk, weighed):
    FamilyWord.objects.all().delete()
    assert "Goedkeuren kan pas daarna" in text_of(desk.look())
    response = desk.press(desk.preview(**told(State.AGREED, weighed)))
    assert response.status_code == 422
    assert 'data-code="casework.family_choice_missing"' in response.content.decode()
    assert "samen besproken" in text_of(response)
    assert not Letter.objects.exists()
    weighed.refresh_from_db()
    assert weighed.state == State.FEASIBILITY


def test_a_choice_that_was_taken_back_is_none(weighed, carla):
    FamilyWord.objects.update(withdrawn_at=timezone.now(), withdrawn_by=carla)
    verdict = Verdict(State.AGREED, "x")
    with pytest.raises(FamilyChoiceMissing):
        decide(
            traject=weighed,
            verdict=verdict,
            letters={},
            seen=seen_of(weighed),
            by=carla,
        )


@pytest.mark.parametrize("day", [None, today(), today() - timedelta(days=1)])
def test_later_asks_a_day_to_come(desk, weighed, carla, day):
    response = desk.preview(
        outcome="later", reason="x", look_again_on=day.isoformat() if day else ""
    )
    assert response.status_code == 422
    with pytest.raises(DateNeeded):
        decide(
            traject=weighed,
            verdict=Verdict(State.LATER, "x", look_again_on=day),
            letters={},
            seen=seen_of(weighed),
            by=carla,
        )


@pytest.mark.parametrize(
    ("outcome", "foreign"),
    [
        (State.AGREED, {"look_again_on": "2026-02-30", "rule": "none.such"}),
        (State.NOT_FEASIBLE, {"look_again_on": "morgen", "rule": "\0"}),
        (State.LATER, {"rule": "none.such"}),
        (State.REFUSED, {"look_again_on": "2000-01-01"}),
        (State.REFUSED, {"look_again_on": "x" * 10_240}),
    ],
)
def test_what_another_outcome_asks_is_not_read(desk, weighed, outcome, foreign):
    response = desk.press(desk.preview(**foreign | told(outcome, weighed)))
    assert response.status_code == 302
    decision = Decision.objects.get()
    assert decision.outcome == outcome
    assert decision.look_again_on == (SOON if outcome == State.LATER else None)
    assert bool(decision.rule_id) is (outcome == State.REFUSED)


def test_what_one_outcome_asks_says_so_where_nothing_hides_it(desk):
    words = text_of(desk.look())
    assert words.count("Alleen bij het besluit “") == 2
    order = [
        "Ingetrokken: de familie",
        "Opnieuw bekijken op",
        "Welke regel?",
        "Waarom?",
    ]
    assert sorted(order, key=words.index) == order


def test_later_keeps_the_day_and_the_letter_names_it(desk, weighed):
    desk.press(
        desk.preview(**told(State.LATER, weighed) | {"look_again_on": "2030-03-04"})
    )
    weighed.refresh_from_db()
    assert weighed.look_again_on == date(2030, 3, 4)
    assert Decision.objects.get().look_again_on == date(2030, 3, 4)
    assert "4 maart 2030" in Letter.objects.get().body


def test_later_once_more_from_later(as_user, carla, weighed):
    in_state(weighed, State.LATER, look_again_on=today())
    desk = Desk(as_user(carla), weighed)
    assert desk.press(desk.preview(**told(State.LATER, weighed))).status_code == 302
    weighed.refresh_from_db()
    assert (weighed.state, weighed.look_again_on) == (State.LATER, SOON)
    change = weighed.changes.get()
    assert (change.old, change.new) == (State.LATER, State.LATER)


def test_a_refusal_names_its_rule_with_text_and_source(desk, weighed):
    rule = rules_to_refuse_by(weighed)[0]
    response = desk.preview(outcome="refused", reason="x")
    assert response.status_code == 422
    desk.press(desk.preview(**told(State.REFUSED, weighed)))
    decision = Decision.objects.get()
    assert (decision.rule_id, decision.rule_text) == (rule.id, rule.text)
    assert rule.source in decision.rule_source
    body = Letter.objects.get().body
    assert f"“{rule.text}”" in body
    assert f"Bron: {rule.cited}" in body
    assert "opnieuw te kijken" in body


def test_no_refusal_without_a_rule(weighed, carla):
    with pytest.raises(RuleNeeded):
        decide(
            traject=weighed,
            verdict=Verdict(State.REFUSED, "x"),
            letters={},
            seen=seen_of(weighed),
            by=carla,
        )


def test_what_an_assessment_of_this_application_failed_on_comes_first(weighed, carla):
    application = applied(weighed)
    day = date(2021, 3, 1)
    facts = parse_facts({"birth_date": "2015-01-01", "study_form": "dbso"}, on=day)
    store_assessment(
        facts=facts, on=date(2021, 3, 1), by=carla, application=application
    )
    first = rules_to_refuse_by(weighed)[0]
    assert first.assessed_on == date(2021, 3, 1)
    assert first.key == f"{first.id}@2021-03-01"
    in_force = [one for one in rules_to_refuse_by(weighed) if one.assessed_on is None]
    assert first.id not in {one.key for one in in_force}
    assert in_force


@pytest.mark.parametrize("state", State)
def test_only_what_the_table_allows_is_offered(as_user, cora, weighed, state):
    facts = {"look_again_on": SOON} if state == State.LATER else {}
    in_state(weighed, state, **facts)
    response = Desk(as_user(cora), weighed).look()
    html = response.content.decode()
    offered = {one for one in DECIDED if f'value="{one.value}"' in html}
    assert offered == set(outcomes_now(state))


@pytest.mark.parametrize("state", [State.APPLIED, State.CONTACT, State.WAITING])
def test_a_family_withdraws_before_anything_was_weighed(as_user, carla, weighed, state):
    in_state(weighed, state)
    desk = Desk(as_user(carla), weighed)
    assert desk.press(desk.preview(**told(State.WITHDRAWN, weighed))).status_code == 302
    weighed.refresh_from_db()
    assert weighed.state == State.WITHDRAWN


def struck(moments, by):
    """As if these talks never were: a row of the log is never deleted."""
    for one in moments:
        ContactCorrection.objects.create(moment=one, reason="x", by=by)


@pytest.mark.parametrize("outcome", [State.AGREED, State.NOT_FEASIBLE])
def test_what_is_weighed_takes_both_talks_and_keeps_the_letters(
    desk, weighed, carla, outcome
):
    struck(weighed.contact_moments.filter(with_whom="school"), carla)
    answer = desk.press(desk.preview(**told(outcome, weighed)))
    assert answer.status_code == 422
    assert "De school is nog niet gesproken." in text_of(answer)
    assert not Letter.objects.exists()
    weighed.refresh_from_db()
    assert weighed.state == State.FEASIBILITY


@pytest.mark.parametrize("outcome", [State.REFUSED, State.WITHDRAWN])
def test_what_needs_no_weighing_takes_no_talk(desk, weighed, carla, outcome):
    struck(weighed.contact_moments.all(), carla)
    assert desk.press(desk.preview(**told(outcome, weighed))).status_code == 302
    weighed.refresh_from_db()
    assert weighed.state == outcome


def test_what_the_table_does_not_allow_is_refused(weighed, carla):
    in_state(weighed, State.APPLIED)
    for outcome in (State.AGREED, State.CONTACT):
        with pytest.raises(MoveNotAllowed):
            decide(
                traject=weighed,
                verdict=Verdict(outcome, "x"),
                letters={},
                seen=seen_of(weighed),
                by=carla,
            )


def test_leaving_the_preparation_cuts_lines_and_revokes_the_tablet(
    as_user,
    carla,
    weighed,
    home_device,
    monkeypatch,
    django_capture_on_commit_callbacks,
):
    in_state(weighed, State.PREPARING)
    desk = Desk(as_user(carla), weighed)
    preview = desk.preview(**told(State.WITHDRAWN, weighed))
    with django_capture_on_commit_callbacks() as told_later:
        desk.press(preview)
    assert {HUB.expel, HUB.refresh} <= {
        getattr(one, "func", None) for one in told_later
    }
    home_device.refresh_from_db()
    assert home_device.revoked_by == carla


def test_later_keeps_the_tablet(as_user, carla, weighed, home_device):
    in_state(weighed, State.PREPARING)
    desk = Desk(as_user(carla), weighed)
    desk.press(desk.preview(**told(State.LATER, weighed)))
    home_device.refresh_from_db()
    assert home_device.revoked_at is None


# Two at once ------------------------------------------------------------------------


def test_who_decides_second_is_told_and_keeps_the_text(as_user, desk, cora, weighed):
    hers = Desk(as_user(cora), weighed)
    mine = desk.preview(**told(State.AGREED, weighed))
    theirs = hers.preview(**told(State.NOT_FEASIBLE, weighed))
    name = next(one for one in fields_of(mine) if one.endswith("-body"))
    assert hers.press(theirs).status_code == 302
    response = desk.press(mine, **{name: "Mijn eigen woorden."})
    assert response.status_code == 422
    assert 'data-code="casework.decision_overtaken"' in response.content.decode()
    assert fields_of(response)[name] == "Mijn eigen woorden."
    assert Letter.objects.count() == Decision.objects.count() == 1


def test_who_comes_late_to_the_letters_decides_anew(as_user, desk, cora, weighed):
    first = desk.look()
    hers = Desk(as_user(cora), weighed)
    hers.press(hers.preview(**told(State.LATER, weighed)))
    response = desk.preview(first, outcome="not_feasible", reason="mijn reden")
    assert response.status_code == 422
    assert "Iemand anders was je net voor" in text_of(response)
    assert fields_of(response)["reason"] == "mijn reden"
    weighed.refresh_from_db()
    assert fields_of(response)["gezien"] == seen_of(weighed)


def test_a_second_click_decides_nothing_twice(desk, weighed):
    preview = desk.preview(**told(State.WITHDRAWN, weighed))
    assert desk.press(preview).status_code == 302
    assert desk.press(preview).status_code == 422
    assert Decision.objects.count() == Letter.objects.count() == 1


def test_who_gets_a_letter_changed_meanwhile(desk, weighed):
    preview = desk.preview(**told(State.WITHDRAWN, weighed))
    name = next(one for one in fields_of(preview) if one.endswith("-body"))
    Guardian.objects.create(user=person("Vic"), traject=weighed, capacity="vader")
    response = desk.press(preview, **{name: "Eigen woorden."})
    assert response.status_code == 422
    assert 'data-code="casework.letters_changed"' in response.content.decode()
    bodies = [
        text for one, text in fields_of(response).items() if one.endswith("-body")
    ]
    assert bodies[0] == "Eigen woorden."
    assert bodies[1].startswith("Dag Vic,")
    assert desk.press(response).status_code == 302
    assert Letter.objects.count() == 2


# Who may ----------------------------------------------------------------------------


def test_in_an_emergency_one_looks_and_decides_nothing(as_user, weighed, chris):
    client = as_user(in_emergency(chris, weighed))
    desk = Desk(client, weighed)
    response = desk.look()
    assert "Wie dit dossier volgt, beslist." in text_of(response)
    for step in ("bekijk", "verstuur"):
        refused = client.post(
            desk.path,
            {"stap": step, "gezien": seen_of(weighed)} | told(State.WITHDRAWN, weighed),
        )
        assert refused.status_code == 422
        assert "casework.decision_not_allowed" in refused.content.decode()
    with pytest.raises(DecisionNotAllowed):
        letters_for(traject=weighed, verdict=Verdict(State.AGREED, "x"), by=chris)


def test_a_stand_in_decides_and_the_trace_says_for_whom(as_user, weighed, chris, carla):
    Absence.objects.create(
        user=carla, starts_on=today(), ends_on=today(), replaced_by=chris
    )
    desk = Desk(as_user(chris), weighed)
    assert desk.press(desk.preview(**told(State.AGREED, weighed))).status_code == 302
    look = AccessRecord.objects.filter(page="decision").first()
    assert (look.by, look.on_behalf_of, look.why) == (chris, carla, "stand-in")


@pytest.mark.parametrize(
    "name", ["hans", "sofie", "paula", "chris", "otto", "piet", "eddy", "pia"]
)
def test_for_others_there_is_no_such_page(request, as_user, weighed, name):
    desk = Desk(as_user(request.getfixturevalue(name)), weighed)
    assert desk.look().status_code == 404
    posted = {"stap": "verstuur"} | told(State.WITHDRAWN, weighed)
    assert desk.client.post(desk.path, posted).status_code == 404
    assert not Decision.objects.exists()


def test_a_stranger_is_sent_to_log_in(weighed):
    response = Desk(Client(), weighed).look()
    assert response["Location"].startswith("/aanmelden/")


def test_looking_and_deciding_leave_their_traces(desk, weighed, carla):
    desk.press(desk.preview(**told(State.WITHDRAWN, weighed)))
    traces = AccessRecord.objects.order_by("sequence").values_list("what", "page", "by")
    assert list(traces) == [
        ("viewed", "decision", carla.pk),
        ("viewed", "decision", carla.pk),
        ("changed", "state", carla.pk),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(desk, weighed, carla, django_assert_num_queries, count):
    for number in range(count):
        decision = Decision.objects.create(
            traject=weighed, outcome="withdrawn", by=carla
        )
        for _each in range(number + 1):
            Letter.objects.create(traject=weighed, decision=decision, body="x")
    with django_assert_num_queries(13):
        desk.look()


def test_earlier_decisions_stay_to_be_read(desk, weighed):
    desk.press(desk.preview(**told(State.REFUSED, weighed)))
    text = text_of(desk.look())
    assert "geweigerd" in text
    assert rules_to_refuse_by(weighed)[0].text in text
    assert "Brief aan Paula" in text
    assert Traject.objects.get(pk=weighed.pk).state == State.REFUSED
