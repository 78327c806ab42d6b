"""The faults that the benchmark puts into the code: which, where, and by what tests met."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def mutations(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return _benchmark("mutations", monkeypatch)


@pytest.fixture
def mutants(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return _benchmark("mutants", monkeypatch)


def _benchmark(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    for loaded in ("mutants", "mutations"):
        monkeypatch.delitem(sys.modules, loaded, raising=False)
    return import_module(name)


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("a < b", ["(a <= b)"]),
        ("a <= b < c", ["(a < b < c)", "(a <= b <= c)"]),
        ("a in b", ["(a not in b)"]),
        ("a and b", ["(a or b)"]),
        ("not a", ["(a)"]),
        ("a - b", ["(a + b)"]),
        ("a += b", ["a -= b"]),
        ("a = 5", ["a = (6)"]),
        ("a = 500", ["a = (600)"]),
        ("a = 0.5", ["a = (0.6)"]),
        ("a = 0.0", ["a = (1.0)"]),
        ("a = True", ["a = (False)"]),
        ("min(a)", ["(max(a))", "pass"]),
        ("write(a)", ["pass"]),
        ("raise Wrong(5, a < b)", ["pass"]),
        ("if a:\n    b = c", ["if (not a):\n    b = c"]),
        ("b if a.is_open else c", ["b if (not a.is_open) else c"]),
        ("def f(a=1): return a", ["def f(a=(2)): return a", "def f(a=1): return None"]),
        ("def f(): return a | b", ["def f(): return (a & b)", "def f(): return None"]),
    ],
)
def test_a_fault_is_of_a_kind_that_people_make(
    mutations: ModuleType, source: str, faults: list[str]
) -> None:
    made = [mutations.mutated(source, one) for one in mutations.mutants_of("a.py", source)]

    assert sorted(made) == sorted(faults)


@pytest.mark.parametrize(
    "source",
    [
        '"""At most 5 < 6."""',
        'def f() -> None:\n    """Return 5 and not 6."""',
        "a: Literal[5] | None",
        "def f(a: Literal[5]) -> tuple[Literal[1], ...]: ...",
        "@cache(maxsize=5)\ndef f(): ...",
        'a = f"{b < c} and {d + 5}"',
        "Frames = Series | DataFrame",
        "pairs = zip(a, b, strict=True)",
        "if TYPE_CHECKING:\n    import a",
    ],
)
def test_words_and_types_are_no_place_for_a_fault(mutations: ModuleType, source: str) -> None:
    assert mutations.mutants_of("a.py", source) == []


def test_a_fault_stands_in_its_place_and_nothing_else_is_changed(mutations: ModuleType) -> None:
    source = (
        'said = "−5 %"; low = said or (  # both\n    other\n    < 3\n)  # “after”\nlast = said\n'
    )

    found = [one for one in mutations.mutants_of("a.py", source) if one.before == "other < 3"]

    assert [str(one) for one in found] == ["a.py:2  other < 3  →  (other <= 3)"]
    assert mutations.mutated(source, found[0]) == source.replace("other\n    < 3", "(other <= 3)")


def test_every_area_has_enough_of_them_and_draws_the_same_again(mutants: ModuleType) -> None:
    modules = [path for area in mutants.AREAS for path in mutants.modules_of(area)]
    sessions = mutants.drawn("sessions", each=30, seed=0)

    assert len(modules) == len(set(modules))
    assert len(set(sessions)) == 30
    assert mutants.drawn("sessions", each=30, seed=0) == sessions
    assert mutants.drawn("sessions", each=30, seed=1) != sessions


def test_a_module_is_met_by_its_room_and_by_those_that_import_it_in_no_browser(
    mutants: ModuleType,
) -> None:
    tests = mutants.tests_of("sentiment/claims/checks.py")

    assert tests >= {"sentiment/claims/checks.py", "tests/claims/test_verdicts.py"}
    assert "tests/test_browser.py" not in tests
    assert all((ROOT / test).is_file() for test in tests)


def test_another_room_s_files_count_only_where_none_of_its_own_imports_a_module(
    mutants: ModuleType,
) -> None:
    elsewhere = "tests/app/wording/test_claims.py"

    assert elsewhere not in mutants.tests_of("sentiment/claims/verdicts.py")
    assert "tests/claims/test_verdicts.py" in mutants.tests_of("sentiment/claims/verdicts.py")


@pytest.mark.parametrize(
    ("seconds", "met"),
    [
        (99, ["own quick", "own slow", "strange", "nearby", "other"]),
        (3, ["own quick", "own slow"]),  # a second and two
        (2, ["own quick", "own slow"]),
        (1, ["own quick"]),
    ],
)
def test_a_fault_is_met_by_so_many_seconds_of_tests_the_nearest_first(
    mutants: ModuleType, seconds: float, met: list[str]
) -> None:
    path = "sentiment/claims/checks.py"
    fault = next(one for one in mutants.mutants_of(path, (ROOT / path).read_text("utf-8")))
    place = mutants.place_of(path, (ROOT / path).read_text("utf-8"), fault.start[0])
    own, strange = "tests/claims/test_checks.py", "tests/claims/test_finding.py"

    def ran(name: str, file: str, took: float, *places: str) -> Any:
        return mutants.Reach(f"{file}::{name}", took, frozenset(places), frozenset())

    known = [
        ran("other", own, 1, "b.py:1"),
        ran("nearby", own, 1, f"{path}:0"),
        ran("strange", strange, 0.5, place),
        ran("own slow", own, 2, place),
        ran("own quick", own, 1, place),
        ran("nowhere", "tests/claims/test_boxes.py", 1, f"{path}:0"),
    ]

    tests = mutants.met_by(fault, known, seconds=seconds)

    assert [one.partition("::")[2] for one in tests] == met


def test_what_runs_is_known_by_its_outermost_function(mutations: ModuleType) -> None:
    source = '''"""A module."""
LOW = 5

class Bar:
    @property
    def low(self):
        """The lowest."""
        def inner():
            return LOW
        return inner()

def other(): return 1
'''
    reached: set[str] = set()
    names: dict[str, Any] = {"__name__": "bars", "__reached__": reached}

    exec(mutations.watched("bars.py", source), names)  # noqa: S102
    loaded = set(reached)
    value = names["Bar"]().low

    assert (value, names["Bar"].low.__doc__, names["__doc__"]) == (5, "The lowest.", "A module.")
    assert loaded == {"bars.py"}
    assert reached == {"bars.py", mutations.place_of("bars.py", source, 9)}
    assert mutations.place_of("bars.py", source, 5) == mutations.place_of("bars.py", source, 9)
    assert mutations.place_of("bars.py", source, 2) == "bars.py"
    assert mutations.place_of("bars.py", source, 12) == "bars.py:12"
