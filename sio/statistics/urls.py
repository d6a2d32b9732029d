"""Addresses of the figures."""

from __future__ import annotations

from django.urls import path

from sio.statistics.views import blocks, board, definitions, document, history, releases
from sio.statistics.views import open as public

app_name = "statistics"

HISTORY = "cijfers/geschiedenis/"
IMPORT = HISTORY + "<int:pk>/"
OPEN = "open-cijfers/"
OPEN_RELEASE = OPEN + "<int:number>/"
RELEASE = "cijfers/<int:number>/"
BLOCK = RELEASE + "stukken/<int:pk>/"

urlpatterns = [
    path("cijfers/begrippen/", definitions.definition_list, name="definitions"),
    path(HISTORY, history.history_list, name="history"),
    path(HISTORY + "tabellen/", history.history_tables, name="history_tables"),
    path(HISTORY + "nieuw/", history.history_add, name="history_add"),
    path(IMPORT, history.history_import, name="history_import"),
    path(IMPORT + "invoer/", history.history_confirm, name="history_confirm"),
    path(IMPORT + "weg/", history.history_throw_away, name="history_throw_away"),
    path(IMPORT + "intrekking/", history.history_withdraw, name="history_withdraw"),
    path(IMPORT + "geweigerd.csv", history.history_refusals, name="history_refusals"),
    path(OPEN, public.open_list, name="open"),
    path(OPEN + "catalogus.jsonld", public.open_json_ld, name="open_json_ld"),
    path(OPEN + "catalogus.ttl", public.open_turtle, name="open_turtle"),
    path(OPEN_RELEASE, public.open_release, name="open_release"),
    path(OPEN_RELEASE + "cijfers.csv", public.open_csv, name="open_csv"),
    path(OPEN_RELEASE + "cijfers.json", public.open_json, name="open_json"),
    path(OPEN_RELEASE + "<str:name>", public.open_chart, name="open_chart"),
    path("cijfers/bord/", board.board, name="dashboard"),
    path("cijfers/vooruitblik/", board.forecast, name="forecast"),
    path("cijfers/", releases.release_list, name="releases"),
    path("cijfers/nieuw/", releases.release_make, name="release_make"),
    path(RELEASE, releases.release_page, name="release"),
    path(RELEASE + "gegevens/", releases.release_details, name="release_details"),
    path(RELEASE + "opmaak/", releases.release_draft, name="release_draft"),
    path(RELEASE + "verval/", releases.release_drop, name="release_drop"),
    path(RELEASE + "kopie/", releases.release_copy, name="release_copy"),
    path(RELEASE + "verbetering/", releases.release_correct, name="release_correct"),
    path(RELEASE + "cijfers/", blocks.figure_choose, name="figure_choose"),
    path(BLOCK, blocks.block_change, name="block_change"),
    path(RELEASE + "stukken/<slug:kind>/", blocks.block_make, name="block_make"),
    path(BLOCK + "plaats/", blocks.block_place, name="block_place"),
    path(BLOCK + "weg/", blocks.block_remove, name="block_remove"),
    path(BLOCK + "leeg/", blocks.block_mask, name="block_mask"),
    path(RELEASE + "berekening/", document.release_compute, name="release_compute"),
    path(RELEASE + "voortgang/", document.release_progress, name="release_progress"),
    path(RELEASE + "document/", document.release_preview, name="release_preview"),
    path(RELEASE + "bestanden/<str:name>", document.release_file, name="release_file"),
    path(RELEASE + "verschil/", document.release_changes, name="release_changes"),
    path(RELEASE + "handtekening/", document.release_sign, name="release_sign"),
]
