"""Rounds of calls: questions to the same people, so that one tells of the other.

That "How?" is asked of who said yes, says how many did. Which question is asked of
whom is read from the numbers: of all, if as many were asked as of any other; else after
an answer that as many gave. What an earlier release showed or hid of the same round is
reckoned with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sio.statistics.cells import HIDDEN, TOTAL, Cell, Cube, ShownCube
from sio.statistics.disclosure.places import Spot
from sio.statistics.disclosure.releases import EarlierRelease

_ROUND = ("school_year", "round")
_RESULTS = (*_ROUND, "question", "answer")
_NUMBERS = (*_ROUND, "question")
_PARTED = ": "  # between a question of which several may be chosen, and the choice


@dataclass(frozen=True)
class _Place:
    """A cell of a cube, and the spots of its measures; the first is the count."""

    cell: Cell
    spots: tuple[Spot, ...]

    def is_hidden(self, hidden: Collection[Spot]) -> bool:
        return any(spot in hidden for spot in self.spots)

    def is_count_hidden(self, hidden: Collection[Spot]) -> bool:
        return self.spots[0] in hidden and self.cell.n > 0


@dataclass(frozen=True)
class Rounds:
    """What rounds of calls say in a release, and what is out of them already.

    `told` are spots that an earlier release showed and that still are so; `unread` are
    of cubes that only earlier ones had, and hid.
    """

    cubes: tuple[Cube, ...]
    told: Collection[Spot]
    unread: frozenset[Spot]

    @classmethod
    def of(
        cls,
        cubes: Sequence[Cube],
        others: Sequence[Cube],
        earlier: Iterable[EarlierRelease],
        told: Collection[Spot],
    ) -> Rounds:
        """Those of these cubes, beside what earlier releases had of the others."""
        names = {one.shape.name for one in others}
        seen: set[tuple[str, tuple[str, ...]]] = set()
        unread: set[Spot] = set()
        for cube in (shown for one in earlier for shown in one.shown):
            if cube.shape.name in names and _is_of_round(cube):
                keys = [measure.key for measure in cube.shape.measures]
                for cell in cube.cells:
                    seen.add((cube.shape.name, cell.at))
                    pairs = zip(keys, cell.values, strict=True)
                    hidden = (key for key, value in pairs if value == HIDDEN)
                    unread |= {(cube.shape.name, cell.at, key) for key in hidden}
        beside = (
            Cube(
                one.shape, tuple(c for c in one.cells if (one.shape.name, c.at) in seen)
            )
            for one in others
        )
        return cls((*cubes, *beside), told, frozenset(unread.difference(told)))

    def tied(self, hidden: Collection[Spot], k: int) -> set[Spot]:
        """What must be hidden beside `hidden`, so that a round tells none of it."""
        found = {*hidden, *self.unread}
        rounds = _rounds(self.cubes)
        while new := self._once(rounds, found, k):
            found |= new
        return found - set(hidden) - self.unread

    def lost(self, hidden: Collection[Spot], k: int) -> set[Spot]:
        """What earlier releases told, and says how many gave an answer in `hidden`."""
        found = {*hidden, *self.unread}
        return {
            place.spots[0]
            for one in _rounds(self.cubes)
            for place in one.telling(found, k)
            if place.spots[0] in self.told
        }

    def _once(self, rounds: Sequence[_Round], hidden: set[Spot], k: int) -> set[Spot]:
        places = (p for one in rounds for p in one.tied(hidden, k, self.told))
        return {spot for place in places for spot in place.spots} - hidden


@dataclass
class _Round:
    """The cells of one round: of each question, and of who was reached."""

    answers: dict[str, list[_Place]] = field(default_factory=dict)
    numbers: list[_Place] = field(default_factory=list)
    reach: list[_Place] = field(default_factory=list)

    def asked(self, question: str) -> int:
        """Of how many it was asked."""
        return _total(self.answers[question]).cell.n

    @property
    def everybody(self) -> int:
        """Of how many a question was asked at most."""
        return max(map(self.asked, self.answers), default=0)

    def tied(
        self, hidden: Collection[Spot], k: int, told: Collection[Spot]
    ) -> Iterator[_Place]:
        """What goes with what is hidden; all, if what was told would tell it."""
        everybody = self.everybody
        of_all = [one for one in self.answers if self.asked(one) == everybody]
        if any(_total(self.answers[one]).is_hidden(hidden) for one in of_all):
            yield from self._every()
        if any(one.is_hidden(hidden) for one in self.reach):
            yield from self.reach
        for place in self.telling(hidden, k):
            yield place
            if place.spots[0] in told:
                yield from self._every()
        for question, places in self.answers.items():
            if any(_is_silent(one) and one.is_hidden(hidden) for one in places):
                yield from self._choices_beside(question)

    def telling(self, hidden: Collection[Spot], k: int) -> Iterator[_Place]:
        """What says how many gave another answer, if that count is hidden."""
        everybody = self.everybody
        counted = [*self._answers(), *self.numbers]
        closed = {one.cell.n for one in counted if one.is_count_hidden(hidden)}
        is_whole = not closed
        for question, places in self.answers.items():
            asked = self.asked(question)
            if asked == everybody or is_whole:
                continue
            if asked in closed or asked not in self._given_before(question):
                yield from places
        for one in self.numbers:
            is_of_some = one.cell.n != everybody and not is_whole
            if is_of_some or self._is_near(one.cell.n, k):
                yield one

    def _given_before(self, question: str) -> set[int]:
        """How many gave each answer to other questions: one of these is asked on."""
        return {
            one.cell.n
            for other, places in self.answers.items()
            if other != question
            for one in places
            if one.cell.at[-1] not in (TOTAL, "")
        }

    def _every(self) -> Iterator[_Place]:
        yield from self._answers()
        yield from self.numbers
        yield from self.reach

    def _answers(self) -> Iterator[_Place]:
        for places in self.answers.values():
            yield from places

    def _is_near(self, number: int, k: int) -> bool:
        """Whether a few less than some who were asked gave a number."""
        return any(0 < one.cell.n - number < k for one in self._answers())

    def _choices_beside(self, question: str) -> Iterator[_Place]:
        """Of one question each choice has the same silent ones."""
        name = question.split(_PARTED, 1)[0]
        for other, places in self.answers.items():
            if other != question and other.split(_PARTED, 1)[0] == name:
                yield from (one for one in places if one.cell.at[-1] != TOTAL)


def _rounds(cubes: Sequence[Cube]) -> list[_Round]:
    found: dict[tuple[str, ...], _Round] = {}
    for cube in cubes:
        if _is_of_round(cube):
            for cell in cube.cells:
                one = found.setdefault(cell.at[:2], _Round())
                _put(one, cube, cell)
    return list(found.values())


def _is_of_round(cube: Cube | ShownCube) -> bool:
    return cube.shape.dimensions[:2] == _ROUND


def _put(one: _Round, cube: Cube, cell: Cell) -> None:
    pairs = zip(cube.shape.measures, cell.numbers, strict=True)
    # A blank is no number that can be hidden.
    keys = [measure.key for measure, number in pairs if number is not None]
    place = _Place(cell, tuple((cube.shape.name, cell.at, key) for key in keys))
    if cube.shape.dimensions == _RESULTS:
        one.answers.setdefault(cell.at[2], []).append(place)
    elif cube.shape.dimensions == _NUMBERS:
        one.numbers.append(place)
    else:
        one.reach.append(place)


def _total(places: Sequence[_Place]) -> _Place:
    return next(one for one in places if one.cell.at[-1] == TOTAL)


def _is_silent(place: _Place) -> bool:
    return place.cell.at[-1] == ""
