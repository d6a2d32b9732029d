"""What of the figures may be shown, and whether that is safe (docs/adr/0067)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sio.statistics.cells import Cell, Cube, Measure, ShownCube
from sio.statistics.disclosure.averages import Told, protect_amounts, unsafe_amounts
from sio.statistics.disclosure.collect import Collected, Located, collect
from sio.statistics.disclosure.counts import protect_counts, unsafe_counts
from sio.statistics.disclosure.extremes import betraying
from sio.statistics.disclosure.places import At, Spot
from sio.statistics.disclosure.ratios import beside_hidden, following, multiplied
from sio.statistics.disclosure.releases import (
    EarlierRelease,
    Fact,
    is_told,
    others_of,
    spots,
)
from sio.statistics.disclosure.rounds import Rounds
from sio.statistics.disclosure.shown import Pattern, pattern_of, show
from sio.statistics.disclosure.sums import place_of, sums_of

FEWEST_FOR_EXTREMES = 10  # the least and the most are of one person (issue 6)


@dataclass(frozen=True)
class Note:
    """A fact for who signs, at a place of a cube; it holds no number.

    `kind`: "public" was shown by `release` already; "follows" can be worked out from
    earlier releases, whatever is hidden now; "told" can be worked out from this one;
    "left" leaves so few if one subtracts it from `release`, or the other way round;
    "round" was shown by `release`, and says how many gave an answer that is hidden;
    "gone" is a cube of `release` that is counted no more, at no place;
    "changed" differs from `release` by so few that it points at them; "printed" stands
    in a table of before that this release shows. TABLES_BEFORE is the release of such.
    """

    kind: str
    cube: str
    at: At
    measure: str
    release: int | None = None

    def as_json(self) -> dict[str, object]:
        """Plain JSON."""
        return {
            "kind": self.kind,
            "cube": self.cube,
            "at": "|".join(self.at),
            "measure": self.measure,
            "release": self.release,
        }


@dataclass(frozen=True)
class Protected:
    """Cubes as they may be read by anybody, in their order.

    `pattern` says what is hidden, and tells no number.
    """

    shown: tuple[ShownCube, ...]
    pattern: Pattern
    notes: tuple[Note, ...]


def protect(
    cubes: Sequence[Cube], *, k: int, earlier: Sequence[EarlierRelease] = ()
) -> Protected:
    """Hide what is small and what would tell it, and as little else as is found.

    `earlier` are the releases that are out. The same input gives the same pattern.
    """
    known = _known(cubes, earlier)
    places: set[Located] = set()
    lost: set[Located] = set()
    for key, population in known.collected.populations.items():
        verdict = protect_counts(population, k)
        places |= {(key, place) for place in verdict.hidden}
        lost |= {(key, place) for place in verdict.lost}
    small = set(_hidden_spots(cubes, known.collected, places, k))
    hidden, lost_spots = _with_amounts(cubes, known, small, k)
    hidden |= betraying(cubes, known.collected, hidden, fewest_for_extremes(k))
    rounds = known.rounds(cubes)
    hidden |= rounds.tied(hidden, k)
    hidden &= {spot for spot, *_cell in _spots(cubes)}
    shown = show(cubes, hidden)
    notes = (
        *_public(cubes, known, beside_hidden(cubes, hidden), k),
        *_notes("follows", cubes, known.collected, lost - set(known.places)),
        *(Note("follows", *spot) for spot in sorted(lost_spots - set(known.spots))),
        *(
            Note("round", *spot, known.spots[spot])
            for spot in sorted(rounds.lost(hidden, k))
        ),
    )
    return Protected(shown, pattern_of(shown), notes)


def check(
    cubes: Sequence[Cube],
    shown: Sequence[ShownCube],
    *,
    k: int,
    earlier: Sequence[EarlierRelease] = (),
) -> tuple[Note, ...]:
    """Every place where `shown` tells what it may not; empty if it is safe.

    "told" could be hidden better, "follows" could not. What an earlier release showed
    as such is left out, for nothing can be done about it.
    """
    known = _known(cubes, earlier)
    printed = _told(shown)
    hidden = {spot for spot, *_cell in _spots(cubes)} - printed
    small = set(_hidden_spots(cubes, known.collected, set(), k))
    counts = _unsafe_counts(known, printed, k)
    every = [*cubes, *known.others]
    amounts = unsafe_amounts(every, known.collected, hidden, small, known.told(k))
    fewest = fewest_for_extremes(k)
    others = betraying(cubes, known.collected, hidden, fewest) | (small & printed)
    others |= known.rounds(cubes).tied(hidden, k) & printed
    others |= beside_hidden(cubes, hidden) & printed
    others |= multiplied(cubes, hidden, known.spots) & printed
    lost = amounts[1] | following(cubes, hidden, known.spots)
    public = set(known.places)
    return (
        *_notes("told", cubes, known.collected, counts.told - public),
        *_notes("follows", cubes, known.collected, counts.lost - public),
        *(Note("told", *spot) for spot in sorted((others | amounts[0]) - counts.spots)),
        *(Note("follows", *spot) for spot in sorted(lost - set(known.spots))),
    )


def fewest_for_extremes(k: int) -> int:
    """Of how many people the least and the most may be told."""
    return max(FEWEST_FOR_EXTREMES, k)


def apply_pattern(
    cubes: Sequence[Cube], pattern: Sequence[Sequence[str]], k: int
) -> tuple[ShownCube, ...]:
    """The same cubes, hidden as they were before; small cells whatever it says."""
    small = _hidden_spots(cubes, Collected(), set(), k)
    hidden = spots(pattern) | set(small)
    return show(cubes, hidden | beside_hidden(cubes, hidden))


def unprotected(cubes: Sequence[Cube]) -> tuple[ShownCube, ...]:
    """The cubes with nothing hidden, but printed in the same way."""
    return show(cubes, set())


@dataclass(frozen=True)
class _Unsafe:
    """Places that are told, those that hiding would not help, and what lies there."""

    told: set[Located]
    lost: set[Located]
    spots: set[Spot]


@dataclass(frozen=True)
class _Known:
    """The populations, with what is read elsewhere; and which release told it."""

    collected: Collected
    others: tuple[Cube, ...]  # of earlier releases, not of this one
    places: dict[Located, int]  # of counts
    spots: dict[Spot, int]
    earlier: Sequence[EarlierRelease]

    def rounds(self, cubes: Sequence[Cube]) -> Rounds:
        """What must be reckoned with in rounds of calls."""
        return Rounds.of(cubes, self.others, self.earlier, self.spots)

    def told(self, k: int) -> Told:
        """What sums and means have to reckon with."""
        return Told(k, self.spots, frozenset(one.shape.name for one in self.others))


def _known(cubes: Sequence[Cube], earlier: Sequence[EarlierRelease]) -> _Known:
    others = others_of(cubes, earlier)
    every = [*cubes, *others]
    known = _Known(collect(cubes, others), others, {}, {}, earlier)
    for release in earlier:
        for fact in release.told(every):
            _tell(known, fact, release)
        _tell_gone(known, release, every)
    # Once all is told: of two numbers at one place the printed one holds.
    for release in earlier:
        for one in sums_of(release, every):
            together = place_of(one, known.collected)
            if together is not None:
                known.collected.tell_count(together, one.count)
    return known


def _tell(known: _Known, fact: Fact, release: EarlierRelease) -> None:
    known.spots.setdefault(fact.spot, release.number)
    for located in _places(known.collected, fact.spot)[:1]:
        known.collected.tell(located, fact, release.k)
        if fact.measure.kind == "count":
            known.places.setdefault(located, release.number)
    # Of a share that is the part. All of whom they are a part are as many.
    if fact.measure.kind != "share":
        for located in _places(known.collected, fact.spot)[1:]:
            known.collected.tell_enough(located, fact, release.k)


def _tell_gone(known: _Known, release: EarlierRelease, cubes: Sequence[Cube]) -> None:
    """What is counted no more tells of places that others still count as many at."""
    pairs = list(release.gone(cubes))
    places = collect([then for _shown, then in pairs]).places
    for shown, _then in pairs:
        for cell in shown.cells:
            for measure, value in zip(shown.shape.measures, cell.values, strict=True):
                spot = shown.shape.name, measure.key, cell.at
                for located in places.get(spot, ())[:1]:
                    is_count = measure.kind == "count" and isinstance(value, int)
                    if is_count and known.collected.counted(located) == value:
                        known.collected.tell_count(located, int(str(value)))
                        known.places.setdefault(located, release.number)


def _with_amounts(
    cubes: Sequence[Cube], known: _Known, small: set[Spot], k: int
) -> tuple[set[Spot], set[Spot]]:
    """What must be hidden, sums and ratios too; and what is told all the same."""
    every = [*cubes, *known.others]
    more, lost = protect_amounts(every, known.collected, small, known.told(k))
    # An earlier release told a ratio: its sums are hidden together.
    while new := multiplied(every, small | more, known.spots):
        small = small | new
        more, lost = protect_amounts(every, known.collected, small, known.told(k))
    hidden = small | more
    lost |= following(every, hidden, known.spots)
    return hidden | beside_hidden(every, hidden), lost


def _unsafe_counts(known: _Known, printed: set[Spot], k: int) -> _Unsafe:
    rests: dict[Located, set[Spot]] = {}
    for (cube, measure, at), places in known.collected.places.items():
        for located in places:
            rests.setdefault(located, set()).add((cube, at, measure))
    found = _Unsafe(set(), set(), set())
    for key, population in known.collected.populations.items():
        hidden = {
            place
            for place in population.truths
            if printed.isdisjoint(rests.get((key, place), ()))
        }
        verdict = unsafe_counts(population, k, hidden)
        found.told.update((key, place) for place in verdict.told)
        found.lost.update((key, place) for place in verdict.lost)
    for located in (*found.told, *found.lost):
        found.spots.update(rests.get(located, ()))
    return found


def _told(shown: Iterable[ShownCube]) -> set[Spot]:
    return {
        (cube.shape.name, cell.at, measure.key)
        for cube in shown
        for cell in cube.cells
        for measure, value in zip(cube.shape.measures, cell.values, strict=True)
        if is_told(value)
    }


def _spots(cubes: Sequence[Cube]) -> Iterator[tuple[Spot, Cell, int, Measure]]:
    for cube in cubes:
        for cell in cube.cells:
            for number, measure in enumerate(cube.shape.measures):
                yield (cube.shape.name, cell.at, measure.key), cell, number, measure


def _places(collected: Collected, spot: Spot) -> tuple[Located, ...]:
    cube, at, measure = spot
    return collected.places.get((cube, measure, at), ())


def _hidden_spots(
    cubes: Sequence[Cube], collected: Collected, hidden: set[Located], k: int
) -> Iterator[Spot]:
    for spot, cell, number, measure in _spots(cubes):
        is_hidden = not hidden.isdisjoint(_places(collected, spot))
        if is_hidden or _is_small(cell, number, measure, k):
            yield spot


def _is_small(cell: Cell, number: int, measure: Measure, k: int) -> bool:
    """Whether too few are behind a number, whatever is shown beside it."""
    value = cell.numbers[number]
    if value is None:
        return False
    if number in cell.led:
        return True
    if measure.kind == "count":
        return 0 < value < k
    if measure.kind == "share":
        return 0 < cell.n < k or (cell.whole or 0) < k
    fewest = fewest_for_extremes(k) if measure.kind in ("min", "max") else k
    return 0 < cell.people(number) < fewest


def _public(
    cubes: Sequence[Cube], known: _Known, ratios: set[Spot], k: int
) -> Iterator[Note]:
    """What an earlier release told, and is too small for it, or a ratio of such."""
    for spot, cell, number, measure in _spots(cubes):
        if spot in ratios or _is_small(cell, number, measure, k):
            places = _places(known.collected, spot) if measure.kind == "count" else ()
            told = [known.places[one] for one in places if one in known.places]
            if spot in known.spots or told:
                yield Note("public", *spot, [*told, known.spots.get(spot)][0])


def _notes(
    kind: str, cubes: Sequence[Cube], collected: Collected, found: set[Located]
) -> Iterator[Note]:
    """At each count that lies there, or at what else is printed there."""
    spots_of: dict[Located, list[tuple[Spot, Measure]]] = {}
    for spot, _cell, _number, measure in _spots(cubes):
        for located in _places(collected, spot):
            if located in found:
                spots_of.setdefault(located, []).append((spot, measure))
    for places in spots_of.values():
        counts = [spot for spot, measure in places if measure.kind == "count"]
        yield from (Note(kind, *spot) for spot in counts or [places[0][0]])
