"""What a reader can work out: whole tables that agree with all that is printed.

The solver proposes a table; it counts only once it is found right in whole numbers.
So a cell is never called safe on the word of a solver: for each end of its range there
is a table that could be the true one. A table that is missed hides more, never less.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from sio.statistics.disclosure.tables import Atoms, Tie

Values = NDArray[np.float64]
_OPTIONS = (
    ("threads", 1),
    ("random_seed", 0),
    ("mip_max_nodes", 2_000),  # of a search; what it has found by then is used
    ("mip_rel_gap", 1e-5),
)
_FEW = 1e-5


class _Quiet(highspy.Highs):
    """A solver that never writes to the console, where an export may be going."""

    def enableCallbacks(self) -> None:  # the first that it does, and it says hello
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Row:
    """A sum of atoms that is printed, or that must not follow from what is.

    Shown, it is `least` to `most`; hidden, `floor` to `roof`. `weight` is what is lost
    when it is hidden; None if it can't be: zeros, and what is public already.
    """

    atoms: Atoms
    truth: float
    least: float
    most: float
    floor: float
    weight: float | None
    is_printed: bool = True
    roof: float = highspy.kHighsInf


@dataclass(frozen=True)
class Answer:
    """A table that agrees: the value of each row, and which rows had to be hidden."""

    values: Values
    moved: frozenset[int]
    is_best: bool


class Program:
    """One linear system: atoms that are not negative, rows, and ties between atoms."""

    def __init__(
        self, rows: Sequence[Row], ties: Iterable[Tie], *, is_whole: bool = True
    ) -> None:
        self.rows = rows
        self._is_whole = is_whole
        self._ties = list(ties)
        self._movable = [n for n, row in enumerate(rows) if row.weight is not None]
        sides = [side for tie in self._ties for side in (tie.more, tie.less)]
        self._numbers = np.unique(np.concatenate([*(r.atoms for r in rows), *sides]))
        self._rows = _Sums(self._numbers, [row.atoms for row in rows])
        self._mores = _Sums(self._numbers, [tie.more for tie in self._ties])
        self._lesses = _Sums(self._numbers, [tie.less for tie in self._ties])
        self._highs = _Quiet()  # type: ignore[no-untyped-call]
        for option, value in _OPTIONS:
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._model())

    def cheapest(
        self, hidden: set[int], target: int, low: float, high: float, *, may_hide: bool
    ) -> Answer | None:
        """A table with `low` ≤ target ≤ `high` that shows as much as can be shown.

        None if there is none. Nothing but `hidden` is hidden unless `may_hide`.
        """
        self._set_bounds(hidden, (target, low, high), may_hide=may_hide)
        self._set_costs()
        answer = self._solved(hidden)
        value = answer.values[target] if answer else np.nan
        return answer if low - _FEW <= value <= high + _FEW else None

    def furthest(
        self, hidden: set[int], target: int, end: float, *, may_hide: bool
    ) -> Answer | None:
        """The table whose target comes closest to `end`, on this side of it."""
        row = self.rows[target]
        is_up = end >= row.truth
        low, high = (row.truth, end) if is_up else (end, row.truth)
        self._set_bounds(hidden, (target, low, high), may_hide=may_hide)
        self._set_objective(target, -1.0 if is_up else 1.0)
        return self._solved(hidden)

    def _model(self) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        atoms, movable = len(self._numbers), len(self._movable)
        lp.num_col_ = atoms + 2 * movable
        lp.num_row_ = len(self.rows) + len(self._ties)
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_ = np.zeros(lp.num_col_)
        lp.col_upper_ = np.full(lp.num_col_, highspy.kHighsInf)
        free = np.full(len(self.rows), highspy.kHighsInf)
        slack = [0.0 if tie.is_equal else highspy.kHighsInf for tie in self._ties]
        lp.row_lower_ = np.r_[-free, np.zeros(len(self._ties))]
        lp.row_upper_ = np.r_[free, slack]
        index, value, start = self._matrix()
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.index_, lp.a_matrix_.value_ = index, value
        lp.a_matrix_.start_ = start
        if self._is_whole:
            whole, any_ = (
                highspy.HighsVarType.kInteger,
                highspy.HighsVarType.kContinuous,
            )
            lp.integrality_ = [whole] * atoms + [any_] * (2 * movable)
        return lp

    def _matrix(self) -> tuple[NDArray[np.int32], Values, NDArray[np.int32]]:
        """Row by row: its atoms; what may be hidden has two columns to differ by."""
        first = {n: len(self._numbers) + 2 * i for i, n in enumerate(self._movable)}
        indexes, values = [], []
        for number, index in enumerate(self._rows.columns):
            extra = [first[number], first[number] + 1] if number in first else []
            indexes.append(np.r_[index, extra])
            values.append(np.r_[np.ones(len(index)), [-1.0, 1.0] if extra else []])
        for more, less in zip(self._mores.columns, self._lesses.columns, strict=True):
            indexes.append(np.r_[more, less])
            values.append(np.r_[np.ones(len(more)), -np.ones(len(less))])
        starts = np.cumsum([0, *(len(one) for one in indexes)])
        return (
            np.concatenate(indexes).astype(np.int32),
            np.concatenate(values),
            starts.astype(np.int32),
        )

    def _bounds(self, hidden: set[int]) -> tuple[Values, Values]:
        """What the reader knows of each row: it is at least, and at most."""
        lows, highs = np.zeros(len(self.rows)), np.zeros(len(self.rows))
        for number, row in enumerate(self.rows):
            is_hidden = number in hidden and row.weight is not None
            if is_hidden or not row.is_printed:
                lows[number], highs[number] = row.floor, row.roof
            else:
                lows[number], highs[number] = row.least, row.most
        return lows, highs

    def _set_bounds(
        self, hidden: set[int], target: tuple[int, float, float], *, may_hide: bool
    ) -> None:
        lows, highs = self._bounds(hidden)
        row, low, high = target
        lows[row] = max(lows[row], low)
        highs[row] = max(lows[row], min(highs[row], high))
        every = np.arange(len(self.rows), dtype=np.int32)
        self._highs.changeRowsBounds(  # type: ignore[attr-defined]
            len(every), every, lows, highs
        )
        up, down = np.zeros(len(self._movable)), np.zeros(len(self._movable))
        for place, number in enumerate(self._movable):
            if may_hide and number not in hidden:
                one = self.rows[number]
                up[place] = max(one.roof - one.least, 0.0)
                down[place] = max(one.most - one.floor, 0.0)
        size = 2 * len(self._movable)
        columns = np.arange(size, dtype=np.int32) + len(self._numbers)
        most = np.ravel(np.column_stack([up, down]))
        self._highs.changeColsBounds(size, columns, np.zeros(size), most)

    def _set_costs(self) -> None:
        weights = [self.rows[number].weight or 0.0 for number in self._movable]
        self._change_costs(np.r_[np.zeros(len(self._numbers)), np.repeat(weights, 2)])

    def _set_objective(self, target: int, sign: float) -> None:
        costs = np.zeros(len(self._numbers) + 2 * len(self._movable))
        costs[self._rows.columns[target]] = sign
        self._change_costs(costs)

    def _change_costs(self, costs: Values) -> None:
        every = np.arange(len(costs), dtype=np.int32)
        self._highs.changeColsCost(len(costs), every, costs)

    def _solved(self, hidden: set[int]) -> Answer | None:
        self._highs.run()
        status = self._highs.getInfo().primal_solution_status
        if status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        found = np.array(self._highs.getSolution().col_value)[: len(self._numbers)]
        return self._answer(np.rint(found) if self._is_whole else found, hidden)

    def _answer(self, table: Values, hidden: set[int]) -> Answer | None:
        """The table, if it really agrees with all that it must agree with."""
        if table.min(initial=0.0) < -_FEW or not self._agrees(table):
            return None
        values = self._rows.of(table)
        lows, highs = self._bounds(hidden)
        moved = np.flatnonzero((values < lows - _FEW) | (values > highs + _FEW))
        for number in map(int, moved):
            row, value = self.rows[number], values[number]
            is_in = row.floor - _FEW <= value <= row.roof + _FEW
            if row.weight is None or not is_in:
                return None
        is_best = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return Answer(values, frozenset(int(number) for number in moved), is_best)

    def _agrees(self, table: Values) -> bool:
        over = self._mores.of(table) - self._lesses.of(table)
        equal = np.array([tie.is_equal for tie in self._ties], dtype=bool)
        return bool(np.all(over >= -_FEW) and np.all(over[equal] <= _FEW))


class _Sums:
    """Sums of atoms: `columns` says which ones each adds."""

    def __init__(self, numbers: Atoms, sets: Sequence[Atoms]) -> None:
        self.columns = [np.searchsorted(numbers, atoms) for atoms in sets]
        sizes = [len(one) for one in self.columns]
        self._sums = np.repeat(np.arange(len(sets)), sizes)
        self._flat = np.concatenate([np.zeros(0, np.int64), *self.columns])

    def of(self, table: Values) -> Values:
        """Each of them, in a table."""
        count = len(self.columns)
        found = np.bincount(self._sums, table[self._flat], minlength=count)
        return found.astype(np.float64)
