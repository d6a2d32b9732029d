"""Reads office files and PDFs back, the way another program would."""

from __future__ import annotations

import ctypes
import io
import re
from contextlib import closing
from zipfile import ZipFile

import docx
import pypdfium2
from lxml import etree
from pypdfium2 import raw as pdfium

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


# Workbook -----------------------------------------------------------------------------


def sheets_of(content):
    """Sheet → its cells by place ("B3"): numbers as numbers, text as text."""
    with ZipFile(io.BytesIO(content)) as archive:
        strings = _strings(archive)
        book = _xml(archive, "xl/workbook.xml")
        targets = {
            one.get("Id"): one.get("Target")
            for one in _xml(archive, "xl/_rels/workbook.xml.rels")
        }
        return {
            sheet.get("name"): _cells(
                _xml(archive, f"xl/{targets[sheet.get(_LINK)]}"), strings
            )
            for sheet in book.iter(f"{_SHEET}sheet")
        }


def rows_of(cells):
    """Rows of a sheet from top to bottom, without places where nothing stands."""
    rows = {}
    for place, value in cells.items():
        letters, number = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()
        rows.setdefault(int(number), {})[len(letters), letters] = value
    return [
        [value for _column, value in sorted(rows[at].items())] for at in sorted(rows)
    ]


def parts_of_archive(content):
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _strings(archive):
    found = _xml(archive, "xl/sharedStrings.xml").iter(f"{_SHEET}si")
    return ["".join(one.itertext()) for one in found]


def _cells(sheet, strings):
    found = {}
    for cell in sheet.iter(f"{_SHEET}c"):
        value = cell.findtext(f"{_SHEET}v")
        if value is None:
            found[cell.get("r")] = None
        elif cell.get("t") == "s":
            found[cell.get("r")] = strings[int(value)]
        else:
            number = float(value)
            found[cell.get("r")] = int(number) if number == int(number) else number
    return found


def _xml(archive, name):
    return etree.fromstring(archive.read(name))


# Text document ------------------------------------------------------------------------


def paper_of(content):
    return docx.Document(io.BytesIO(content))


def table_texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


# PDF ----------------------------------------------------------------------------------


def pdf_texts(content):
    """The words of each page, spaces and line ends as one space."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        texts = []
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                texts.append(" ".join(text.get_text_bounded().split()))
        return texts


class Tag:
    """An element of the tree that a screen reader walks through."""

    def __init__(self, kind, alt, children):
        self.kind, self.alt, self.children = kind, alt, children

    def all(self, kind):
        found = [self] if self.kind == kind else []
        return found + [one for child in self.children for one in child.all(kind)]


def pdf_tags(content):
    """The trees of all pages, one after the other."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        trees = []
        for page in document:
            with closing(page):
                tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
                for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                    trees.append(_tag(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)))
                pdfium.FPDF_StructTree_Close(tree)
        return trees


def _tag(element):
    children = []
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            children.append(_tag(child))
    return Tag(
        _string(pdfium.FPDF_StructElement_GetType, element),
        _string(pdfium.FPDF_StructElement_GetAltText, element),
        children,
    )


def _string(ask, element):
    length = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    ask(element, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le")
