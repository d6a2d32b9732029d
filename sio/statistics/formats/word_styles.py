"""The styles of a release as a text document; whoever changes one changes them all."""

from __future__ import annotations

import docx
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE as KIND
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

INK, SOFT, GREEN = (RGBColor.from_string(one) for one in ("16261F", "4B5A53", "14533F"))
LETTERS = "Calibri"  # on every machine with Word; others take what is like it
INDENT = Cm(0.9)  # of what stands beside the number of a question

# Names of styles that Word does not bring itself, as people see them in its list.
NUMBERED, BESIDE, NOTE, NOTICE = "Sio Numbered", "Sio Beside", "Sio Note", "Sio Notice"
ABOUT, FIGURES = "Sio About", "Sio Figures"
CELL, SMALL_CELL = "Sio Cell", "Sio Small Cell"
CELL_SIZES = {CELL: 10, SMALL_CELL: 8.5}  # points

_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="SioFigures">
  <w:name w:val="{FIGURES}"/>
  <w:basedOn w:val="TableNormal"/>
  <w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:color="14533F"/>
      <w:bottom w:val="single" w:sz="8" w:color="14533F"/>
      <w:insideH w:val="single" w:sz="4" w:color="C9D0CC"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="40" w:type="dxa"/>
      <w:left w:w="80" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/>
      <w:right w:w="80" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="14533F"/></w:tcBorders>
    </w:tcPr>
  </w:tblStylePr>
</w:style>
"""


def new_paper(language: str) -> Paper:
    """An empty A4 document in the language ("nl-BE"), with all styles in it."""
    paper = docx.Document()
    _without_leftovers(paper)
    _page(paper)
    _speak(paper, language)
    _letters(paper)
    _own_styles(paper)
    paper.styles.element.append(parse_xml(_TABLE))
    return paper


def _without_leftovers(paper: Paper) -> None:
    """Of the template: a picture of its first page, and a list of sources."""
    for rels in (paper.part.package.rels, paper.part.rels):
        for key, one in list(rels.items()):
            if one.reltype.endswith(("/thumbnail", "/customXml")):
                del rels[key]


def _page(paper: Paper) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin = Cm(2.6), Cm(2.2)
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.4)


def _speak(paper: Paper, language: str) -> None:
    """So that Word spells, and a screen reader speaks, in this language."""
    for one in paper.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
    for one in paper.settings.element.iter(qn("w:themeFontLang")):
        one.set(qn("w:val"), language)


def _letters(paper: Paper) -> None:
    """Of the styles that Word brings: our ink, and one kind of letters."""
    sizes = {"Normal": 11, "Title": 20, "Heading 1": 14, "Heading 2": 11.5}
    sizes |= {"Caption": 11, "List Bullet": 11, "Footer": 9, "Header": 9}
    for name, points in sizes.items():
        style = paper.styles[name]
        assert isinstance(style, ParagraphStyle)
        _set_letters(style, points)
        style.font.color.rgb = GREEN if name.startswith(("Title", "Head")) else INK
    normal = paper.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.15
    _without_line(paper)
    paper.styles["Title"].font.bold = True
    caption = paper.styles["Caption"]
    assert isinstance(caption, ParagraphStyle)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(10)
    caption.paragraph_format.space_after = Pt(2)


def _without_line(paper: Paper) -> None:
    """The title that Word brings stands on a blue line."""
    for border in list(paper.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def _own_styles(paper: Paper) -> None:
    numbered = _style(paper, NUMBERED, 11)
    numbered.paragraph_format.left_indent = INDENT
    numbered.paragraph_format.first_line_indent = -INDENT
    numbered.paragraph_format.space_before = Pt(8)
    numbered.paragraph_format.tab_stops.add_tab_stop(INDENT)
    _style(paper, BESIDE, 11).paragraph_format.left_indent = INDENT
    notice = _style(paper, NOTICE, 11)
    notice.font.bold = True
    about = _style(paper, ABOUT, 9.5)
    about.font.color.rgb = SOFT
    about.paragraph_format.keep_with_next = True
    about.paragraph_format.space_after = Pt(3)
    note = _style(paper, NOTE, 9)
    note.font.color.rgb = SOFT
    note.paragraph_format.space_before = Pt(2)
    note.paragraph_format.space_after = Pt(2)
    for name, points in CELL_SIZES.items():
        cell = _style(paper, name, points)
        cell.paragraph_format.space_after = Pt(0)
        cell.paragraph_format.line_spacing = 1


def _style(paper: Paper, name: str, points: float) -> ParagraphStyle:
    style = paper.styles.add_style(name, KIND.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = paper.styles["Normal"]
    _set_letters(style, points)
    return style


def _set_letters(style: ParagraphStyle, points: float) -> None:
    """Past the fonts of the theme, which go before a name."""
    style.font.name = LETTERS
    style.font.size = Pt(points)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for kind in ("w:eastAsia", "w:cs"):
        fonts.set(qn(kind), LETTERS)
