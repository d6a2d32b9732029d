"""A drawing as it may stand on any page: told in words, and with nothing that acts."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from sio.statistics.charts.letters import width_of
from sio.statistics.charts.look import PAPER

NAMESPACE = "http://www.w3.org/2000/svg"
STRIPED = re.compile(r"url\(#(stripes-([0-9a-f]{6}))\)")
_IDS = re.compile(r"url\(#([\w-]+)\)")


def accessible(svg: str, *, name: str, title: str, told: str, language: str) -> str:
    """The drawing of Vega with a title, a description and a language.

    A screen reader hears `told` alone: the words in the drawing are hidden from it,
    which would read them in the order in which they are drawn. Its ids begin with
    `name`, so that several fit one page.
    """
    root = ET.fromstring(svg)
    paper = root.find(f"{{{NAMESPACE}}}rect")
    if paper is not None:
        root.remove(paper)  # pages have their own
    for element in root.iter():
        for attribute in [*element.attrib]:
            if attribute.startswith("aria-") or attribute in ("role", "class"):
                del element.attrib[attribute]
    for text in root.iter(f"{{{NAMESPACE}}}text"):
        _fix_width(text)
    _add_stripes(root, svg)
    drawing = _element("g", {"aria-hidden": "true"})
    drawing.extend(list(root))
    for child in drawing:
        root.remove(child)
    root.attrib.update(
        {
            "role": "img",
            "lang": language,
            "xml:lang": language,
            "aria-labelledby": f"{name}-title {name}-desc",
        }
    )
    _name_ids(drawing, name)
    root.extend(
        [
            _element("title", {"id": f"{name}-title"}, title),
            _element("desc", {"id": f"{name}-desc"}, told),
            drawing,
        ]
    )
    return _text(root)


def on_paper(svg: str) -> str:
    """The same with white behind it."""
    root = ET.fromstring(svg)
    root.insert(0, _element("rect", {"width": "100%", "height": "100%", "fill": PAPER}))
    return _text(root)


def _fix_width(text: ET.Element) -> None:
    """As wide as in our letters, in whatever letters a browser has instead."""
    if not text.text or len(text):
        return
    size = float(text.get("font-size", "0").removesuffix("px"))
    width = width_of(text.text, size, bold=text.get("font-weight") == "bold")
    text.set("textLength", f"{width:.1f}")
    text.set("lengthAdjust", "spacingAndGlyphs")


def _add_stripes(root: ET.Element, svg: str) -> None:
    """The patterns that fills of published bars ask for."""
    found = sorted(set(STRIPED.findall(svg)))
    if not found:
        return
    box = {"x": "0", "y": "0", "width": "6", "height": "6"}
    defs = _element("defs", {})
    for name, colour in found:
        pattern = _element(
            "pattern",
            {"id": name, "patternUnits": "userSpaceOnUse"}
            | box
            | {"patternTransform": "rotate(45)"},
        )
        pattern.append(_element("rect", box | {"fill": PAPER}))
        pattern.append(
            _element(
                "rect",
                {"x": "0", "y": "0", "width": "3", "height": "6", "fill": f"#{colour}"},
            )
        )
        defs.append(pattern)
    root.insert(0, defs)


def _name_ids(drawing: ET.Element, name: str) -> None:
    """By their place in the drawing: Vega counts on from one drawing to the next."""
    found = [element.get("id", "") for element in drawing.iter() if element.get("id")]
    names = {old: f"{name}-{place}" for place, old in enumerate(found)}
    for element in drawing.iter():
        for attribute, value in element.attrib.items():
            if attribute == "id":
                element.set(attribute, names[value])
            elif "url(#" in value:
                named = _IDS.sub(lambda match: f"url(#{names[match[1]]})", value)
                element.set(attribute, named)


def _element(tag: str, attributes: dict[str, str], text: str = "") -> ET.Element:
    element = ET.Element(f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = text or None
    return element


def _text(root: ET.Element) -> str:
    """Without a prefix, whatever others of the process registered meanwhile."""
    ET.register_namespace("", NAMESPACE)
    return ET.tostring(root, encoding="unicode")
