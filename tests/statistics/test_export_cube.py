"""One cube as a file, by command: small numbers hidden, or a trace of who saw them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from sio.core.models import AccessRecord
from sio.statistics.models import CubeExport
from sio.statistics.queries.document import shown_cubes
from tests.statistics.population import Traject, take_in
from tests.statistics.releasing import computed, signed

pytestmark = pytest.mark.django_db
NAME = "pupils_per_province_per_school_year"
PSYCHOLOGICAL = "psychological_per_province_per_school_year"
YEAR = ("--first-year", "2015", "--last-year", "2015")


@pytest.fixture
def twenty():
    """In one year twelve pupils in Antwerp, six in Limburg and two in Brussels."""
    provinces = ["BE-VAN"] * 12 + ["BE-VLI"] * 6 + ["BE-BRU"] * 2
    take_in(
        Traject("2015-10", "2015-12", whose=number, province=province)
        for number, province in enumerate(provinces)
    )


def export(*arguments, name=NAME, years=YEAR):
    page = io.StringIO()
    call_command("export_cube", name, *arguments, *years, stdout=page)
    return page.getvalue()


def values(text, measure="pupils"):
    return {one["province"]: one[measure] for one in json.loads(text)["cells"]}


def test_json_says_all_that_is_needed_to_read_it(twenty, time_machine):
    time_machine.move_to("2026-11-28T12:00:00Z", tick=False)
    said = json.loads(export("--format", "json"))
    cells = said.pop("cells")
    assert said == {
        "cube": NAME,
        "version": 1,
        "definitions": [
            {"key": "school_year", "version": 1},
            {"key": "pupil", "version": 3},
            {"key": "two_years", "version": 1},
            {"key": "province_school", "version": 2},
        ],
        "dimensions": ["school_year", "province"],
        "measures": [{"key": "pupils", "kind": "count", "unit": "pupils"}],
        "k": 5,
        "suppressed": True,
        "cutoff": "2026-11-28T12:00:00+00:00",
    }
    assert cells[0] == {"school_year": "2015-2016", "province": "BE-VAN", "pupils": 12}
    assert [one["province"] for one in cells][-1] == "total"


def test_small_numbers_are_hidden_and_cannot_be_worked_out(twenty):
    shown = values(export("--format", "json"))
    assert shown["BE-BRU"] == ":c"
    assert list(shown.values()).count(":c") == 2  # or the total would tell it
    assert shown["BE-VBR"] == 0
    assert not CubeExport.objects.exists()
    assert not AccessRecord.objects.exists()


def hidden(name):
    cells = json.loads(export("--format", "json", name=name))["cells"]
    return {one["province"] for one in cells if one["pupils"] == ":c"}


@pytest.fixture
def two_others():
    """In Antwerp 46, of whom 44 for psychological reasons: so 2 for others."""
    counts = (("VAN", 44, 2), ("VOV", 10, 20), ("VWV", 8, 12))
    who = [
        (province, group)
        for province, psychological, physical in counts
        for group in ["eating"] * psychological + ["blood"] * physical
    ]
    take_in(
        Traject("2015-10", "2015-12", number, f"BE-{province}", group=group)
        for number, (province, group) in enumerate(who)
    )


def test_two_files_tell_no_more_than_one(two_others):
    assert "BE-VAN" in hidden(NAME) | hidden(PSYCHOLOGICAL)


def test_what_a_signed_release_tells_is_reckoned_with(
    two_others, polly, cora, django_capture_on_commit_callbacks
):
    commit = django_capture_on_commit_callbacks
    release = computed(polly, commit, PSYCHOLOGICAL, first_year=2015)
    cube = shown_cubes(signed(release, cora, commit).figures)[PSYCHOLOGICAL]
    assert cube.at("2015-2016", "BE-VAN").values[0] == 44
    assert "BE-VAN" in hidden(NAME)


def test_csv_has_the_same_as_rfc_4180_wants_it(twenty):
    text = export("--format", "csv")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 8
    heading, *lines = csv.reader(io.StringIO(text, newline=""))
    assert heading == ["school_year", "province", "pupils"]
    shown = {
        province: str(n) for province, n in values(export("--format", "json")).items()
    }
    assert {line[1]: line[2] for line in lines} == shown


def test_a_blank_is_empty_and_no_zero(twenty):
    name = "duration_per_province_per_school_year"
    text = export("--format", "csv", "--k", "3", name=name)
    assert "2015-2016,BE-VBR,,,\r\n" in text
    shown = json.loads(export("--format", "json", name=name))["cells"]
    [blank] = [one for one in shown if one["province"] == "BE-VBR"]
    assert (blank["min"], blank["mean"], blank["max"]) == (None, None, None)


def test_all_numbers_need_a_reason_and_leave_a_trace(twenty):
    text = export("--format", "json", "--unsuppressed", "--reason", "Vraag van Jan")
    assert values(text)["BE-BRU"] == 2
    assert json.loads(text)["suppressed"] is False
    assert json.loads(text)["k"] is None
    kept = CubeExport.objects.get()
    assert (kept.cube, kept.k, kept.reason) == (NAME, None, "Vraag van Jan")
    assert (kept.first_year, kept.last_year, kept.format) == (2015, 2015, "json")
    record = AccessRecord.objects.get()
    assert (record.what, record.page, record.actor) == (
        "exported",
        "figures",
        "operator",
    )
    assert record.why == f"cube-export {kept.pk}"  # no free text: it can't be erased


def test_the_privacy_officer_reads_what_was_taken_along(twenty, as_user, pia, cora):
    reason = "Gevraagd door <b>X</b>."
    export("--format", "csv", "--unsuppressed", "--reason", reason)
    export("--format", "csv", "--k", "3")
    html = as_user(pia).get("/cijfers/").content.decode()
    assert "Meegenomen buiten een uitgave" in html
    assert "Gevraagd door &lt;b&gt;X&lt;/b&gt;." in html
    assert "verborgen, onder 3" in html
    others = as_user(cora).get("/cijfers/").content.decode()
    assert "Meegenomen buiten een uitgave" not in others
    assert "Gevraagd door" not in others


def test_a_lower_threshold_than_usual_leaves_a_trace_and_a_higher_one_none(twenty):
    export("--format", "csv", "--k", "10")
    assert not AccessRecord.objects.exists()
    export("--format", "csv", "--k", "3")
    assert CubeExport.objects.get().k == 3
    assert AccessRecord.objects.count() == 1


def test_the_threshold_is_a_setting(twenty, settings):
    settings.SMALL_CELLS = 10
    text = export("--format", "json")
    assert json.loads(text)["k"] == 10
    assert values(text)["BE-VLI"] == ":c"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--k", "2"), "statistics.threshold_impossible"),
        (("--k", "101"), "statistics.threshold_impossible"),
        (("--k", "-1"), "statistics.threshold_impossible"),
        (("--unsuppressed",), "statistics.export_needs_reason"),
        (("--unsuppressed", "--reason", " "), "statistics.export_needs_reason"),
        (
            ("--unsuppressed", "--reason", "x" * 301),
            "statistics.export_reason_too_long",
        ),
        (
            ("--unsuppressed", "--reason", "x", "--k", "5"),
            "statistics.export_options_clash",
        ),
        (("--last-year", "2014"), "statistics.years_impossible"),
        (("--last-year", "2999"), "statistics.years_impossible"),
    ],
)
def test_what_cannot_be_is_refused_with_its_code(twenty, arguments, code):
    with pytest.raises(CommandError, match=rf"\[{code}\]$"):
        export("--format", "json", *YEAR, *arguments, years=())
    assert not AccessRecord.objects.exists()


def test_the_longest_reason_is_kept_whole(twenty):
    export("--format", "csv", "--unsuppressed", "--reason", "x" * 300)
    assert CubeExport.objects.get().reason == "x" * 300


def test_an_unknown_cube_is_refused():
    with pytest.raises(CommandError, match=r"\[statistics.cube_unknown\]$"):
        export("--format", "json", name="pupils_per_star_sign")
