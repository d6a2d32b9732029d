"""What lies in Noor's post-box in `make demo`: from the class and from her."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from sio.core.sides import Side
from sio.core.time import today
from sio.devices.models import Device
from sio.postbox.actions import Receiving, Words, put_in
from sio.postbox.models import Kind
from sio.postbox.queries import Holder, days_to_choose, has_agreed
from sio.trajects.models import Traject


def load_box(traject: Traject) -> None:
    """Put something in from both sides, if nothing lies there; after its devices."""
    if traject.parcels.exists() or not has_agreed(traject):
        return
    days = [day for day in days_to_choose(traject) if day > today()]
    next_day = days[0] if days else None
    fractions = [_("Breuken"), "1/2 + 1/4 =", "3/4 - 1/2 =", "2/3 + 1/6 ="]
    _put(
        _holder(traject, Side.CLASS),
        Kind.READY,
        next_day,
        _("Wiskunde"),
        _("Druk dit blad af en leg het klaar. Oefening 3 maken we samen."),
        (_("Werkblad breuken") + ".pdf", one_page(fractions)),
    )
    _put(
        _holder(traject, Side.CLASS),
        Kind.HOMEWORK,
        next_day,
        _("Nederlands"),
        _("Lees bladzijde 12 en 13. Je hoeft niets op te schrijven."),
    )
    tree = [_("Mijn boom"), _("Een eik wordt heel oud.")]
    _put(
        _holder(traject, Side.HOME),
        Kind.WORK,
        None,
        _("Wereldoriëntatie"),
        _("Dit is mijn blad over de boom."),
        (_("Mijn boom") + ".pdf", one_page(tree)),
    )


def one_page(lines: list[str]) -> bytes:
    """A PDF of one page with these lines, large; letters of Western Europe alone."""
    shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
    text = f"BT /F1 28 Tf 48 TL 72 740 Td {shown} ET".encode("latin-1", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return made + head + table + tail % (len(parts) + 1, len(made))


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _holder(traject: Traject, side: Side) -> Holder:
    """The demo's own device of this side."""
    here = Q(traject=traject) | Q(school_class=traject.own_class)
    device = Device.objects.filter(here, revoked_at=None, side=side).latest("pk")
    return Holder(traject, side, device=device)


def _put(
    holder: Holder,
    kind: Kind,
    day: date | None,
    subject: str,
    note: str,
    *files: tuple[str, bytes],
) -> None:
    receiving = Receiving(holder)
    for name, content in files:
        receiving.begin(name)
        receiving.feed(content)
        receiving.end()
    words = Words(token=uuid.uuid4(), kind=kind, for_on=day, subject=subject, note=note)
    put_in(receiving=receiving, words=words)
