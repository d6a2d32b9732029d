"""The sides as they stand in addresses."""

from __future__ import annotations

from sio.core.sides import Side


class SideConverter:
    """thuis and klas."""

    regex = "thuis|klas"
    _SIDES = {"thuis": Side.HOME, "klas": Side.CLASS}
    _WORDS = {side: word for word, side in _SIDES.items()}

    def to_python(self, value: str) -> Side:
        return self._SIDES[value]

    def to_url(self, value: Side | str) -> str:
        return self._WORDS[Side(value)]
