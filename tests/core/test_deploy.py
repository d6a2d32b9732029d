"""deploy/ names what exists, and says the same thing twice only if it is the same."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from uvicorn.main import main as uvicorn_command

from sio.statistics.management.commands import demo
from tests.core.test_docs import named

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
UNIT = (DEPLOY / "systemd/sio@.service").read_text()
EXAMPLE = (DEPLOY / "systemd/environment.example").read_text()


def command_of_image():
    return json.loads(DOCKERFILE[DOCKERFILE.rindex("\nCMD ") + 5 :].replace("\\\n", ""))


def command_of_unit():
    text = UNIT.replace("\\\n", " ")
    return shlex.split(re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)[1])


def options_of(command):
    """What uvicorn makes of it; it exits when it does not know an option."""
    place = {"host", "port"}
    arguments = [word.replace("%i", "8001") for word in command[1:]]
    context = uvicorn_command.make_context("uvicorn", arguments)
    return {
        name: value
        for name, value in context.params.items()
        if name not in place and context.get_parameter_source(name).name != "DEFAULT"
    }


def test_image_and_unit_start_the_same_server():
    assert options_of(command_of_image()) == options_of(command_of_unit())


def test_the_server_is_started_as_the_product_wants_it():
    assert options_of(command_of_unit()) == {
        "app": "sio.asgi:application",
        "ws": "websockets-sansio",
        "ws_max_size": demo.LARGEST_FRAME_BYTES,
        "ws_per_message_deflate": False,
        "lifespan": "on",
        "access_log": False,
        "proxy_headers": False,
        "server_header": False,
        "timeout_graceful_shutdown": 5,
    }


def base(name):
    """The variable that a name sets: secrets may come from a file."""
    return name.removesuffix("_FILE")


def variables_of_compose():
    return set(COMPOSE["x-sio"]["environment"])


def variables_of_example():
    return {line.partition("=")[0] for line in EXAMPLE.splitlines() if line[0] != "#"}


@pytest.mark.parametrize("names", [variables_of_compose(), variables_of_example()])
def test_only_documented_variables_are_set(names):
    documented = set(named("configuration.md", "[A-Z_]+", width=4))
    assert {base(name) for name in names} - documented == set()
    assert {"SIO_DEMO", "SIO_SECRET_KEY"} & names == set()  # the key: from a file


@pytest.mark.parametrize("names", [variables_of_compose(), variables_of_example()])
def test_all_that_a_real_installation_needs_is_set(names):
    needed = {"SIO_SECRET_KEY", "SIO_DATA_KEYS", "SIO_HOSTS", "SIO_PUBLIC_URL"}
    needed |= {"SIO_TRUSTED_PROXIES"}
    needed |= {"DATABASE_URL", "REDIS_URL", "SIO_EMAIL_URL", "SIO_MAIL_FROM"}
    needed |= {"SIO_TURN_URLS", "SIO_TURN_SECRET", "SIO_STUN_URLS"}
    assert needed - {base(name) for name in names} == set()


def test_what_the_image_copies_is_there():
    copies = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    sources = [source for line in copies for source in line.split()]
    assert "requirements.txt" in sources
    assert [name for name in sources if not (ROOT / name).exists()] == []


def test_what_the_services_mount_is_there_or_to_be_filled_in():
    ours = [
        mount.split(":")[0]
        for service in COMPOSE["services"].values()
        for mount in service.get("volumes", [])
        if mount.startswith("./")
    ]
    to_fill_in = {"./coturn/certificates"}
    assert {name for name in ours if not (DEPLOY / name).exists()} == to_fill_in


def test_every_secret_is_declared_and_explained():
    declared = set(COMPOSE["secrets"])
    used = {
        name
        for service in COMPOSE["services"].values()
        for name in service.get("secrets", [])
    }
    assert used == declared
    readme = (DEPLOY / "README.md").read_text()
    assert {name for name in declared if f"secrets/{name}" not in readme} == set()


def test_nothing_of_redis_goes_to_disk():
    command = COMPOSE["services"]["redis"]["command"]
    assert command[1:] == ["--save", "", "--appendonly", "no"]


def test_worker_and_clock_run_with_containers_and_without():
    for name, command in (("worker", "db_worker"), ("clock", "clock")):
        unit = (DEPLOY / f"systemd/sio-{name}.service").read_text()
        assert f"/python manage.py {command}\n" in unit
        said = " ".join(COMPOSE["services"][name]["command"])
        assert f"python manage.py {command}" in said


def test_the_clock_ticks_every_five_minutes_both_ways():
    timer = (DEPLOY / "systemd/sio-clock.timer").read_text()
    assert "OnCalendar=*:0/5\n" in timer
    assert COMPOSE["services"]["clock"]["command"][-1].endswith("sleep 300; done")


def test_a_worker_that_stops_has_time_for_the_mail_that_leaves(settings):
    unit = (DEPLOY / "systemd/sio-worker.service").read_text()
    stop_s = int(re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)[1])
    assert stop_s > settings.EMAIL_TIMEOUT
    assert COMPOSE["services"]["worker"]["stop_grace_period"] == f"{stop_s}s"


def test_commands_of_the_timers_exist():
    said = " ".join(path.read_text() for path in DEPLOY.rglob("*") if path.is_file())
    called = set(re.findall(r"manage\.py ([a-z_]+)", said))
    own = {path.stem for path in ROOT.glob("sio/*/management/commands/*.py")}
    assert called - own <= {"migrate", "collectstatic", "check", "db_worker"}
    assert "clock" in called & own
