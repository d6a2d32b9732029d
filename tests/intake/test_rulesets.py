"""Rule sets are validated at the start; a wrong file stops it and says where."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from sio.intake import rulesets
from sio.intake.engine import assess
from sio.intake.facts import Facts
from sio.intake.rulesets import FOLDER, load, rule_sets
from sio.intake.rulesets_check import gaps, no_day_without_rules

ROOT = Path(__file__).resolve().parents[2]
SET = """
id = "small"
title = "Klein"
from = 2020-01-01
until = 2020-12-31
dates_from = "stated"
dates_note = "Uit de bron."
[source]
title = "Bron"
where = "https://example.org/"
[[rules]]
id = "age"
aspect = "age"
text = "Vanaf 5 jaar."
any = [{ fact = "age_years", at_least = 5 }]
[[rules]]
id = "reason"
aspect = "reason"
text = "Bij ziekte."
from = 2020-03-01
fact = "reason"
values = { illness = "meets" }
otherwise = "fails"
unknown = "unknown"
"""


@pytest.fixture
def reads(tmp_path):
    """Loads a folder with this one file."""

    def reads(text, name="small.toml"):
        content = text if isinstance(text, bytes) else text.encode()
        (tmp_path / name).write_bytes(content)
        return load(tmp_path)

    return reads


def test_a_set_is_read_with_its_rules(reads):
    [small] = reads(SET)
    age, reason = small.rules
    assert (small.id, small.title, len(small.version)) == ("small", "Klein", 16)
    assert (age.id, age.starts_on, age.ends_on) == (
        "small.age",
        date(2020, 1, 1),
        date(2020, 12, 31),
    )
    assert (reason.starts_on, reason.source.title) == (date(2020, 3, 1), "Bron")
    found = assess(Facts(reason="maternity"), date(2020, 3, 1), [small])
    assert (found.outcome, found.ask) == ("not_eligible", ("birth_date",))


def test_another_letter_is_another_version(reads):
    [one] = reads(SET)
    [other] = reads(SET + "\n")
    assert one.version != other.version


WRONG = [
    ("", "from: is missing"),
    (SET.replace('id = "small"', "id = 1"), "id: must be a text"),
    (b"\xff", "utf-8"),
    ("id = ", "Invalid value"),
    (SET.replace('"small"', '"large"'), "id: is 'large', but the file"),
    (SET.replace('title = "Klein"\n', ""), "title: must be a text"),
    (SET.replace('"Klein"', '" "'), "title: must be a text"),
    (SET.replace("2020-01-01", '"2020-01-01"'), "from: '2020-01-01' is no date"),
    (SET.replace("from = 2020-01-01\n", ""), "from: is missing"),
    (SET.replace("2020-12-31", "2019-12-31"), "until: 2019-12-31 is before"),
    (SET.replace("2020-12-31", "2020-12-31T00:00:00"), "until: "),
    (SET.replace('"stated"', '"guessed"'), "dates_from: 'guessed' is none of"),
    (SET.replace("2020-03-01", "2019-03-01"), "rules[1].from: the rule holds longer"),
    (SET.replace("from = 2020-03-01", "until = 2021-03-01"), "rules[1].from: the rule"),
    (SET.replace('where = "https://example.org/"', ""), "source.where: must be"),
    (SET.replace("[source]", "[sauce]"), "source: must be a table"),
    (
        SET.replace('"https://example.org/"', '"x"\nextra = 1'),
        "source.extra: is no key",
    ),
    (SET.replace('id = "reason"', 'id = "age"'), "rules: small.age is there twice"),
    (SET.replace('aspect = "age"', 'aspect = "shoe"'), "rules[0].aspect: 'shoe' is"),
    (SET.replace('"age_years"', '"shoe_size"'), "rules[0].any[0].fact: 'shoe_size'"),
    (SET.replace('"age_years"', '[["age_years"]]'), "rules[0].any[0].fact: "),
    (SET.replace('"age_years"', "[]"), "rules[0].any[0].fact: "),
    (SET.replace("at_least = 5", "at_least = 0"), "rules[0].any[0].at_least: 0 is"),
    (SET.replace("at_least = 5", "at_leest = 5"), "rules[0].any[0].at_least: None"),
    (SET.replace("at_least = 5", "at_least = 5, at_most = 0"), "at_most: 0 is no"),
    (SET.replace("at_least = 5", 'at_least = 5, is = "x"'), "fact: 'age_years' is"),
    (
        SET.replace("at_least = 5 }]", 'at_least = 5 }]\notherwise = "meets"'),
        "rules[0].otherwise: 'meets' is none of",
    ),
    (SET.replace("at_least = 5", "at_least = 5, x = 1"), "rules[0].any[0].x: is no"),
    (SET.replace('"age_years", at_least = 5', '"level", is = true'), "fact: 'level'"),
    (
        SET.replace('"age_years", at_least = 5', '"certificate", is = "yes"'),
        "rules[0].any[0].is: 'yes' is not",
    ),
    (SET.replace('any = [{ fact = "age_years", at_least = 5 }]', "any = []"), "any:"),
    (
        SET.replace('any = [{ fact = "age_years", at_least = 5 }]', "any = [1]"),
        "any[0]",
    ),
    (SET.replace("illness =", "flu ="), "rules[1].values.flu: is none of"),
    (SET.replace('"meets"', '"yes"'), "rules[1].values.illness: 'yes' is none of"),
    (SET.replace('otherwise = "fails"\n', ""), "rules[1].otherwise: must be a text"),
    (SET.replace('fact = "reason"', 'fact = "shoe"'), "rules[1].fact: 'shoe' is none"),
    (SET + 'weight = "x"\n', "rules[1].weight: is no key that we know"),
    (SET.replace("[source]", "weight = 1\n[source]"), "weight: is no key that we know"),
    (SET[: SET.index("[[rules]]")] + "rules = 1", "source.rules: is no key"),
]


@pytest.mark.parametrize(("text", "problem"), WRONG)
def test_a_wrong_file_is_refused_by_file_and_key(reads, text, problem):
    with pytest.raises(ImproperlyConfigured) as refused:
        reads(text)
    assert str(refused.value).startswith("The rule set small.toml can't be used: ")
    assert problem in str(refused.value)


def test_no_rules_at_all_are_refused(tmp_path, reads):
    with pytest.raises(ImproperlyConfigured, match="no rule set"):
        load(tmp_path)
    with pytest.raises(ImproperlyConfigured, match="rules: must be a list"):
        reads(SET[: SET.index("[source]")] + "[source]\ntitle = 'x'\nwhere = 'y'\n")


def test_the_app_reads_them_as_it_starts(monkeypatch, tmp_path, reads):
    (tmp_path / "small.toml").write_text("from = 1")
    monkeypatch.setattr(rulesets, "FOLDER", tmp_path)
    rule_sets.cache_clear()
    try:
        with pytest.raises(
            ImproperlyConfigured, match=r"small\.toml .*from: 1 is no date"
        ):
            apps.get_app_config("intake").ready()
    finally:
        rule_sets.cache_clear()


def test_a_wrong_file_stops_the_start(tmp_path):
    product = tmp_path / "product"
    ignored = shutil.ignore_patterns("static", "locale", "__pycache__", "migrations")
    shutil.copytree(ROOT / "sio", product / "sio", ignore=ignored)
    shutil.copy(ROOT / "manage.py", product)
    broken = product / "sio/intake/rulesets/current.toml"
    broken.write_text(broken.read_text().replace("2023-01-09", '"nine"'))
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=product,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "sio.settings", "SIO_DEMO": "1"}
        | {"SIO_VAR_DIR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    sentence = "The rule set current.toml can't be used: from: 'nine' is no date"
    assert sentence in run.stderr


# The product's own ------------------------------------------------------------------


def test_no_day_since_2015_and_no_aspect_is_without_a_rule():
    assert no_day_without_rules() == []
    assert [one for one in run_checks() if one.id == "intake.E001"] == []


def test_a_rule_whose_dates_we_chose_says_why():
    chosen = [
        (rule, one)
        for one in rule_sets()
        for rule in one.rules
        if rule.dates_from == "chosen"
    ]
    assert len(chosen) > 5
    assert [rule.id for rule, one in chosen if not rule.dates_note] == []


def test_a_rule_may_be_open_above_and_silent_on_the_rest(reads):
    rule = 'some = [{ fact = "age_years", at_least = 5, at_most = 6 }]\n'
    [small] = reads(
        SET.replace(
            'any = [{ fact = "age_years", at_least = 5 }]',
            rule + 'otherwise = "silent"',
        )
    )
    on = date(2020, 2, 1)
    born = [date(2015, 2, 2), date(2015, 2, 1), date(2013, 2, 2), date(2013, 2, 1)]
    found = [assess(Facts(birth_date=one), on, [small]) for one in born]
    assert [[rule.verdict for rule in one.rules] for one in found] == [
        *(["silent"], ["talk"], ["talk"], ["silent"]),
    ]


def test_the_check_finds_a_gap(reads):
    [small] = reads(SET)
    found = gaps([small])
    assert [day for day, _missing in found] == [
        date(2020, 1, 1),
        date(2020, 3, 1),
        date(2021, 1, 1),
    ]
    assert "reason" in found[0][1]
    assert "reason" not in found[1][1]


def test_the_system_check_says_which_day(monkeypatch, reads):
    monkeypatch.setattr("sio.intake.rulesets_check.rule_sets", lambda: reads(SET))
    first = no_day_without_rules()[0]
    assert first.id == "intake.E001"
    assert first.msg.startswith(
        "From 2020-01-01 no rule set says anything about: level"
    )


def test_the_page_on_eligibility_names_every_set_and_rule():
    page = (ROOT / "docs/eligibility.md").read_text()
    ids = {one.id for one in rule_sets()}
    ids |= {rule.id for one in rule_sets() for rule in one.rules}
    assert len(ids) > 40
    assert {one for one in ids if f"`{one}`" not in page} == set()


def test_every_source_says_where_it_stands():
    wheres = {rule.source.where for one in rule_sets() for rule in one.rules}
    unknown = {one for one in wheres if not one.startswith("http")}
    assert unknown == {"Vlaams Parlement"}
    assert sorted(path.stem for path in FOLDER.glob("*")) == sorted(
        one.id for one in rule_sets()
    )
