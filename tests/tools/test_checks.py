"""The tools of `make check` and the set-up: they see what they should see."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import check_sizes
import check_translations
import node
import pytest
import steps
import system_packages

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("v18.20.4", False),
        ("v20.18.9", False),
        ("v20.19.0", True),
        ("v21.7.0", False),
        ("v22.12.0", False),
        ("v22.13.0", True),
        ("v24.0.0", True),
        ("v26.1.0", True),
        ("", False),
    ],
)
def test_node_is_new_enough_for_all_our_tools(version, expected):
    assert node.is_new_enough(version) is expected


def measured(source, name="sio/core/views.py"):
    lines = source.splitlines()
    (function,) = ast.parse(source).body
    return {
        size.what.split()[0]: (size.count, size.limit, size.is_lifted)
        for size in check_sizes.measure_function(
            function, name, lines, is_view_file=True
        )
    }


def test_view_is_measured_as_a_view_and_others_as_functions():
    view = measured("def page(request):\n    a = 1\n    return a\n")
    other = measured("def page(self, a, *, b):\n    return a\n")

    assert view == {"view": (3, 40, False), "arguments": (1, 7, False)}
    assert other == {"function": (2, 60, False), "arguments": (2, 7, False)}


def test_limit_is_lifted_only_with_a_reason():
    with_reason = measured("def f(a):  # size: one table\n    return a\n")
    without = measured("def f(a):  # size:\n    return a\n")

    assert with_reason["function"] == (2, 60, True)
    assert without["function"] == (2, 60, False)


def found(text, path):
    source = path / ("page.html" if "{%" in text else "page.py")
    source.write_text(text)
    with check_translations.readable(source) as opened:
        return [key for _line, key in check_translations.texts(opened)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('x = _("Dag")', [(None, "Dag")]),
        ('x = gettext_lazy("Naar " "de klas")', [(None, "Naar de klas")]),
        ('x = pgettext("hand", "Op")', [("hand", "Op")]),
        ('x = ngettext("%d les", "%d lessen", n)', [(None, "%d les")]),
        ('  <p>{% translate "Dag" %}</p>', [(None, "Dag")]),
        (
            "<p>\n    {% blocktranslate %}Dag {{ name }}{% endblocktranslate %}\n</p>",
            [(None, "Dag %(name)s")],
        ),
    ],
)
def test_texts_are_found_in_python_and_templates(tmp_path, text, expected):
    assert found(text, tmp_path) == expected


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Dag {name}"\nmsgstr "Hello {name}"', ""),
        ('msgid "Dag {name}"\nmsgstr ""', "empty"),
        ('msgid "Dag {name}"\nmsgstr "Hello"', "lost a placeholder"),
        ('msgid "Dag {name}"\nmsgstr "{name} {x}"', "has a placeholder too many"),
        ('#, fuzzy\nmsgid "Dag {name}"\nmsgstr "Hi {name}"', "uncertain (fuzzy)"),
        ('msgid "Anders"\nmsgstr "Else"', "missing"),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(entry, problem):
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalogue = check_translations.read_po(io.BytesIO((header + entry).encode()))

    assert check_translations.problem_with(catalogue, None, "Dag {name}") == problem


def test_step_runs_again_only_when_its_inputs_change(tmp_path, capsys):
    done = []

    def do(inputs):
        stamp = tmp_path / "stamp"
        steps.step("Work", stamp=stamp, inputs=inputs, work=lambda: done.append(inputs))

    for inputs in ("a", "a", "b"):
        do(inputs)

    assert done == ["a", "b"]
    assert capsys.readouterr().out.count("Work") == 2


def test_failed_step_says_why_and_runs_again(tmp_path):
    stamp = tmp_path / "stamp"

    def fail():
        steps.run(["sh", "-c", "echo broken; exit 3"], why="It broke.")

    with pytest.raises(steps.SetupError, match=r"^It broke\.$"):
        steps.step("Work", stamp=stamp, inputs="a", work=fail)

    assert not stamp.exists()


def test_missing_program_is_named_when_it_may_not_be_installed(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")  # no apt-get either
    programs = {"chromium": ["no-such-browser"], "coreutils": ["/bin/l*s"]}

    with pytest.raises(steps.SetupError, match="missing here: chromium "):
        system_packages.install_system_packages(programs)


@pytest.mark.parametrize("name", ["", "-dev", "-node", "-audit"])
def test_locks_have_hashes_and_no_addresses(name):
    lock = (ROOT / f"requirements{name}.txt").read_text()
    packages = re.findall(
        r"^[a-z0-9].*?==.*?(?=^[a-z0-9]|\Z)", lock, re.M | re.S | re.I
    )

    assert packages
    assert [each for each in packages if "--hash=sha256:" not in each] == []
    assert "://" not in lock


def test_lock_of_the_front_end_has_no_download_addresses():
    lock = (ROOT / "frontend" / "package-lock.json").read_text()

    assert '"integrity": "sha512-' in lock
    assert '"resolved"' not in lock


def test_the_demo_goes_on_without_what_makes_a_pdf(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "/nowhere")
    missing = {"libpango-1.0-0": ["/no/such/lib*"]}

    assert not system_packages.install_or_go_on(missing, without="No PDF can be made")
    assert capsys.readouterr().out.startswith(
        "No PDF can be made: Programs are missing here: libpango-1.0-0 "
    )
    assert system_packages.install_or_go_on({"coreutils": ["/bin/l*s"]}, without="x")
