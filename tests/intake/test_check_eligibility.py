"""`manage.py check_eligibility FACTS.json --on YYYY-MM-DD`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.intake.cases import FINE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def check(tmp_path, capsys):
    """Runs the command on this content; gives what it printed."""

    def check(content, on="2026-11-27"):
        file = tmp_path / "facts.json"
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        file.write_bytes(content)
        call_command("check_eligibility", str(file), "--on", on)
        return json.loads(capsys.readouterr().out)

    return check


def test_it_prints_outcome_and_rules(check):
    printed = check(FINE | {"certificate": "unknown"})
    assert (printed["outcome"], printed["on"]) == ("eligible", "2026-11-27")
    assert (printed["ask"], printed["arrange"]) == ([], ["certificate"])
    [age] = [rule for rule in printed["rules"] if rule["id"] == "current.age"]
    version = age.pop("version")
    assert age == {
        "id": "current.age",
        "set": "current",
        "aspect": "age",
        "verdict": "meets",
        "text": "Bednet is mogelijk vanaf 5 jaar (of vanaf de 3de kleuterklas).",
        "source": "Bednet: Voor wie is Bednet?",
        "where": "https://www.bednet.be/over-bednet/voor-wie-is-bednet",
        "from": "2023-01-09",
        "until": None,
        "dates_from": "published",
        "dates_note": "",
    }
    assert {one["id"]: one["version"] for one in printed["sets"]}["current"] == version


def test_both_sources_of_a_contradiction_are_named(check):
    printed = check(FINE | {"absence_weeks": 1, "half_days_per_year": 2}, "2021-01-18")
    assert printed["outcome"] == "talk"
    [duration] = [one for one in printed["aspects"] if one["name"] == "duration"]
    assert (duration["why"], len(duration["rules"])) == ("contradiction", 2)
    said = {rule["id"]: (rule["source"], rule["until"]) for rule in printed["rules"]}
    assert [said[rule] for rule in duration["rules"]] == [
        ("Bednet: Voor wie is Bednet? (schooljaar 2020-2021)", "2023-01-08"),
        ("Ministerie van Onderwijs: Synchroon internetonderwijs", "2023-01-08"),
    ]


@pytest.mark.parametrize("on", ["2016-12-31", "2017-01-01", "2020-09-01", "2100-01-01"])
def test_every_day_has_an_answer(check, on):
    given = {key: value for key, value in FINE.items() if key != "birth_date"}
    assert check(given, on)["ask"] == ["birth_date"]


def test_a_byte_order_mark_is_no_fault(check):
    assert check(b"\xef\xbb\xbf{}")["outcome"] == "talk"


REFUSED = [
    (b"", "geen geldige JSON"),
    (b"{", "geen geldige JSON. (regel 1)"),
    (b'{"level": "primary",}', "geen geldige JSON"),
    (b"[]", "\u00e9\u00e9n JSON-object"),
    (b"null", "\u00e9\u00e9n JSON-object"),
    (b"[" * 30_000, "geen geldige JSON"),
    (b'{"expected_weeks": ' + b"9" * 5000 + b"}", "geen geldige JSON"),
    (b'{"level": "primary", "level": "nursery"}', '"level": dit gegeven staat er twee'),
    ('{"reason": "é"}'.encode("latin-1"), "geen UTF-8"),
    ('{"level": "primary"}'.encode("utf-16"), "geen UTF-8"),
    (b'{"level": "pri\0mary"}', "NUL"),
    (b'{"level": "pri\\u0000mary"}', "level: "),
    (b'{"expected_weeks": NaN}', "NaN is geen getal"),
    (b'{"absence_weeks": -Infinity}', "-Infinity is geen getal"),
    (b'{"absence_weeks": 1e999}', "absence_weeks: "),
    (b'{"gender": "x"}', "dit gegeven bestaat niet"),
    (b'{"birth_date": "2026-11-28"}', "birth_date: deze geboortedatum ligt"),
    (b" " * 70_000, "te groot"),
    (
        b'{"birth_date": "2026-11-27", "third_nursery_class": true}',
        "third_nursery_class: met 0 jaar",
    ),
    (b'{"birth_date": "2010-01-01", "level": "nursery"}', "level: met 16 jaar"),
    (b'{"birth_date": "2021-01-01", "level": "secondary"}', "level: met 5 jaar"),
    (b'{"level": "nursery", "study_form": "hbo5_nursing"}', "study_form: dit bestaat"),
]


@pytest.mark.parametrize(("content", "sentence"), REFUSED)
def test_bad_input_is_refused_with_a_sentence(check, content, sentence):
    with pytest.raises(CommandError) as refused:
        check(content)
    assert sentence.replace(". (", " (") in str(refused.value).replace(". (", " (")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    "on",
    ["", "morgen", "2026-13-01", "2023-02-29", "20261127", "2026-W48-5", "1-1-2026"],
)
def test_a_day_that_is_none_is_refused(check, on):
    with pytest.raises(CommandError, match="--on"):
        check(FINE, on)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path):
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(CommandError, match="kan niet gelezen worden"):
            call_command("check_eligibility", str(path), "--on", "2026-11-27")


def test_the_exit_code_tells_a_refusal(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text('{"birth_date": "2011-01-01"}')
    refused = subprocess.run(
        [sys.executable, "manage.py", "check_eligibility", file, "--on", "2010-01-01"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("CommandError: birth_date: ")
