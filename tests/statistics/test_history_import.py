"""An extract is handed in, checked, confirmed and taken in, whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from sio.core import keyring
from sio.core.rotation import encrypted_columns, rotate
from sio.statistics.actions import history as actions
from sio.statistics.actions.history import (
    Extract,
    HistoryAlreadyIn,
    HistoryMoved,
    HistoryNotAllowed,
    HistoryRefused,
    confirm,
    hand_in,
    import_history,
    throw_away,
    withdraw,
)
from sio.statistics.demo.loading import load_history_demo
from sio.statistics.demo.population import extract, records
from sio.statistics.demo.recent import BEGAN
from sio.statistics.history import parted, reading
from sio.statistics.history.report import Report
from sio.statistics.models import (
    HistoryImport,
    HistoryKey,
    HistoryRow,
    PublishedTable,
)
from sio.statistics.published.reading import own_files
from sio.statistics.queries.history import imports_that_count
from sio.statistics.queries.outlook import outlook_of

pytestmark = pytest.mark.django_db
Stage = HistoryImport.Stage
HEAD = "leerling;provincie;niveau;redengroep;begonnen op;geëindigd op;onderbroken"
ONE = "a1;BE-VAN;secondary;cancer;2015-09-02;2016-01-15;2015-10-01/2015-11-30"
TWO = "b2;BE-BRU;;;2014-05-02;2015-09-15;"


def file(*lines, name="Uittreksel", as_of=None):
    content = "\n".join([HEAD, *lines]).encode()
    return Extract(content, name, "Bednet", as_of)


def facts():
    names = ("province", "level", "main", "group", "started", "ended", "suspended")
    return sorted(HistoryRow.objects.values_list(*names))


FACTS = [
    ("BE-BRU", "", "", "", "2014-05", "2015-09", ""),
    (
        *("BE-VAN", "secondary", "physical", "cancer", "2015-09", "2016-01"),
        "2015-10/2015-11",
    ),
]


@pytest.fixture
def hand(polly, django_capture_on_commit_callbacks):
    """Hand in and let the worker check, unless it is to wait."""

    def run(*lines, works=True, **options):
        with django_capture_on_commit_callbacks(execute=works):
            history = hand_in(extract=file(*lines, **options), by=polly)
        history.refresh_from_db()
        return history

    return run


@pytest.fixture
def take(polly, django_capture_on_commit_callbacks):
    """Confirm and let the worker take in."""

    def run(history, *, works=True):
        with django_capture_on_commit_callbacks(execute=works):
            confirm(history=history, by=polly)
        history.refresh_from_db()
        return history

    return run


def test_it_is_checked_confirmed_and_taken_in(hand, take, polly):
    history = hand(ONE, TWO, "totaal;2")
    assert (history.stage, history.progress, history.by) == (Stage.CHECKED, 100, polly)
    assert Report.from_json(history.report) == Report(
        count=2,
        pupils=2,
        counted={(2013, "BE-BRU"): 1, (2014, "BE-BRU"): 1, (2015, "BE-BRU"): 1}
        | {(2015, "BE-VAN"): 1},
        refused=[],
    )
    assert not HistoryRow.objects.exists()
    take(history)
    assert (history.stage, history.rows_count) == (Stage.DONE, 2)
    assert (history.taken_in_by, history.content, history.report) == (polly, "", {})
    assert facts() == FACTS


def test_a_pupil_counts_once_a_year_where_its_last_traject_is(hand):
    first = "a1;BE-VAN;;;2015-09-02;2015-12-01;"
    moved = "a1;BE-VLI;;;2016-01-10;2016-10-01;"
    report = Report.from_json(hand(moved, first).report)
    assert report.counted == {(2015, "BE-VLI"): 1, (2016, "BE-VLI"): 1}
    assert (report.count, report.pupils) == (2, 1)
    assert report.table() == [
        (2015, [0, 1, 0, 0, 0, 0, 1]),
        (2016, [0, 1, 0, 0, 0, 0, 1]),
    ]


def test_one_line_refused_refuses_all_and_keeps_no_key(hand, polly):
    history = hand(ONE, "geheimesleutel;Mars;;;2014-05-02;2015-09-15;")
    assert (history.stage, history.content) == (Stage.REFUSED, "")
    report = Report.from_json(history.report)
    assert [(one.line, one.code) for one in report.refused] == [
        (3, "history.province_unknown")
    ]
    with pytest.raises(HistoryMoved):
        confirm(history=history, by=polly)
    assert not HistoryRow.objects.exists()


def test_nothing_of_a_key_stays_readable(hand, take):
    history = hand(ONE.replace("a1", "geheimesleutel"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, report FROM statistics_historyimport")
        (rest,) = cursor.fetchall()
    assert "geheimesleutel" not in "".join(rest)
    assert "BE-VAN" not in "".join(rest)
    take(history)
    pupil = HistoryRow.objects.get().pupil
    assert len(pupil) == 32
    assert "geheime" not in pupil
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM statistics_historykey")
        assert HistoryKey.objects.get().secret not in cursor.fetchone()[0]


def test_one_pupil_has_one_hash_in_every_file_also_after_a_new_key(
    hand, take, settings
):
    take(hand(ONE, TWO))
    settings.DATA_KEYS = [
        "t3:" + "VGhpcyBpcyBhIG5ldyBrZXkgZm9yIHRlc3RzIG9ubHk=",
        *settings.DATA_KEYS,
    ]
    for model, field in encrypted_columns():
        if model is HistoryKey:
            assert rotate(model, field).rotated == 1
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert keyring.current_key_id() == "t3"
    take(hand("a1;BE-VAN;;;2016-09-02;2016-12-01;", name="Later"))
    pupils = HistoryRow.objects.filter(province="BE-VAN").values_list(
        "pupil", flat=True
    )
    assert len(pupils) == 2
    assert len(set(pupils)) == 1


def test_rows_do_not_lie_in_the_order_of_the_file(hand, take):
    lines = [f"p{n};BE-VAN;;;2015-09-02;2015-12-01;" for n in range(30)]
    take(hand(*lines))
    pupils = list(HistoryRow.objects.order_by("pk").values_list("pupil", flat=True))
    assert pupils == sorted(pupils)


def test_what_still_runs_counts_up_to_the_day_of_the_extract(hand, take):
    running = ONE.replace("2016-01-15", "")
    assert hand(running).stage == Stage.REFUSED
    take(hand(running, as_of=date(2016, 3, 31)))
    assert HistoryRow.objects.get().ended == "2016-03"


def test_the_same_file_is_taken_in_once(hand, take, polly):
    waiting = hand(ONE)
    take(hand(ONE))
    with pytest.raises(HistoryAlreadyIn):
        hand_in(extract=file(ONE), by=polly)
    with pytest.raises(HistoryAlreadyIn):
        confirm(history=waiting, by=polly)
    with pytest.raises(HistoryAlreadyIn):
        import_history(extract=file(ONE), dry_run=False)
    assert HistoryRow.objects.count() == 1


@pytest.mark.parametrize(
    ("later", "is_refused"),
    [
        ("a1;BE-VLI;;;2015-12-02;2016-06-01;", True),
        ("a1;BE-VLI;;;2014-12-02;2016-06-01;", True),
        ("a1;BE-VLI;;;2016-01-20;2016-06-01;", False),  # the month it ended in
        ("a2;BE-VLI;;;2015-12-02;2016-06-01;", False),
    ],
)
def test_a_traject_that_an_earlier_file_brought_is_refused(
    hand, take, later, is_refused
):
    take(hand(ONE, TWO, name="Eerste"))
    history = hand(TWO.replace("b2", "c3"), later)
    refused = Report.from_json(history.report).refused
    told = [(one.line, one.words) for one in refused]
    words = "Dit traject overlapt met een dat al is ingevoerd: Eerste."
    assert told == ([(3, words)] if is_refused else [])


def test_it_is_looked_at_again_when_it_is_taken_in(hand, take):
    first, second = hand(ONE), hand(ONE, "b3;BE-VLI;;;2015-12-02;2016-06-01;")
    take(first)
    take(second)
    assert second.stage == Stage.REFUSED
    assert [one.line for one in Report.from_json(second.report).refused] == [2]
    assert HistoryRow.objects.count() == 1


def test_of_two_who_confirm_one_wins(hand, take, polly):
    history = hand(ONE)
    take(history, works=False)
    assert history.stage == Stage.TAKING
    with pytest.raises(HistoryMoved):
        confirm(history=history, by=polly)
    actions.take_in(history.pk)
    actions.take_in(history.pk)  # a second worker
    actions.check(history.pk)
    assert HistoryRow.objects.count() == 1


def test_what_was_thrown_away_meanwhile_is_not_taken_in(hand, take, polly, monkeypatch):
    history = take(hand(ONE), works=False)
    read = actions._read

    def slowly(one):
        reading = read(one)
        throw_away(history=history, by=polly)
        return reading

    monkeypatch.setattr(actions, "_read", slowly)
    actions.take_in(history.pk)
    assert not HistoryImport.objects.exists()
    assert not HistoryRow.objects.exists()


def test_what_is_taken_in_is_not_thrown_away(hand, take, polly):
    history = take(hand(ONE))
    with pytest.raises(HistoryMoved):
        throw_away(history=history, by=polly)
    assert HistoryRow.objects.count() == 1


def test_withdrawn_its_rows_are_gone_and_it_may_come_again(hand, take, polly):
    history = take(hand(ONE, TWO))
    hand("c3;BE-VLI;;;2015-09-02;2015-10-01;")  # waits, so it counts for nothing
    assert list(imports_that_count()) == [history]
    assert withdraw(history=history, why="Verkeerde stand", by=polly) == 2
    assert list(imports_that_count()) == []
    history.refresh_from_db()
    assert (history.stage, history.withdrawn_by) == (Stage.WITHDRAWN, polly)
    assert history.withdrawn_why == "Verkeerde stand"
    assert not HistoryRow.objects.exists()
    with pytest.raises(HistoryMoved):
        withdraw(history=history, why="Nog eens", by=polly)
    take(hand(ONE, TWO))
    assert facts() == FACTS


def test_what_breaks_a_worker_says_so_and_can_be_thrown_away(hand, polly, monkeypatch):
    def breaks(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(actions, "read_history", breaks)
    history = hand(ONE)
    assert history.stage == Stage.BROKEN
    throw_away(history=history, by=polly)
    assert not HistoryImport.objects.exists()


def test_progress_is_kept_on_the_way(hand, monkeypatch):
    history = hand(ONE, works=False)
    seen = []
    read = actions.read_history

    def watched(content, *, progress, **more):
        for done in (0, 5_000):
            progress(done, 10_000)
            seen.append(HistoryImport.objects.get(pk=history.pk).progress)
        return read(content, progress=progress, **more)

    monkeypatch.setattr(actions, "read_history", watched)
    actions.check(history.pk)
    assert seen == [0, 40]


def test_who_waits_longer_than_a_day_is_deleted(hand, take):
    done, waiting, new = take(hand(TWO)), hand(ONE), hand(ONE)
    then = timezone.now() - timedelta(days=1, hours=1)
    HistoryImport.objects.exclude(pk=new.pk).update(at=then)
    assert actions.delete_old_imports(timezone.now()) == 1
    left = set(HistoryImport.objects.values_list("pk", flat=True))
    assert left == {done.pk, new.pk}
    assert waiting.pk not in left


@pytest.mark.parametrize("content", [b"", b"\xff\xfe;", b"caf\xe9"])
def test_what_is_no_text_is_refused_at_once(polly, content):
    with pytest.raises(HistoryRefused):
        hand_in(extract=Extract(content, "x", "x"), by=polly)
    assert not HistoryImport.objects.exists()


@pytest.mark.parametrize("who", ["cora", "carla", "hans", "pia"])
def test_others_may_not(request, hand, take, who):
    user = request.getfixturevalue(who)
    waiting, done = hand(ONE), take(hand(TWO))
    with pytest.raises(HistoryNotAllowed):
        hand_in(extract=file(ONE), by=user)
    with pytest.raises(HistoryNotAllowed):
        confirm(history=waiting, by=user)
    with pytest.raises(HistoryNotAllowed):
        throw_away(history=waiting, by=user)
    with pytest.raises(HistoryNotAllowed):
        withdraw(history=done, why="x", by=user)
    assert set(HistoryImport.objects.values_list("stage", flat=True)) == {
        "checked",
        "done",
    }


def command(path, *more):
    out, err = StringIO(), StringIO()
    options = ["--name", "Oud", "--source", "Bednet", *more]
    call_command("import_history", str(path), *options, stdout=out, stderr=err)
    return out.getvalue()


def test_the_command_takes_in_and_tells_what_is_counted(tmp_path):
    path = tmp_path / "oud.csv"
    path.write_text(extract(), "utf-8")
    told = command(path, "--dry-run")
    assert "2015-2016: Antwerpen 101, Limburg 45" in told
    assert "Dry run" in told
    assert not HistoryRow.objects.exists()
    assert not HistoryImport.objects.exists()
    assert not HistoryKey.objects.exists()
    assert f"{len(records())} trajects of" in command(path)
    assert HistoryRow.objects.count() == len(records())
    history = HistoryImport.objects.get()
    assert (history.stage, history.rows_count) == (Stage.DONE, len(records()))
    with pytest.raises(CommandError, match="history_already_in"):
        command(path)


def test_what_clashes_with_an_earlier_file_is_refused_by_the_command(hand, take):
    take(hand(ONE))
    clashing = file(
        "b3;BE-VLI;;;2015-12-02;2016-06-01;", "a1;BE-VAN;;;2015-11-02;2016-06-01;"
    )
    report = import_history(extract=clashing, dry_run=False)
    assert [one.line for one in report.refused] == [3]
    assert HistoryRow.objects.count() == 1


def test_of_two_commands_with_one_file_one_takes_it_in(monkeypatch):
    monkeypatch.setattr(reading, "REPORT_EVERY", 1)

    def meanwhile(_done, _of):
        if not HistoryImport.objects.exists():
            import_history(extract=file(ONE), dry_run=False)

    with pytest.raises(HistoryAlreadyIn):
        import_history(extract=file(ONE), dry_run=False, progress=meanwhile)
    assert HistoryRow.objects.count() == 1


def test_the_command_names_every_refused_line_and_writes_nothing(tmp_path):
    path = tmp_path / "fout.csv"
    path.write_text("\n".join([HEAD, ONE, "x;Mars;;;;;", "totaal;3"]), "utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="lines refused: 2"):
        call_command(
            *("import_history", str(path), "--name", "x", "--source", "y"), stdout=out
        )
    assert "line 3 history.province_unknown: provincie:" in out.getvalue()
    assert "line 4 history.total_wrong" in out.getvalue()
    assert not HistoryImport.objects.exists()


def test_the_command_looks_at_the_size_before_it_reads(tmp_path):
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)  # 2 GB of nothing: no byte of it is on the disk
    with pytest.raises(
        CommandError, match="too_large: Dit bestand is groter dan 50 MB"
    ):
        command(path)
    with pytest.raises(CommandError, match="Can't be read"):
        command(tmp_path / "weg.csv")


def test_the_command_reads_what_is_piped_up_to_the_limit(monkeypatch):
    class Pipe:
        class buffer:
            @staticmethod
            def read(size):
                return b"x" * size

    monkeypatch.setattr(parted, "MOST_BYTES", 100)
    monkeypatch.setattr("sys.stdin", Pipe)
    with pytest.raises(CommandError, match="too_large"):
        command("-")


def test_the_demo_loads_its_history_once(polly):
    load_history_demo()
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        load_history_demo()
    of_2016, recent = HistoryImport.objects.order_by("pk")
    assert of_2016.rows_count == of_2016.rows.count() == len(records())
    assert recent.rows_count == recent.rows.count() == sum(BEGAN)
    assert PublishedTable.objects.count() == len(own_files())
    for history in (of_2016, recent):
        withdraw(history=history, why="Weg", by=polly)
    load_history_demo()
    assert not HistoryRow.objects.exists()


@pytest.mark.parametrize(
    "day", [date(2026, 9, 1), date(2026, 11, 28), date(2028, 2, 29), date(2027, 7, 31)]
)
def test_on_any_day_the_demo_has_a_past_to_look_ahead_from(db, day):
    with time_machine.travel(datetime.combine(day, time(12), UTC)):
        load_history_demo()
        found = outlook_of(day)
    last_month = f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"
    assert max(HistoryRow.objects.values_list("ended", flat=True)) <= last_month
    assert found.history.first == date(day.year - 4 - (day.month < 9), 9, 1)
    assert len(found.coming) == 6
    assert len(found.past) >= 20
    assert found.score
