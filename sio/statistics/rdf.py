"""A few facts about things on the web, as JSON-LD and as Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Ref:
    """Another thing, by its address."""

    uri: str


@dataclass(frozen=True)
class Words:
    """A text; in a language, or of a kind such as "xsd:date"."""

    text: str
    language: str = ""
    kind: str = ""


Value = Ref | Words


@dataclass(frozen=True)
class Thing:
    """What is told of one address: its kind, and pairs of a property and a value."""

    uri: str
    kind: str
    facts: list[tuple[str, Value]] = field(default_factory=list)

    def grouped(self) -> Iterable[tuple[str, list[Value]]]:
        """Properties in order, each once, with all its values."""
        ordered = sorted(self.facts, key=lambda fact: fact[0])
        for name, facts in groupby(ordered, key=lambda fact: fact[0]):
            yield name, [value for _name, value in facts]


def json_ld_of(things: Iterable[Thing]) -> bytes:
    """Source: W3C JSON-LD 1.1."""
    graph = [
        {"@id": thing.uri, "@type": thing.kind}
        | {name: [_as_json(one) for one in values] for name, values in thing.grouped()}
        for thing in things
    ]
    content = {"@context": PREFIXES, "@graph": graph}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def turtle_of(things: Iterable[Thing]) -> bytes:
    """Source: W3C RDF 1.1 Turtle."""
    lines = [f"@prefix {name}: <{uri}> ." for name, uri in PREFIXES.items()]
    for thing in things:
        lines += ["", f"{_iri(thing.uri)} a {thing.kind}"]
        for name, values in thing.grouped():
            lines[-1] += " ;"
            lines.append(f"  {name} " + ", ".join(_as_turtle(one) for one in values))
        lines[-1] += " ."
    return ("\n".join(lines) + "\n").encode()


def _as_json(value: Value) -> dict[str, Any]:
    if isinstance(value, Ref):
        return {"@id": value.uri}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text} | ({"@type": value.kind} if value.kind else {})


def _as_turtle(value: Value) -> str:
    if isinstance(value, Ref):
        return _iri(value.uri)
    text = '"' + "".join(_ESCAPED.get(one, one) for one in value.text) + '"'
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^{value.kind}" if value.kind else text


_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
# What may not stand in <> as it is. Source: RDF 1.1 Turtle, IRIREF.
_UNSAFE = frozenset('<>"{}|^`\\')


def _iri(uri: str) -> str:
    safe = (f"%{ord(one):02X}" if one in _UNSAFE or one <= " " else one for one in uri)
    return f"<{''.join(safe)}>"
