"""Pupils per school year, counted by the database as somebody would by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sio.statistics.actions.snapshot import snapshot
from sio.statistics.cells import HIDDEN, TOTAL, year_name
from sio.statistics.cubes import CUBES, recomputed
from sio.statistics.cubes.errors import CubeUnknown, YearsImpossible
from sio.statistics.definitions import DEFINITIONS
from sio.statistics.disclosure import check, protect
from sio.statistics.models import HistoryImport
from sio.trajects.models import PseudonymRow
from tests.statistics.population import (
    CUTOFF,
    UNTIL,
    Traject,
    as_extract,
    by_hand,
    populations,
    school_months,
    take_in,
    year_of,
)

pytestmark = pytest.mark.django_db
YEARS = range(2013, 2017)
NAMES = [name for name, one in CUBES.items() if one.family.name == "pupils"]
PER_PROVINCE = "pupils_per_province_per_school_year"
DURATION = "duration_per_province_per_school_year"
NOT_SUSPENDED = "duration_without_suspension_per_province_per_school_year"

random_populations = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def cube(name, years=YEARS, cutoff=CUTOFF):
    [found] = snapshot([name], years, cutoff).cubes
    return found


def totals(found):
    """The first number of each whole school year."""
    whole = (cell for cell in found.cells if set(cell.at[1:]) <= {TOTAL})
    return {cell.at[0]: cell.numbers[0] for cell in whole}


# As counted by hand ----------------------------------------------------------------


class Naive:
    """The pupils of one school year, and what a cell should say of them."""

    def __init__(self, counted):
        self.people = [
            (year_name(year), what) for (_pupil, year), what in counted.items()
        ]

    def at(self, shape, at):
        """Those that a cell is about."""
        wanted = dict(shape.where) | {
            key: value
            for key, value in zip(shape.dimensions, at, strict=True)
            if value != TOTAL
        }
        return [
            what
            for year, what in self.people
            if all(self.value(key, year, what) == one for key, one in wanted.items())
            and ("without_suspension" not in shape.name or what.active)
        ]

    def value(self, key, year, what):
        says = dict(zip(("province", "level", "main", "group"), what.says, strict=True))
        how_many = "more" if what.trajects > 1 else "one"
        others = {"earlier": what.earlier, "how_many": how_many}
        return {"school_year": year, **others, **says}[key]

    def number(self, measure, shape, at):
        people = self.at(shape, at)
        is_asked = shape.dimensions[-1] == "earlier" and at[-1] in ("yes", "no")
        if is_asked and not people and self.at(shape, (*at[:-1], "")):
            return None
        kept = "active" if "without_suspension" in shape.name else "months"
        months = [school_months(getattr(one, kept)) for one in people]
        if measure == "share":
            whole = self.at(shape, (*at[:-1], TOTAL))
            return percent(len(people), len(whole))
        return {
            "pupils": lambda: len(people),
            "min": lambda: min(months, default=None),
            "max": lambda: max(months, default=None),
            "mean": lambda: sum(months) / len(months) if months else None,
        }[measure]()


def percent(part, whole):
    if not whole:
        return None
    exact = Decimal(100 * part) / Decimal(whole)
    return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


@random_populations
@given(
    history=populations,
    own=populations,
    until=st.sampled_from([UNTIL, "2015-03", "2016-07", "2016-08", "2016-09"]),
    years=st.integers(1, 4),
)
def test_every_cell_of_every_cube_is_what_was_counted_by_hand(
    db, history, own, until, years
):
    """Two keys of a pupil, in history and of our own, are two pupils."""
    take_in(history, own=own)
    apart = [Traject(**{**vars(one), "whose": -one.whose}) for one in own]
    naive = Naive(by_hand([*as_extract(history), *apart], until))
    cutoff = datetime.fromisoformat(f"{until}-10T12:00Z")
    asked = YEARS[: min(years, year_of(until) - YEARS.start + 1)]
    taken = snapshot(NAMES, asked, cutoff)
    for found in taken.cubes:
        shape = found.shape
        for cell in found.cells:
            keys = (one.key for one in shape.measures)
            expected = tuple(naive.number(key, shape, cell.at) for key in keys)
            assert (shape.name, cell.at, cell.numbers) == (
                shape.name,
                cell.at,
                expected,
            )
            assert cell.n == len(naive.at(shape, cell.at))
    assert recomputed(taken.dumps, NAMES, asked) == taken.cubes


@random_populations
@given(some=populations)
def test_nobody_falls_between_the_cells(db, some):
    """Of each school year that has cells, all places add up to the total."""
    take_in(some)
    for found in snapshot(NAMES, YEARS, CUTOFF).cubes:
        for year in totals(found):
            of_year = [cell for cell in found.cells if cell.at[0] == year]
            finest = sum(one.n for one in of_year if TOTAL not in one.at[1:])
            assert finest == max(one.n for one in of_year)


# Bad input, right answers ----------------------------------------------------------


def test_a_traject_over_two_years_counts_in_both():
    take_in([Traject("2014-11", "2015-10")])
    counted = {"2014-2015": 1, "2015-2016": 1, "2016-2017": 0}
    assert totals(cube(PER_PROVINCE)) == counted
    months = cube(DURATION)
    assert months.at("2014-2015", TOTAL).numbers == (8, 8.0, 8)  # up to June
    assert months.at("2015-2016", TOTAL).numbers == (2, 2.0, 2)
    assert months.at("2016-2017", TOTAL).numbers == (None, None, None)


def test_trajects_that_overlap_are_one_pupil_where_the_last_one_was():
    first = Traject("2015-09", "2016-01", province="BE-VAN")
    second = Traject("2015-11", "2016-03", province="BE-VLI", group="")
    take_in([first, second])
    years = range(2015, 2016)
    found = cube(PER_PROVINCE, years)
    assert found.at("2015-2016", "BE-VLI").numbers == (1,)
    assert found.at("2015-2016", "BE-VAN").numbers == (0,)
    assert found.at("2015-2016", TOTAL).numbers == (1,)
    assert cube(DURATION, years).at("2015-2016", TOTAL).numbers == (7, 7.0, 7)
    how_many = cube("trajects_per_school_year", years)
    assert how_many.at("2015-2016", "more").numbers == (1, 100.0)
    assert how_many.at("2015-2016", "one").numbers == (0, 0.0)


def test_a_year_that_is_past_stays_where_it_was():
    """The school moved, and the child went up a level, in the summer of 2015."""
    one = Traject("2014-03", "2017-01", province="BE-VLI", level="secondary")
    other = replace(one, whose=2)
    take_in([], own=[one, other])
    was = "BE-VANprimary     " * 2
    PseudonymRow.objects.filter(pupil=UUID(int=1)).update(places=was)
    assert where("pupils_per_province_per_school_year", "BE-VAN") == [1, 1, 0, 0]
    assert where("pupils_per_province_per_school_year", "BE-VLI") == [1, 1, 2, 2]
    assert where("levels_per_school_year", "primary") == [1, 1, 0, 0]
    [told] = PseudonymRow.objects.filter(pupil=UUID(int=1))
    again = PseudonymRow(key=uuid4(), pupil=told.pupil, started="2014-04", level="")
    again.places, again.ended = "", "2014-05"
    again.save()  # two trajects in one year: the last one tells
    assert where("pupils_per_province_per_school_year", "BE-VAN") == [1, 1, 0, 0]


def where(name, value):
    """How many there are of this value, year by year."""
    found = cube(name)
    years = sorted({cell.at[0] for cell in found.cells})
    return [found.at(year, value).numbers[0] for year in years]


def test_no_figure_tells_that_one_child_had_a_second_traject():
    one = [Traject("2015-09", "2015-10"), Traject("2015-12", "2016-01")]
    take_in([*one, *(Traject("2015-09", "2016-01", whose=n) for n in range(2, 201))])
    names = ["trajects_per_school_year", PER_PROVINCE, "levels_per_school_year"]
    cubes = snapshot(names, range(2015, 2016), CUTOFF).cubes
    assert cubes[0].at("2015-2016", "more").numbers == (1, 0.5)
    found = protect(cubes, k=5)
    assert found.shown[0].at("2015-2016", TOTAL).values == (200, 100.0)
    for at in ("one", "more"):
        assert found.shown[0].at("2015-2016", at).values == (HIDDEN, HIDDEN)
    assert check(cubes, found.shown, k=5) == ()
    # Nothing that is shown counts trajects.
    units = {one.unit for name in NAMES for one in CUBES[name].shape.measures}
    assert units == {"pupils", "months", "percent"}


def test_what_runs_still_counts_until_the_cut_off():
    take_in([], own=[Traject("2016-11")])
    found = cube(DURATION, range(2016, 2017))
    assert found.at("2016-2017", TOTAL).numbers == (4, 4.0, 4)  # November to February
    later = datetime(2017, 3, 1, tzinfo=UTC)
    assert cube(DURATION, range(2016, 2017), later).cells[-1].numbers == (5, 5.0, 5)


def test_what_ended_or_began_after_the_cut_off_did_not_yet():
    some = [Traject("2016-11", "2017-05"), Traject("2017-03", whose=2)]
    take_in([], own=some)
    found = cube(DURATION, range(2016, 2017))
    assert found.at("2016-2017", TOTAL).numbers == (4, 4.0, 4)
    assert found.at("2016-2017", TOTAL).n == 1


def test_the_cut_off_is_a_moment_of_brussels():
    take_in([Traject("2017-03")])
    still_february = datetime(2017, 2, 28, 22, 59, tzinfo=UTC)
    assert cube(PER_PROVINCE, YEARS, still_february).cells == ()
    march = datetime(2017, 2, 28, 23, tzinfo=UTC)  # there it is midnight
    assert totals(cube(PER_PROVINCE, YEARS, march)) == {"2016-2017": 1}


def test_a_leap_day_is_a_day_of_february():
    take_in([Traject("2016-02", "2016-02")])
    found = cube(DURATION, range(2015, 2016), datetime(2016, 2, 29, 12, tzinfo=UTC))
    assert found.at("2015-2016", TOTAL).numbers == (1, 1.0, 1)


def test_without_a_reason_it_counts_in_the_total_and_in_neither_group():
    take_in([Traject("2015-10", "2015-12", group=""), Traject("2015-10", whose=2)])
    found = cube("reason_groups_per_school_year", range(2015, 2016))
    assert [(cell.at[1], *cell.numbers) for cell in found.cells] == [
        ("psychological", 0, 0.0),
        ("physical", 1, 50.0),
        ("", 1, 50.0),
        (TOTAL, 2, 100.0),
    ]
    assert totals(cube("psychological_per_province_per_school_year")) == {
        "2015-2016": 0,
        "2016-2017": 0,
    }


def test_summer_is_never_a_month_so_a_school_year_has_ten():
    """The whole of two school years, and one that ran in a summer alone."""
    take_in([Traject("2014-09", "2016-08"), Traject("2015-07", "2015-08", whose=2)])
    found = cube(DURATION, range(2014, 2016))
    assert found.at("2014-2015", TOTAL).numbers == (1, 5.5, 10)
    assert found.at("2015-2016", TOTAL).numbers == (10, 10.0, 10)
    assert totals(cube(PER_PROVINCE, range(2014, 2016))) == {
        "2014-2015": 2,
        "2015-2016": 1,
    }


def test_a_pause_of_the_whole_year_but_the_summer_leaves_one_month():
    pauses = (("2015-09", "2016-06"),)
    take_in([Traject("2015-09", "2016-08", pauses=pauses)])
    found = cube(NOT_SUSPENDED, range(2015, 2016)).at("2015-2016", TOTAL)
    assert found.numbers == (1, 1.0, 1)


def test_the_mean_of_whole_school_years_reads_as_the_longest_does():
    take_in([Traject("2015-09", "2016-08", whose=n) for n in range(12)])
    [shown] = protect([cube(DURATION, range(2015, 2016))], k=5).shown
    assert shown.at("2015-2016", TOTAL).values == ("schooljaar",) * 3
    assert shown.at("2015-2016", "BE-VAN").values == ("schooljaar",) * 3


def test_months_of_a_pause_count_or_not_by_the_definition():
    paused = Traject("2015-09", "2016-06", pauses=(("2015-11", "2016-01"),))
    whole_year = Traject("2015-09", "2016-06", whose=2, pauses=(("2015-09", ""),))
    take_in([paused, whole_year])
    years = range(2015, 2016)
    assert cube(DURATION, years).at("2015-2016", TOTAL).numbers == (10, 10.0, 10)
    found = cube(NOT_SUSPENDED, years).at("2015-2016", TOTAL)
    assert (found.numbers, found.n) == ((7, 7.0, 7), 1)


def test_a_month_in_which_one_of_two_trajects_ran_is_no_pause():
    paused = Traject("2015-09", "2015-12", pauses=(("2015-10", "2015-12"),))
    take_in([paused, Traject("2015-11", "2015-11")])
    found = cube(NOT_SUSPENDED, range(2015, 2016)).at("2015-2016", TOTAL)
    assert found.numbers == (2, 2.0, 2)


def test_a_pupil_of_an_earlier_year_is_known_also_where_that_year_is_not_asked():
    take_in([Traject("2013-10", "2013-12"), Traject("2016-10", "2016-12")])
    found = cube("multi_year_share_per_school_year", range(2016, 2017))
    assert found.at("2016-2017", "yes").numbers == (1, 100.0)


def test_of_a_first_school_year_and_of_one_after_a_gap_it_is_blank_who_is_new():
    earlier = [Traject("2013-10", "2014-10", whose=n) for n in range(3)]
    later = [Traject("2016-10", "2016-12", whose=n) for n in range(2, 6)]
    take_in([*earlier, *later])
    found = cube("multi_year_share_per_school_year", range(2013, 2017))
    told = {
        year: [found.at(year, at).numbers[0] for at in ("yes", "no", "", TOTAL)]
        for year in ("2013-2014", "2014-2015", "2016-2017")
    }
    assert told == {
        "2013-2014": [None, None, 3, 3],
        "2014-2015": [3, 0, 0, 3],
        "2016-2017": [1, None, 3, 4],
    }
    assert found.at("2013-2014", "yes").numbers == (None, None)
    shown = protect([found], k=3).shown
    assert shown[0].at("2013-2014", "yes").values == (None, None)
    assert check([found], shown, k=3) == ()
    assert found.at("2015-2016", "yes").numbers[0] == 0


def test_a_reason_has_cells_within_its_own_group_alone():
    take_in(
        [Traject("2015-10", "2015-12"), Traject("2015-10", whose=2, group="eating")]
    )
    found = cube("reasons_per_school_year", range(2015, 2016))
    assert [cell.at[1:] for cell in found.cells] == [
        ("psychological", "eating"),
        ("psychological", TOTAL),
        ("physical", "blood"),
        ("physical", TOTAL),
        (TOTAL, TOTAL),
    ]


# What there is no figure of ----------------------------------------------------------


def test_years_before_the_first_row_have_no_cells_and_later_gaps_are_zeros():
    take_in([Traject("2014-10", "2014-12"), Traject("2016-10", "2016-12", whose=2)])
    found = cube(PER_PROVINCE, range(2010, 2017))
    assert totals(found) == {"2014-2015": 1, "2015-2016": 0, "2016-2017": 1}
    assert found.at("2015-2016", "BE-BRU").numbers == (0,)


def test_without_any_row_the_cube_is_there_and_empty():
    found = cube(PER_PROVINCE)
    assert found.shape.name == PER_PROVINCE
    assert found.cells == ()


def test_a_withdrawn_import_counts_no_more_and_our_own_rows_do():
    one = Traject("2015-10", "2015-12")
    batch = take_in([one], own=[one])
    assert totals(cube(PER_PROVINCE))["2015-2016"] == 2
    HistoryImport.objects.filter(pk=batch.pk).update(
        stage="withdrawn", withdrawn_at=timezone.now(), withdrawn_why="x"
    )
    assert totals(cube(PER_PROVINCE))["2015-2016"] == 1


@pytest.mark.parametrize("years", [range(2017, 2018), range(2016, 2018), range(0)])
def test_a_year_that_has_not_begun_is_refused(years):
    with pytest.raises(YearsImpossible) as refusal:
        cube(PER_PROVINCE, years)
    assert refusal.value.code == "statistics.years_impossible"


def test_a_cube_that_does_not_exist_is_refused():
    with pytest.raises(CubeUnknown) as refusal:
        cube("pupils_per_star_sign")
    assert refusal.value.code == "statistics.cube_unknown"


# All cubes -------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(CUBES))
def test_every_word_of_a_cube_is_defined(name):
    shape = CUBES[name].shape
    assert shape.definitions
    assert set(shape.definitions) <= set(DEFINITIONS)
    assert "school_year" in shape.definitions or "school_year" not in shape.dimensions


def test_the_order_of_the_cells_is_fixed():
    take_in([Traject("2015-10", "2016-10", province="BE-WLG")])
    found = cube(PER_PROVINCE, range(2015, 2017))
    provinces = ["VAN", "VOV", "VWV", "VLI", "VBR", "BRU", "WLG"]
    places = [*(f"BE-{one}" for one in provinces), TOTAL]
    expected = list(product(["2015-2016", "2016-2017"], places))
    assert [cell.at for cell in found.cells] == expected
