"""Every package that any promised Python or system asks for has its version pinned.

What a package asks for is read from those that are installed here; one that other systems alone
install has to be pinned, and what it asks for itself is not known here.
"""

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise

import pytest
from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from dashboard import first_run

PROJECT = tomllib.loads((first_run.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LINES = (first_run.ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {
    canonicalize_name(name): version
    for name, version in (line.split("==") for line in LINES if "==" in line)
}
HASHED = {
    canonicalize_name(one.name): one
    for one in map(
        Requirement,
        re.findall(r"^\w.*==[^\\]*", (first_run.ROOT / first_run.HASHES).read_text(), re.MULTILINE),
    )
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
MACHINES = {"Linux": "x86_64", "macOS": "arm64", "Windows": "AMD64"}


def environment(python: str, system: str) -> Environment:
    """Return what markers are held against on a system with a Python."""
    told = default_environment()
    told.update(python_version=python, python_full_version=f"{python}.0")  # type: ignore[typeddict-item]
    told.update(SYSTEMS[system], platform_machine=MACHINES[system])  # type: ignore[typeddict-item]
    return told


def asked_for(told: Environment, *, extras: bool = True) -> Iterator[Requirement]:
    """Yield what the project asks for in an environment, and each package that it brings."""
    more = [one for some in PROJECT["optional-dependencies"].values() for one in some if extras]
    waiting = [Requirement(one) for one in (*PROJECT["dependencies"], *more)]
    seen = set()
    while waiting:
        one = waiting.pop()
        if (name := (canonicalize_name(one.name), *sorted(one.extras))) in seen:
            continue
        seen.add(name)
        yield one
        try:
            brought = importlib.metadata.requires(one.name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for deeper in map(Requirement, brought):
            chosen = [{**told, "extra": extra} for extra in ("", *one.extras)]
            if deeper.marker is None or any(map(deeper.marker.evaluate, chosen)):
                waiting.append(deeper)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_package_of_a_system_is_pinned_to_what_is_asked_for(python: str, system: str) -> None:
    asked = list(asked_for(environment(python, system)))

    assert len(asked) > len(PROJECT["dependencies"])
    assert {one.name for one in asked if canonicalize_name(one.name) not in PINS} == set()
    unfit = [str(one) for one in asked if PINS[canonicalize_name(one.name)] not in one.specifier]
    assert unfit == []


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_first_command_knows_the_hashes_of_all_that_it_installs(
    python: str, system: str
) -> None:
    told = environment(python, system)
    asked = {canonicalize_name(one.name) for one in asked_for(told, extras=False)}
    hashed = {
        name for name, one in HASHED.items() if one.marker is None or one.marker.evaluate({**told})
    }

    assert asked | {"setuptools"} <= hashed  # which builds the project itself
    assert {name: str(HASHED[name].specifier) for name in hashed} == {
        name: f"=={PINS[name]}" for name in hashed
    }


def test_every_pin_has_hashes_and_no_file_names_an_index() -> None:
    lines = (first_run.ROOT / first_run.HASHES).read_text(encoding="utf-8").splitlines()
    after = [below for line, below in pairwise(lines) if "==" in line]

    assert len(after) == len(HASHED)
    assert all(re.match(r" +--hash=sha256:[0-9a-f]{64}\b", one) for one in after)
    assert [one for one in (*lines, *LINES) if one.startswith("-") or "://" in one] == []


def test_every_pin_takes_the_oldest_python_that_is_promised() -> None:
    promised = PROJECT["requires-python"].removeprefix(">=")
    held = {
        name: found
        for name in PINS
        for found in importlib.metadata.distributions(name=name)
        if found.version == PINS[name]
    }
    refused = {
        name: wants
        for name, found in held.items()
        if (wants := found.metadata.get("Requires-Python"))
        and f"{promised}.0" not in SpecifierSet(wants)
    }

    assert len(held) > len(
        first_run.requirements()
    )  # else this Python has other versions than the pinned
    assert refused == {}


@pytest.mark.parametrize(
    "name", ["plotly", "starlette", "streamlit", "urllib3", "vaderSentiment", "yfinance"]
)
def test_a_package_whose_inside_is_used_is_not_taken_in_its_next_version(name: str) -> None:
    [asked] = [one for one in map(Requirement, PROJECT["dependencies"]) if one.name == name]
    major = int(PINS[asked.name.lower()].split(".")[0])

    assert PINS[name.lower()] in asked.specifier
    assert f"{major + 1}.0" not in asked.specifier
