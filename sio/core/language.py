"""The language of a person where no middleware runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation


def language_of(headers: Mapping[str, str], cookies: Mapping[str, str]) -> str:
    """As LocaleMiddleware chooses: the cookie, else Accept-Language, else Dutch."""
    wanted = [cookies.get(settings.LANGUAGE_COOKIE_NAME, "")]
    for part in headers.get("accept-language", "")[:200].split(","):
        wanted.append(part.partition(";")[0].strip())
    for code in wanted:
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """While inside, texts are in this language."""
    with translation.override(language):
        yield


def one_of_ours(code: str) -> str:
    """The same, if it is a language of the product; else empty."""
    return code if code in dict(settings.LANGUAGES) else ""
