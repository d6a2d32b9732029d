"""Every rule of every source, by the name of the document that it comes from."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.cases import (
    IN_2016,
    IN_2018,
    IN_2020_2021,
    IN_2022,
    NOW,
    NURSERY,
    SHORT,
    outcome,
    result,
    verdicts,
    why,
)

EVERY_TIME = [IN_2016, IN_2018, IN_2020_2021, IN_2022, NOW]
LEVELS = ["nursery", "primary", "secondary"]
OF_BEDNET, OF_MINISTRY = "bednet-2020-2021", "ministry"


@pytest.mark.parametrize("on", EVERY_TIME)
@pytest.mark.parametrize("level", LEVELS)
def test_the_fine_child_is_eligible_at_every_time_and_level(on, level):
    assert outcome(on, level=level) == "eligible"


# 000_c69e6e560c35e090.txt: the parliamentary question of 2016 -----------------------


@pytest.mark.parametrize("level", LEVELS)
def test_000_c69e6e560c35e090_nursery_primary_and_secondary_since_2015(level):
    assert outcome(date(2015, 9, 1), level=level) == "eligible"


def test_000_c69e6e560c35e090_psychological_reasons_count():
    found = result(IN_2016, reason="psychological")
    assert why(found, "reason") == ("meets", "agreed", {"until-2016.psychological"})


def test_000_c69e6e560c35e090_before_1_september_2015_it_was_no_right():
    found = result(date(2015, 8, 31))
    assert found.outcome == "talk"
    assert why(found, "level") == (
        "talk",
        "some_situations",
        {"until-2016.before-the-right"},
    )
    assert outcome(date(2015, 9, 1)) == "eligible"


@pytest.mark.parametrize("certificate", [False, "unknown"])
@pytest.mark.parametrize("on", [IN_2016, IN_2018])
def test_a_certificate_is_to_arrange_before_any_source_names_it(certificate, on):
    found = result(on, certificate=certificate)
    assert (found.outcome, found.arrange) == ("eligible", ("certificate",))
    assert result(on, certificate=True).arrange == ()


# LeHo, 2013-2015: no seed, the oldest text that we know -------------------------------

IN_2014 = date(2014, 10, 1)


@pytest.mark.parametrize(("weeks", "expected"), [(6, "talk"), (5.9, "not_eligible")])
def test_leho_six_weeks(weeks, expected):
    found = result(IN_2014, **SHORT | {"expected_weeks": weeks})
    assert found.outcome == expected
    assert [one.id for one in found.sets] == ["until-2016"]
    assert "until-2016.leho-duration" in {rule.id for rule in found.rules}


@pytest.mark.parametrize(
    ("born", "said"),
    [
        *(("2008-10-02", "fails"), ("2008-10-01", "meets")),
        *(("1995-10-02", "meets"), ("1995-10-01", "talk")),
    ],
)
def test_leho_from_6_to_18_years(born, said):
    found = result(IN_2014, "level", birth_date=born)
    assert verdicts(found)["until-2016.leho-age"] == said


def test_before_the_oldest_text_there_is_no_rule():
    found = result(date(2012, 12, 31))
    assert (found.outcome, found.rules, found.sets) == ("talk", (), ())
    assert why(found, "level")[1] == "no_rules"


# 001_203f8ff310e66b5b.txt: the parliamentary question of spring 2020 ----------------


@pytest.mark.parametrize(
    "reason", ["illness", "accident", "operation", "maternity", "psychological"]
)
@pytest.mark.parametrize("on", [date(2020, 5, 15), NOW])
def test_001_203f8ff310e66b5b_reasons(reason, on):
    assert outcome(on, reason=reason) == "eligible"


@pytest.mark.parametrize("other", ["toah", "hospital_school"])
def test_001_203f8ff310e66b5b_toah_and_hospital_school_go_together_with_sio(other):
    assert outcome(date(2020, 5, 15), other_teaching=[other]) == "eligible"


@pytest.mark.parametrize("reason", ["risk_group", "household_at_risk"])
@pytest.mark.parametrize("on", [date(2020, 3, 16), date(2020, 5, 15)])
def test_001_203f8ff310e66b5b_who_is_at_risk_is_talked_to(reason, on):
    found = result(on, reason=reason)
    assert found.outcome == "talk"
    assert why(found, "reason") == (
        "talk",
        "some_situations",
        {"from-2017.risk-2020"},
    )


@pytest.mark.parametrize("on", [IN_2018, date(2020, 3, 15)])
def test_001_203f8ff310e66b5b_its_list_of_reasons_is_open(on):
    found = result(on, reason="risk_group")
    assert (found.outcome, why(found, "reason")[1]) == ("talk", "not_named")


# 002_70ecb59a128d590c.txt: the page of Bednet of 2020-2021 --------------------------


@pytest.mark.parametrize("reason", ["illness", "accident", "operation", "maternity"])
def test_002_70ecb59a128d590c_reasons(reason):
    found = result(IN_2020_2021, reason=reason)
    assert verdicts(found)[f"{OF_BEDNET}.reason"] == "meets"
    assert found.outcome == "eligible"


@pytest.mark.parametrize("reason", ["risk_group", "household_at_risk"])
def test_002_70ecb59a128d590c_covid_in_some_situations_is_a_talk(reason):
    found = result(IN_2020_2021, reason=reason)
    assert found.outcome == "talk"
    verdict, how, rules = why(found, "reason")
    assert (verdict, how) == ("talk", "some_situations")
    assert f"{OF_BEDNET}.covid-19" in rules


@pytest.mark.parametrize("reason", ["risk_group", "household_at_risk"])
def test_002_70ecb59a128d590c_covid_until_the_end_of_that_school_year(reason):
    outcomes = [
        outcome(on, reason=reason)
        for on in (
            *(date(2020, 8, 31), date(2020, 9, 1)),
            *(date(2021, 8, 31), date(2021, 9, 1)),
        )
    ]
    assert outcomes == ["talk", "talk", "talk", "not_eligible"]


def test_002_70ecb59a128d590c_school_financed_or_subsidised():
    found = result(IN_2020_2021, school_funded=False)
    assert found.outcome == "not_eligible"
    assert why(found, "school_funded")[2] == {
        f"{OF_BEDNET}.school-funded",
        f"{OF_MINISTRY}.school-funded",
    }


@pytest.mark.parametrize("form", ["ordinary", "buso"])
def test_002_70ecb59a128d590c_aso_bso_kso_tso_and_buso(form):
    assert outcome(IN_2020_2021, study_form=form) == "eligible"


@pytest.mark.parametrize(
    "form", ["dbso", "preparatory_year", "se_n_se", "buso_alternating"]
)
def test_002_70ecb59a128d590c_excluded_study_forms(form):
    found = result(IN_2020_2021, study_form=form)
    assert found.outcome == "not_eligible"
    assert verdicts(found)[f"{OF_BEDNET}.study-form"] == "fails"


def test_002_70ecb59a128d590c_no_poah():
    assert outcome(IN_2020_2021, other_teaching=["poah", "toah"]) == "not_eligible"


@pytest.mark.parametrize("certificate", [False, "unknown"])
@pytest.mark.parametrize("on", [IN_2020_2021, NOW])
def test_002_70ecb59a128d590c_a_missing_certificate_is_to_arrange(certificate, on):
    found = result(on, certificate=certificate)
    assert (found.outcome, found.arrange) == ("eligible", ("certificate",))


def test_002_70ecb59a128d590c_third_nursery_class_at_four_is_contradicted():
    found = result(
        IN_2020_2021, **NURSERY, birth_date="2016-06-01", third_nursery_class=True
    )
    assert found.outcome == "talk"
    assert why(found, "age") == (
        "talk",
        "contradiction",
        {f"{OF_BEDNET}.age", f"{OF_MINISTRY}.age"},
    )


def test_002_70ecb59a128d590c_counts_use_and_the_ministry_absence():
    found = result(IN_2020_2021, **SHORT | {"expected_weeks": 4})
    assert found.outcome == "talk"
    assert why(found, "duration") == (
        "talk",
        "contradiction",
        {f"{OF_BEDNET}.duration", f"{OF_MINISTRY}.duration"},
    )


def test_002_70ecb59a128d590c_does_not_name_okan():
    found = result(IN_2020_2021, study_form="okan")
    assert (found.outcome, why(found, "study_form")[1]) == ("talk", "not_named")


# 003_d1dd0b8e6c79c924.txt: the page of the ministry ---------------------------------


def test_003_d1dd0b8e6c79c924_at_least_five():
    found = result(
        IN_2020_2021, **NURSERY, birth_date="2016-06-01", third_nursery_class=False
    )
    assert found.outcome == "not_eligible"
    assert verdicts(found)[f"{OF_MINISTRY}.age"] == "fails"


@pytest.mark.parametrize("reason", ["illness", "accident", "maternity"])
def test_003_d1dd0b8e6c79c924_reasons(reason):
    found = result(IN_2020_2021, reason=reason)
    assert verdicts(found)[f"{OF_MINISTRY}.reason"] == "meets"


def test_003_d1dd0b8e6c79c924_is_silent_on_operations_and_does_not_contradict():
    found = result(IN_2020_2021, reason="operation")
    assert f"{OF_MINISTRY}.reason" not in verdicts(found)
    assert found.outcome == "eligible"


@pytest.mark.parametrize(
    "form",
    [
        *("dbso", "preparatory_year", "se_n_se", "bso_4th_grade", "hbo5_nursing"),
        "buso_alternating",
    ],
)
def test_003_d1dd0b8e6c79c924_excluded_study_forms(form):
    found = result(IN_2020_2021, study_form=form)
    assert found.outcome == "not_eligible"
    assert verdicts(found)[f"{OF_MINISTRY}.study-form"] == "fails"


@pytest.mark.parametrize("form", ["bso_4th_grade", "hbo5_nursing"])
def test_003_d1dd0b8e6c79c924_excludes_alone_what_bednet_is_silent_on(form):
    found = result(IN_2020_2021, study_form=form)
    assert why(found, "study_form") == (
        "fails",
        "agreed",
        {f"{OF_MINISTRY}.study-form"},
    )


def test_003_d1dd0b8e6c79c924_no_poah():
    found = result(IN_2020_2021, other_teaching=["poah"])
    assert verdicts(found)[f"{OF_MINISTRY}.other-teaching"] == "fails"


def test_003_d1dd0b8e6c79c924_a_missing_certificate_is_to_arrange():
    found = result(IN_2020_2021, certificate=False)
    assert verdicts(found)[f"{OF_MINISTRY}.certificate"] == "arrange"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"absence_weeks": 4}, "meets"),
        ({"half_days_per_year": 36}, "meets"),
        ({"half_days_per_year": 35}, "fails"),
    ],
)
def test_003_d1dd0b8e6c79c924_absent_four_weeks_or_36_half_days(given, said):
    found = result(IN_2020_2021, **SHORT | given)
    assert verdicts(found)[f"{OF_MINISTRY}.duration"] == said


# 004_06c78a04b11737ba.txt: the press text on the central organiser ------------------


def test_004_06c78a04b11737ba_heavy_psychological_problems_count():
    assert outcome(date(2021, 1, 4), reason="psychological") == "eligible"


# The pages that are no seed ---------------------------------------------------------


def test_the_current_page_includes_okan():
    assert outcome(NOW, study_form="okan") == "eligible"


@pytest.mark.parametrize(
    "form",
    [
        *("preparatory_year", "se_n_se", "bso_4th_grade", "hbo5_nursing"),
        "buso_alternating",
    ],
)
def test_the_current_page_excludes(form):
    assert outcome(NOW, study_form=form) == "not_eligible"


@pytest.mark.parametrize("other", ["toah", "hospital_school", "school_ziekzijn"])
def test_the_current_page_combines(other):
    assert outcome(NOW, other_teaching=[other]) == "eligible"
    assert outcome(NOW, other_teaching=[other, "poah"]) == "not_eligible"


def test_003_d1dd0b8e6c79c924_still_contradicts_the_third_nursery_class_at_four():
    young = NURSERY | {"birth_date": "2022-06-01"}
    found = result(NOW, **young, third_nursery_class=True)
    assert found.outcome == "talk"
    assert why(found, "age") == (
        "talk",
        "contradiction",
        {"current.age", f"{OF_MINISTRY}.age"},
    )
    assert outcome(NOW, **young, third_nursery_class=False) == "not_eligible"


def test_from_2017_two_sources_contradict_on_the_third_nursery_class_at_four():
    found = result(
        IN_2018, **NURSERY, birth_date="2014-06-01", third_nursery_class=True
    )
    assert found.outcome == "talk"
    assert why(found, "age") == (
        "talk",
        "contradiction",
        {"from-2017.age", "from-2017.age-parliament"},
    )


def test_the_current_page_counts_use_and_not_absence():
    assert outcome(NOW, **SHORT | {"absence_weeks": 20}) == "not_eligible"


@pytest.mark.parametrize("on", [IN_2016, IN_2018])
@pytest.mark.parametrize("form", ["dbso", "okan", "se_n_se", "hbo5_nursing"])
def test_what_the_older_sources_do_not_name_is_a_talk(on, form):
    assert outcome(on, study_form=form) == "talk"


@pytest.mark.parametrize("on", [IN_2016, IN_2018])
def test_poah_in_the_older_sources_is_a_talk(on):
    assert outcome(on, other_teaching=["poah"]) == "talk"
