"""Every text of the live front end; TypeScript asks by key: t("hand.raise").

`{name}` is filled in by the front end.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "home.enter": _("Naar de klas"),
    "class.enter": _("Verbind"),
}
