"""Imports run one way, each kind of line has its room, and the public names hold."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import sentiment

ROOT = Path(sentiment.__file__).parent.parent
# The rooms in the order of the story: one imports only those on lines above its own. Rooms on one
# line are strangers to each other.
ORDER = {
    "sentiment": (
        "errors",
        "offline parquet",
        "text",
        "market output",
        "reading claims intake library",
        "study batch",
        "reports commands",
        "__init__ __main__",
    ),
    "dashboard": (
        "__init__ selection wording",
        "data charts",
        "state",
        "opened",
        "box",
        "images",
        "report",
        "panels commands",
        "visit",
        "views app serving",
        "first_run",
        "__main__",
    ),
}
PURE = ("charts", "wording", "images", "report", "selection")  # what draws and words knows no page
NETWORK = {"yfinance", "requests", "urllib", "urllib3", "http", "socket", "curl_cffi", "httpx"}
MODULES = sorted(path for root in ORDER for path in (ROOT / root).rglob("*.py"))
ENGINE = [path for path in MODULES if path.is_relative_to(ROOT / "sentiment")]
APP = [path for path in MODULES if path.is_relative_to(ROOT / "dashboard")]


def name_of(path: Path) -> str:
    """A module's name: "sentiment.text.tokens"."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def room_of(name: str) -> str:
    """The room of a module's name: "text"; of the packages themselves their own file."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


NAMES = {name_of(path): path for path in MODULES}
PLACE = {
    root: {room: place for place, rooms in enumerate(lines) for room in rooms.split()}
    for root, lines in ORDER.items()
}


def imported(path: Path) -> set[str]:
    """The names that a file imports, those inside functions too: the full path of each."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def modules_imported(path: Path) -> Iterator[str]:
    """The project's own modules that a file imports."""
    for name in imported(path):
        if name in NAMES:
            yield name
        elif (holder := name.rpartition(".")[0]) in NAMES:
            yield holder
        elif holder in ORDER or name in ORDER:
            yield f"{name.partition('.')[0]}.__init__"


def called(path: Path, holder: str) -> set[str]:
    """What a file takes from the module named *holder*, as in ``st.cache_data``."""
    return {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == holder
    }


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    name = name_of(path)
    root, room = name.split(".")[0], room_of(name)
    place = PLACE[root]
    others = {room_of(one) for one in modules_imported(path) if one.split(".")[0] == root} - {room}

    assert room in place, f"{room} has no place in the order"
    assert {other for other in others if place[other] >= place[room]} <= {"__init__"}


@pytest.mark.parametrize(("root", "room"), [(root, room) for root in ORDER for room in PLACE[root]])
def test_no_circle_runs_within_a_room(root: str, room: str) -> None:
    rooms = {name for name in NAMES if name.split(".")[0] == root and room_of(name) == room}
    graph = {name: rooms & {*modules_imported(NAMES[name])} - {name} for name in rooms}

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name == "__init__.py"], ids=name_of
)
def test_a_room_opens_with_its_docstring_alone(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body

    assert ast.get_docstring(ast.Module(body=body, type_ignores=[]))
    assert len(body) == 1 or path.parent == ROOT / "sentiment"


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_the_engine_draws_nothing(path: Path) -> None:
    outer = {name.split(".")[0] for name in imported(path)}

    assert outer.isdisjoint({"streamlit", "plotly", "dashboard"})


@pytest.mark.parametrize(
    ("program", "unneeded"),
    [
        (
            "import sentiment; sentiment.score('Nvidia beats.')",
            "streamlit plotly yfinance sqlalchemy",
        ),
        ("from sentiment.__main__ import parser; parser([]).format_help()", "pandas numpy pyarrow"),
        ("from dashboard.__main__ import options; options().format_help()", "pandas streamlit"),
    ],
)
def test_what_is_not_needed_is_not_loaded(program: str, unneeded: str) -> None:
    program += f"; import sys; print(sorted({set(unneeded.split())!r} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "[]"


def test_few_rooms_meet_the_network() -> None:
    meeting = {
        room_of(name_of(path))
        for path in ENGINE
        if NETWORK
        & {name.split(".")[0] for name in imported(path) if not name.startswith("urllib.parse")}
    }

    assert meeting == {"market", "intake", "batch"}


def test_one_room_meets_the_database() -> None:
    meeting = {
        room_of(name_of(path))
        for path in ENGINE
        if any(name.startswith(("sqlalchemy", "alembic")) for name in imported(path))
    }

    assert meeting == {"library"}


def test_three_modules_of_the_app_know_session_state() -> None:
    assert {name_of(path) for path in APP if "session_state" in called(path, "st")} == {
        "dashboard.state",
        "dashboard.opened",
        "dashboard.box",
    }


def test_caches_are_where_data_come_from() -> None:
    caching = {
        room_of(name_of(path))
        for path in APP
        if called(path, "st") & {"cache_data", "cache_resource"}
    }

    assert caching == {"data"}


@pytest.mark.parametrize("path", APP, ids=name_of)
def test_the_app_writes_no_markup_of_its_own(path: Path) -> None:
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")
    assert "html" not in called(path, "st")


def test_few_modules_run_in_the_browser_and_none_makes_markup_of_text_there() -> None:
    running = {path.with_suffix("") for path in APP if "components" in called(path, "st")}
    scripts = sorted((ROOT / "dashboard").rglob("*.js"))

    assert running == {script.with_suffix("") for script in scripts}
    for script in scripts:
        written = script.read_text(encoding="utf-8")
        assert not re.search("(inner|outer|Adjacent)HTML|document.write|DOMParser", written)
        if script.parent.name != "panels":  # what draws stands beside the panel that it draws
            assert not re.search("parentElement|append", written)


@pytest.mark.parametrize(
    "path", [path for path in APP if room_of(name_of(path)) in PURE], ids=name_of
)
def test_what_draws_and_words_knows_no_page(path: Path) -> None:
    assert not any(name.startswith("streamlit") for name in imported(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stays_readable_in_one_sitting(path: Path) -> None:
    longest = 120 if path.parent.name == "views" else 60 if path.stem == "app" else 400

    assert len(path.read_text(encoding="utf-8").splitlines()) <= longest


def test_no_room_of_the_app_hides_a_module_that_others_import() -> None:
    # Streamlit puts the folder of its main script first on the import path.
    folder = ROOT / "dashboard"
    hiding = {one.stem for one in folder.iterdir()} | {
        one.stem for one in (folder / "serving").iterdir()
    }
    hiding -= {"__init__", "__main__", "__pycache__", ".streamlit"}

    assert hiding.isdisjoint(
        sys.stdlib_module_names | packages_distributions().keys() - {"dashboard"}
    )
    assert hiding.isdisjoint({"sentiment", "seeds"})


@pytest.mark.parametrize("name", sentiment.__all__)
def test_a_public_name_is_there_and_hides_no_room(name: str) -> None:
    thing = getattr(sentiment, name)

    assert thing.__doc__
    assert thing is getattr(import_module(thing.__module__), name)
    assert name not in PLACE["sentiment"]


def test_every_dependency_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split("[>=]", one)[0].replace("-", "_").lower() for one in project["dependencies"]}
    outer = {name.split(".")[0] for path in MODULES for name in imported(path)}
    brought = packages_distributions()
    used = {one.replace("-", "_").lower() for name in outer for one in brought.get(name, ())}

    assert names - used == {"lxml_html_clean"}  # which is there for what another one imports
