"""Which rows of a program must be hidden, so that none can be worked out too closely.

First, for each row that is at risk, the cheapest table in which it has another value:
what that table needs is hidden. Then, the dearest first, what need not be hidden after
all is shown again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sio.statistics.disclosure.program import Program, Values

_EVERYTHING = float("inf")
_NOTHING = 1e-4  # means are added in floating point
_MOST_PROOFS = 400  # for showing again; what is not tried by then stays hidden


@dataclass(frozen=True)
class Risk:
    """A row that the reader must think possible at `low` or less, and at `high`."""

    row: int
    low: float
    high: float


@dataclass
class Guard:
    """The search: `hidden` rows, and the tables that prove what is safe.

    `width`: how wide the range of each row must be if it is hidden for another's sake.
    `limits`: risks that no hiding could lift, with the ends that remain. `narrow`:
    rows that were hidden for another's sake, and that are told all the same.
    """

    program: Program
    width: Sequence[float]
    hidden: set[int] = field(default_factory=set)
    limits: dict[int, Risk] = field(default_factory=dict)
    narrow: list[int] = field(default_factory=list)
    _risks: list[Risk] = field(default_factory=list)
    _partners: list[int] = field(default_factory=list)
    _known: list[Values] = field(default_factory=list)
    _proofs: int = 0  # how often the solver was asked

    def protect(self, risks: list[Risk]) -> None:
        """Hide what must be, in `hidden`. The rows of `risks` are in it already, or
        are never printed.
        """
        for risk in risks:
            self._risks.append(self._widened(risk))
        for row in self._partners:  # grows meanwhile
            self._widen_partner(row)
        self._proofs = 0
        for row in sorted(self._partners, key=self._weight, reverse=True):
            if self._proofs < _MOST_PROOFS:
                self._show_again(row)
        self.narrow = [row for row in self.narrow if row in self._partners]

    def unsafe(self, risks: list[Risk]) -> list[Risk]:
        """Those whose range is narrower, with nothing hidden but `hidden`."""
        return [risk for risk in risks if not self._is_safe(risk)]

    def is_wide(self, row: int) -> bool:
        """Whether a row that is hidden for another's sake is vague enough."""
        truth, width = self.program.rows[row].truth, self.width[row]
        for end in (truth + width, max(truth - width, 0.0)):
            if self._span(row) >= width - _NOTHING:
                break
            answer = self.program.furthest(self.hidden, row, end, may_hide=False)
            if answer:
                self._known.append(answer.values)
        return self._span(row) >= width - _NOTHING

    def _widened(self, risk: Risk) -> Risk:
        """Hide what the ends of the risk need; the risk as far as it can be lifted."""
        low, high = risk.low, risk.high
        if not self._reach(risk.row, 0.0, low):
            low = self._end(risk.row, low)
        if not self._reach(risk.row, high, _EVERYTHING):
            high = self._end(risk.row, high)
        found = Risk(risk.row, low, high)
        if found != risk:
            self.limits[risk.row] = found
        return found

    def _end(self, row: int, wanted: float) -> float:
        """How near to `wanted` the row can come if all that can be hidden is."""
        answer = self.program.furthest(self.hidden, row, wanted, may_hide=True)
        if answer is None or not answer.is_best:  # not known: then all there is
            self._hide_all()
            return self.program.rows[row].truth
        self._reach(row, answer.values[row], answer.values[row])
        return float(answer.values[row])

    def _hide_all(self) -> None:
        rows = enumerate(self.program.rows)
        self.hidden |= {
            n for n, row in rows if row.is_printed and row.weight is not None
        }

    def _reach(self, row: int, low: float, high: float) -> bool:
        if self._is_reached(row, low, high):
            return True
        answer = self.program.cheapest(self.hidden, row, low, high, may_hide=True)
        if answer is None:
            return False
        new = sorted(answer.moved - self.hidden)
        self.hidden.update(new)
        self._partners += new
        self._known.append(answer.values)
        return True

    def _is_reached(self, row: int, low: float, high: float) -> bool:
        truth = self.program.rows[row].truth
        ends = [truth, *(values[row] for values in self._known)]
        return any(low - _NOTHING <= end <= high + _NOTHING for end in ends)

    def _span(self, row: int) -> float:
        truth = self.program.rows[row].truth
        ends = [truth, *(values[row] for values in self._known)]
        return float(max(ends) - min(ends))

    def _widen_partner(self, row: int) -> None:
        if not self.is_wide(row):
            truth = self.program.rows[row].truth
            missing = self.width[row] - self._span(row)
            ends = [truth, *(values[row] for values in self._known)]
            if not (
                self._reach(row, max(ends) + missing, _EVERYTHING)
                or self._reach(row, 0.0, min(ends) - missing)
            ):
                self.narrow.append(row)

    def _weight(self, row: int) -> tuple[float, int]:
        return self.program.rows[row].weight or 0.0, row

    def _show_again(self, row: int) -> None:
        """Show it, if all others stay safe without."""
        before = list(self._known), set(self.hidden), list(self._partners)
        self.hidden.discard(row)
        self._partners.remove(row)
        least, most = self.program.rows[row].least, self.program.rows[row].most
        self._known = [
            one
            for one in self._known
            if least - _NOTHING <= one[row] <= most + _NOTHING
        ]
        if not self._all_safe():
            self._known, self.hidden, self._partners = before

    def _all_safe(self) -> bool:
        return all(self._is_safe(risk) for risk in self._risks) and all(
            self.is_wide(row) for row in self._partners if row not in self.narrow
        )

    def _is_safe(self, risk: Risk) -> bool:
        return self._holds(risk.row, 0.0, risk.low) and self._holds(
            risk.row, risk.high, _EVERYTHING
        )

    def _holds(self, row: int, low: float, high: float) -> bool:
        if self._is_reached(row, low, high):
            return True
        self._proofs += 1
        answer = self.program.cheapest(self.hidden, row, low, high, may_hide=False)
        if answer is not None:
            self._known.append(answer.values)
        return answer is not None
