"""A round of calls: what one question hides no other question tells."""

from __future__ import annotations

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from sio.statistics.cells import HIDDEN, TOTAL, Cell, Cube, Measure, Shape, ShownCube
from sio.statistics.disclosure import EarlierRelease, check, protect, unprotected

YEAR, ROUND = "2025-2026", "Sluiting"
FAMILIES = Measure("answers", "count", "families")
SHARE = Measure("share", "share", "percent")
PLACE = ("school_year", "round")
RESULTS = (*PLACE, "question", "answer")
Counts = dict[str, int]


def results(**questions: Counts) -> Cube:
    cells = []
    for name, counts in questions.items():
        total = sum(counts.values())
        for answer, n in (*counts.items(), (TOTAL, total)):
            percent = (2000 * n + total) // (2 * total) / 10
            at = (YEAR, ROUND, name.replace("_", ": "), answer)
            cells.append(Cell(at, (n, percent), n, total))
    shape = Shape("contact_round_results", 1, RESULTS, (FAMILIES, SHARE), "rounds")
    return Cube(shape, tuple(cells))


def reach(yes: int, no: int) -> Cube:
    counts = (("yes", yes), ("no", no), (TOTAL, yes + no))
    cells = tuple(Cell((YEAR, ROUND, at), (n,), n) for at, n in counts)
    shape = Shape("reach", 1, (*PLACE, "reached"), (FAMILIES,), "rounds_reach")
    return Cube(shape, cells)


def given(question: str, n: int, mean: float) -> Cube:
    measures = (FAMILIES, Measure("mean", "mean", "number"))
    shape = Shape("numbers", 1, (*PLACE, "question"), measures, "rounds_numbers")
    return Cube(shape, (Cell((YEAR, ROUND, question), (n, mean), n),))


def counts(cube: ShownCube, question: str) -> dict[str, object]:
    return {c.at[-1]: c.values[0] for c in cube.cells if c.at[2] == question}


def shown_of(*cubes: Cube) -> tuple[ShownCube, ...]:
    protected = protect(cubes, k=5)
    assert check(cubes, protected.shown, k=5) == ()
    return protected.shown


def test_a_question_that_is_asked_of_who_said_yes_says_not_how_many_did() -> None:
    cube = results(
        Q1={"yes": 40, "no": 3}, Q2={"online": 25, "paper": 15}, Q3={"a": 20, "b": 23}
    )
    [shown] = shown_of(cube)
    assert counts(shown, "Q1") == {"yes": HIDDEN, "no": HIDDEN, TOTAL: 43}
    assert set(counts(shown, "Q2").values()) == {HIDDEN}
    assert counts(shown, "Q3") == {"a": 20, "b": 23, TOTAL: 43}


def test_what_is_asked_after_an_answer_that_is_shown_is_shown() -> None:
    """As in the round of 2020: who is busy, with what, and why the others are not."""
    cube = results(
        Busy={"yes": 60, "no": 20},
        What={"programme": 48, "own": 12},
        Why_ill={"yes": 12, "no": 8},
        Why_other={"yes": 3, "no": 17},
    )
    [shown] = shown_of(cube)
    assert counts(shown, "Busy") == {"yes": 60, "no": 20, TOTAL: 80}
    assert counts(shown, "What") == {"programme": 48, "own": 12, TOTAL: 60}
    assert counts(shown, "Why: other") == {"yes": HIDDEN, "no": HIDDEN, TOTAL: 20}


def test_what_is_asked_after_an_answer_that_no_number_tells_is_hidden() -> None:
    """Two answers that read the same are one in the figures, and asked on apart."""
    cube = results(Q1={"yes": 40, "no": 3, "other": 30}, Q2={"online": 16, "paper": 15})
    [shown] = shown_of(cube)
    assert set(counts(shown, "Q2").values()) == {HIDDEN}


NUMBER = st.integers(0, 30)


@settings(max_examples=60, deadline=None)
@drawn(st.tuples(NUMBER, NUMBER, NUMBER), st.data())
def test_no_question_tells_a_hidden_answer_that_it_is_asked_after(first, data) -> None:
    """Why is asked of who said yes, how of who said why with a reason."""
    yes, no, other = first
    why, how = data.draw(st.integers(0, yes)), 0
    how = data.draw(st.integers(0, why))
    questions = {
        "Q1": {"yes": yes, "no": no, "other": other},
        "Q2": {"reason": why, "none": yes - why},
        "Q3": {"a": how, "b": why - how},
    }
    cube = results(
        **{name: one for name, one in questions.items() if sum(one.values())}
    )
    [shown] = shown_of(cube)
    for parent, answer, child in (("Q1", "yes", "Q2"), ("Q2", "reason", "Q3")):
        if counts(shown, parent).get(answer) == HIDDEN and questions[parent][answer]:
            assert set(counts(shown, child).values()) == {HIDDEN}


def test_such_a_question_that_is_shown_all_the_same_is_told() -> None:
    cube = results(Q1={"yes": 40, "no": 3}, Q2={"online": 25, "paper": 15})
    alone = results(Q1={"yes": 40, "no": 3})
    [first] = shown_of(alone)
    [every] = unprotected([cube])
    cells = (*first.cells, *every.cells[len(first.cells) :])
    notes = check([cube], [ShownCube(cube.shape, cells)], k=5)
    assert {(note.kind, note.at[2]) for note in notes} == {("told", "Q2")}


