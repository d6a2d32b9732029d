"""Static files, for where no proxy serves them."""

from __future__ import annotations

from django.conf import settings
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_A_YEAR = "public, max-age=31536000, immutable"


class HashedFiles(StaticFiles):
    """Names carry a hash of the content, so browsers may keep them for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = FOR_A_YEAR
            response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def static_files() -> GZipMiddleware:
    """STATIC_ROOT under /static/, compressed."""
    files = HashedFiles(directory=settings.STATIC_ROOT, check_dir=False)
    return GZipMiddleware(Starlette(routes=[Mount("/static", files)]), minimum_size=500)
