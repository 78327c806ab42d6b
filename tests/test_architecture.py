"""Imports run one way, each kind of line has its room, and the public names hold."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import sentiment

ROOT = Path(sentiment.__file__).parent.parent
ENGINE = sorted((ROOT / "sentiment").glob("*.py"))
APP = sorted([*(ROOT / "dashboard").glob("*.py"), *(ROOT / "dashboard/views").glob("*.py")])
# A module of the engine imports only modules of a lower rank.
RANK = {
    name: rank
    for rank, names in enumerate(
        [
            "errors kept forms language",
            "sessions lexicon stats furniture companies comments export findings fits resampling"
            " claim_moments connections markup display servers pdf",
            "tokens word",
            "passages marks vader naming prices events files feeds sweeps intake yahoo database"
            " leadlag claim_names claim_words rowfiles",
            "aspects directions dealings syndication panel rows averages reported returns"
            " claim_subjects fetching claim_phrases tables texts",
            "article_tables situations comparisons study claim_changes claim_days article_rows"
            " search",
            "finance claim_levels claim_records claim_sharing store announced corrections",
            "scoring claim_figures claim_reader refresh tone_shelf signature_shelf notes"
            " backup_values own_announcements",
            "bulk series fingerprint evaluation around claim_superlatives library backup_rows",
            "claims cluster exchange backup",
            "claim_history",
            "verdicts",
            "brief",
            "__main__ __init__",
        ]
    )
    for name in names.split()
}
NETWORK = {"yfinance", "requests", "urllib", "urllib3", "http", "socket", "curl_cffi", "httpx"}
DATABASE = {"database", "servers", "tables", "article_rows", "search", "store", "library"}
DATABASE |= {"tone_shelf", "signature_shelf", "exchange", "backup", "backup_rows", "backup_values"}
DATABASE |= {"notes", "own_announcements"}
PUBLIC = {
    *("EditedElsewhereError", "Library", "export_library", "import_library", "labelled"),
    *("Around", "CoverageError", "DataError", "EventStudy", "Evaluation", "LeadLag", "Polarity"),
    *("Reading", "Refresher", "SentimentError", "Store", "StoreError", "TooFewError", "YahooError"),
    *("around_articles", "by_session", "check_figure", "Check", "daily", "evaluate", "event_study"),
    *(
        "fetch_daily",
        "fetch_headlines",
        "fetch_intraday",
        "read_feed",
        "find_details",
        "lead_lag",
        "log_returns",
        "mentions",
    ),
    *("market_adjusted", "merged", "move_of", "polarity", "read_articles", "read_events"),
    *("read_figures", "read_intraday", "read_prices", "read_results", "score", "session_of"),
    *(
        "simple_returns",
        "text_of",
        "to_csv",
        "find_claims",
        "rolling",
        "surprise",
        "tone_series",
        "score_many",
        "judge",
        "Claim",
        "Judged",
        "to_json_lines",
        "to_workbook",
        "tones",
        "article_of",
        "fetch",
        "FetchError",
        "Fetched",
    ),
}


def imported(path: Path) -> set[str]:
    """The names that a file imports: the full path of each."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def inner(path: Path) -> set[str]:
    """The engine's modules that one of them imports."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("sentiment.")} - {
        "Reading"
    }


def called(path: Path, holder: str) -> set[str]:
    """What a file takes from the module named *holder*, as in ``st.cache_data``."""
    return {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == holder
    }


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_imports_of_the_engine_run_one_way(path: Path) -> None:
    assert all(RANK[name] < RANK[path.stem] for name in inner(path))


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_the_engine_draws_nothing(path: Path) -> None:
    outer = {name.split(".")[0] for name in imported(path)}

    assert outer.isdisjoint({"streamlit", "plotly", "dashboard"})


def test_reading_a_text_loads_no_part_of_the_app() -> None:
    program = (
        "import sys, sentiment; sentiment.score('Nvidia beats.');"
        "print(sorted({'streamlit', 'plotly', 'yfinance', 'sqlalchemy'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "[]"


def test_few_modules_meet_the_network() -> None:
    meeting = {
        path.stem
        for path in ENGINE
        if NETWORK
        & {name.split(".")[0] for name in imported(path) if not name.startswith("urllib.parse")}
    }

    assert meeting == {"yahoo", "connections", "fetching", "cluster"}


def test_few_modules_meet_the_database() -> None:
    meeting = {
        path.stem
        for path in ENGINE
        if any(name.startswith(("sqlalchemy", "alembic")) for name in imported(path))
    }

    assert meeting <= DATABASE


def test_one_module_of_the_app_knows_session_state() -> None:
    assert {path.stem for path in APP if "session_state" in called(path, "st")} == {"state"}


def test_caches_are_where_data_come_from() -> None:
    caching = {path.stem for path in APP if called(path, "st") & {"cache_data", "cache_resource"}}

    assert caching == {"data", "study_data"}


@pytest.mark.parametrize("path", APP, ids=lambda path: path.stem)
def test_the_app_writes_no_markup_of_its_own(path: Path) -> None:
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")
    assert "html" not in called(path, "st")


def test_few_modules_run_in_the_browser_and_none_of_them_draws_there() -> None:
    running = {path.stem for path in APP if "components" in called(path, "st")}
    scripts = sorted((ROOT / "dashboard").glob("*.js"))

    assert running == {script.stem for script in scripts} == {"drafts", "visit"}
    for script in scripts:
        assert not re.search("innerHTML|parentElement|append", script.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name", ["charts", "day_charts", "study_charts", "looks", "wording", "images"]
)
def test_what_draws_and_words_knows_no_page(name: str) -> None:
    assert not any(
        found.startswith("streamlit") for found in imported(ROOT / f"dashboard/{name}.py")
    )


@pytest.mark.parametrize("path", [*ENGINE, *APP], ids=lambda path: path.stem)
def test_a_module_stays_readable_in_one_sitting(path: Path) -> None:
    longest = 120 if path.parent.name == "views" else 60 if path.stem == "app" else 450

    assert len(path.read_text(encoding="utf-8").splitlines()) <= longest


def test_no_file_of_the_app_hides_a_module_that_others_import() -> None:
    hidden = {path.stem for path in APP if path.parent.name == "dashboard"} - {
        "__init__",
        "__main__",
    }

    assert hidden.isdisjoint(sys.stdlib_module_names | {"sentiment", "seeds"})


def test_public_names_are_these() -> None:
    assert set(sentiment.__all__) == PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_public_name_is_there_and_hides_no_module(name: str) -> None:
    found = getattr(sentiment, name)

    assert found.__doc__
    assert found is getattr(import_module(found.__module__), name)
    assert not (ROOT / f"sentiment/{name}.py").exists()


def test_every_dependency_is_imported() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split("[>=]", one)[0].replace("-", "_").lower() for one in asked["dependencies"]}
    files = [path for room in ("sentiment", "dashboard") for path in (ROOT / room).rglob("*.py")]
    outer = {name.split(".")[0] for path in files for name in imported(path)}
    brought = packages_distributions()
    used = {one.replace("-", "_").lower() for name in outer for one in brought.get(name, ())}

    assert names - used == {"lxml_html_clean"}  # which is there for what another one imports