def test_where_nothing_is_hidden_all_is_shown() -> None:
    cube = results(Q1={"yes": 40, "no": 30}, Q2={"online": 25, "paper": 15})
    [shown, reached, numbers] = shown_of(cube, reach(70, 9), given("Q4", 40, 3.0))
    assert counts(shown, "Q2") == {"online": 25, "paper": 15, TOTAL: 40}
    assert reached.at(YEAR, ROUND, "no").values == (9,)
    assert numbers.at(YEAR, ROUND, "Q4").values == (40, 3)


def test_who_was_not_reached_is_not_all_less_those_who_were_asked() -> None:
    [shown, reached] = shown_of(results(Q1={"yes": 40, "no": 30}), reach(70, 2))
    assert counts(shown, "Q1")[TOTAL] == 70
    assert {cell.values for cell in reached.cells} == {(HIDDEN,)}


def test_a_total_that_is_too_small_hides_the_round() -> None:
    [shown, reached] = shown_of(results(Q1={"yes": 3, "no": 0}), reach(3, 20))
    every = [*shown.cells, *reached.cells]
    assert {value for cell in every for value in cell.values} == {HIDDEN}


def test_a_few_who_gave_no_number_are_not_told() -> None:
    cube = results(Q1={"yes": 40, "no": 30})
    for n, is_hidden in ((70, False), (68, True), (64, False), (38, True)):
        [_shown, numbers] = shown_of(cube, given("Q4", n, 3.0))
        values = numbers.at(YEAR, ROUND, "Q4").values
        assert values == ((HIDDEN, HIDDEN) if is_hidden else (n, 3))


def test_one_choice_says_not_how_many_were_silent_at_another() -> None:
    cube = results(
        Which_a={"yes": 3, "no": 20, "": 20}, Which_b={"yes": 13, "no": 10, "": 20}
    )
    [shown] = shown_of(cube)
    if counts(shown, "Which: a")[""] == HIDDEN:
        assert counts(shown, "Which: b")[""] == HIDDEN
        assert list(counts(shown, "Which: b").values()).count(HIDDEN) >= 3
    else:
        assert counts(shown, "Which: b")[""] == 20
    few = results(
        Which_a={"yes": 10, "no": 31, "": 2}, Which_b={"yes": 13, "no": 28, "": 2}
    )
    [shown] = shown_of(few)
    for question in ("Which: a", "Which: b"):
        assert counts(shown, question) == {
            "yes": HIDDEN,
            "no": HIDDEN,
            "": HIDDEN,
            TOTAL: 43,
        }


# Beside earlier releases --------------------------------------------------------------


def released(*cubes: Cube, now: tuple[Cube, ...] = ()) -> EarlierRelease:
    return EarlierRelease(3, protect(cubes, k=5).shown, cubes, now or cubes, 5)


def noted(cube: Cube, *earlier: EarlierRelease) -> list[tuple[object, ...]]:
    protected = protect([cube], k=5, earlier=earlier)
    assert check([cube], protected.shown, k=5, earlier=earlier) == ()
    return [(one.kind, one.cube, one.release) for one in protected.notes]


def test_a_number_says_not_how_many_said_yes_in_an_earlier_release() -> None:
    some, all_given = given("Q4", 40, 3.0), given("Q4", 43, 3.0)
    earlier = released(results(Q1={"yes": 40, "no": 3}, Q3={"a": 20, "b": 23}))
    for numbers, values in ((some, (HIDDEN, HIDDEN)), (all_given, (43, 3))):
        [shown] = protect([numbers], k=5, earlier=[earlier]).shown
        assert shown.at(YEAR, ROUND, "Q4").values == values
        assert noted(numbers, earlier) == []
    told = check([some], unprotected([some]), k=5, earlier=[earlier])
    assert {one.kind for one in told} == {"told"}
    whole = released(results(Q1={"yes": 40, "no": 30}))
    [shown] = protect([some], k=5, earlier=[whole]).shown
    assert shown == unprotected([some])[0]


def test_who_was_not_reached_is_known_from_an_earlier_release() -> None:
    earlier = released(reach(43, 2))
    assert {cell.values for cell in earlier.shown[0].cells} == {(HIDDEN,)}
    cube = results(Q1={"yes": 20, "no": 23})
    [shown] = protect([cube], k=5, earlier=[earlier]).shown
    assert counts(shown, "Q1") == {"yes": 20, "no": 23, TOTAL: 43}


def test_a_total_is_hidden_where_an_earlier_release_told_who_said_yes() -> None:
    numbers = given("Q4", 40, 3.0)
    earlier = released(numbers)
    cube = results(Q1={"yes": 40, "no": 3}, Q3={"a": 20, "b": 23})
    [shown] = protect([cube], k=5, earlier=[earlier]).shown
    assert {value for cell in shown.cells for value in cell.values} == {HIDDEN}
    assert noted(cube, earlier) == [("round", "numbers", 3)]


def test_a_round_that_changed_or_was_not_in_it_hides_nothing() -> None:
    then = results(Q1={"yes": 40, "no": 30})
    now = results(Q1={"yes": 44, "no": 33}, Q5={"a": 70, "b": 2})
    earlier = released(then, now=(now,))
    numbers = given("Q4", 44, 3.0)
    [shown] = protect([numbers], k=5, earlier=[earlier]).shown
    assert shown == unprotected([numbers])[0]
