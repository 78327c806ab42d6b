import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sentiment.__main__ import COMMANDS, main


def test_a_piped_text_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Operating costs fell sharply."))

    assert main(["read", "-"]) == 0
    told = capsys.readouterr().out
    assert "positive, 1 sentences" in told
    assert "less of a bad thing" in told


def test_a_reading_comes_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text("AMD soars while Nvidia slips.")

    assert main(["read", str(article), "--about", "Nvidia", "--json"]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["label"] == "negative"
    assert reading["low"] is None


ODD = """Nvidia shares fell 2.9% to close at $185.61 on Monday.

Shares of Škoda 日本 fell −3% to $10; “a disaster” 🚀.
"""
WHEN = ("--published", "2026-02-02T16:30-05:00")
NARROW = ["cp1252", "cp437", "cp932", "latin-1", "ascii", "utf-16"]


@pytest.mark.parametrize("page", NARROW)
@pytest.mark.parametrize(
    "words",
    [["read"], ["read", "--json"], ["claims", *WHEN], ["claims", *WHEN, "--json"]],
    ids=" ".join,
)
def test_output_is_utf8_whatever_the_console_takes(
    tmp_path: Path, words: list[str], page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ODD, encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=page) for _ in range(2))
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    code = main([words[0], str(article), *words[1:]])
    out.flush()

    assert code == 0
    assert not out.buffer.getvalue().decode("utf-8").isascii()


def test_an_error_is_utf8_too(monkeypatch: pytest.MonkeyPatch) -> None:
    err = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stderr", err)

    assert main(["read", "日本−\udcff.txt"]) == 1
    err.flush()
    assert "日本−\\udcff.txt" in err.buffer.getvalue().decode("utf-8")


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = b"<html><body><article><p>Shares fell.</p><p>%s</p></article></body></html>"
        found = self.path == "/bet.html"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page % (b"The plan imploded, people close to the talks said. " * 5))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on the loopback address, which this test alone may ask."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    host = f"127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.delenv("DASHBOARD_OFFLINE", raising=False)
    monkeypatch.setenv("DASHBOARD_ALLOW_PRIVATE", host)
    yield f"http://{host}"
    server.shutdown()
    server.server_close()


def test_an_article_is_read_by_its_address(
    site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", f"{site}/bet.html", "--json"]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["label"] == "negative"
    assert reading["sentences"][0]["text"] == "Shares fell."

    article = tmp_path / "article.txt"
    article.write_text("Profit rose.")
    assert main(["read", f"{site}/bet.html", str(article)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["source"] for row in rows] == [f"{site}/bet.html", str(article)]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("{site}/absent.html", "is not there (the site answers 404)"),
        ("http://127.0.0.1:1/", "not on the public internet"),
        ("http://10.0.0.1/", "not on the public internet"),
        ("ftp://example.com/a", "is not an address of the web"),
        ("https://", "is not an address of the web"),
    ],
)
def test_an_address_that_gives_no_article_is_a_sentence(
    site: str, capsys: pytest.CaptureFixture[str], address: str, said: str
) -> None:
    assert main(["read", address.format(site=site)]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_no_address_is_asked_offline(
    site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")

    assert main(["read", f"{site}/bet.html"]) == 1
    assert "DASHBOARD_OFFLINE is set" in capsys.readouterr().err


def test_both_scorers_are_evaluated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labelled = tmp_path / "labelled.csv"
    labelled.write_text("text,label\nThe bet imploded,negative\n")

    assert main(["evaluate", str(labelled), "--json"]) == 0
    plain, finance = json.loads(capsys.readouterr().out)
    assert (plain["n"], finance["accuracy"]) == (1, 1.0)


def test_wrong_input_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "absent.txt"]) == 1
    assert capsys.readouterr().err == "absent.txt: cannot be opened (No such file or directory).\n"


def test_a_command_that_does_not_exist_is_misuse() -> None:
    with pytest.raises(SystemExit) as left:
        main(["shout"])

    assert left.value.code == 2


PUBLISHED = "2026-02-02T18:00-05:00"


def test_what_a_text_claims_of_prices_is_held_against_the_shipped_bars(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Nvidia shares fell 1.1% on Monday.")

    assert main(["claims", str(article), "--published", PUBLISHED]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1 price claim: 1 a moment only.\n\n")
    assert "“Nvidia shares fell 1.1%”: Nvidia (NVDA)" in told
    assert "passed 10:19–11:56 and 14:43" in told
    assert "close to close -2.89%" in told


def test_claims_come_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("The stock closed at $185.61 on Monday."))

    assert main(["claims", "-", "--published", "2026-02-02", "--about", "NVDA", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    [claim] = told["claims"]
    assert told["line"] == "1 price claim: 1 matches"
    assert claim["verdict"] == "matches the close"
    assert (claim["symbol"], claim["amount"]) == ("NVDA", 185.61)


def test_a_text_tells_itself_when_it_was_published(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "A bet unravels\nPublished Mon, Feb 2 2026 11:42 AM EST\n\nNvidia fell 2.9% on Monday."
    monkeypatch.setattr("sys.stdin", io.StringIO(text))

    assert main(["claims", "-"]) == 0
    assert "the range by 11:42 was" in capsys.readouterr().out


def test_a_text_of_a_day_alone_may_know_that_days_close(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "AMD falls\n\nFebruary 4, 2026\n\nAMD shares fell 17% on Wednesday."
    monkeypatch.setattr("sys.stdin", io.StringIO(text))

    assert main(["claims", "-"]) == 0
    assert "Matches the close" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "does not say when it was published; give --published"),
        (["--published", "some day"], "--published: is no instant: some day."),
    ],
)
def test_claims_need_the_instant_of_publication(
    asked: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Nvidia fell 2%."))

    assert main(["claims", "-", *asked]) == 1
    assert said in capsys.readouterr().err


def test_a_text_without_claims_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Nvidia's revenue rose 62%."))

    assert main(["claims", "-", "--published", PUBLISHED]) == 0
    assert capsys.readouterr().out == "No claim about a price was found.\n"


@pytest.fixture
def headlines(tmp_path: Path) -> Path:
    path = tmp_path / "headlines.csv"
    path.write_text("text\nProfit rose.\nCosts rose.\nThe annual meeting is in May.\n")
    return path


def test_many_texts_come_a_row_each(headlines: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(headlines)]) == 0
    told = capsys.readouterr()

    rows = [json.loads(line) for line in told.out.splitlines()]
    assert [(row["row"], row["label"]) for row in rows] == [
        (1, "positive"),
        (2, "negative"),
        (3, "neutral"),
    ]
    assert {row["source"] for row in rows} == {str(headlines)}
    assert told.err == ""


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_many_texts_are_written_to_a_file(headlines: Path, suffix: str) -> None:
    out = headlines.with_name(f"tones{suffix}")

    assert main(["read", str(headlines), "--out", str(out), "--processes", "1"]) == 0
    assert out.stat().st_size > 100


def test_a_fault_in_a_table_writes_nothing(
    headlines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (absent := headlines.with_name("more.jsonl")).write_text("nonsense")
    out = headlines.with_name("tones.csv")

    assert main(["read", str(headlines), str(absent), "--out", str(out)]) == 1
    assert "line 1 is no JSON" in capsys.readouterr().err
    assert not out.exists()


def test_fewer_than_one_process_is_wrong_input(
    headlines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(headlines), "--processes", "0"]) == 1
    assert "--processes is at least 1" in capsys.readouterr().err.replace(":", "")


def test_bars_of_ones_own_are_kept_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "library.sqlite")]
    own = tmp_path / "bars.csv"
    own.write_text(
        "symbol,session,open,high,low,close,volume\n"
        "OWN,2026-02-02,10,12,9,11,100\nOWN,2026-02-03,11,13,10,12.5,200\n"
    )

    assert main(["prices", "import", str(own), *store]) == 0
    assert "OWN: 2 bars from 2026-02-02 to 2026-02-03" in capsys.readouterr().out
    assert main(["prices", "show", "own", "--since", "2026-02-03", "--json", *store]) == 0
    (bar,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (bar["session"], bar["close"]) == ("2026-02-03", 12.5)


def test_bars_that_differ_from_those_held_are_said_to_be_unseen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "library.sqlite")]
    own = tmp_path / "MSFT.csv"
    own.write_text("Date,Close\n2026-02-02,420.00\n2026-02-03,409.00\n")

    assert main(["prices", "import", str(own), *store]) == 0
    assert "not seen: their closes differ from those held" in capsys.readouterr().out
    own.write_text("Date,Close\n2026-02-02,423.37\n2026-02-03,411.21\n")
    assert main(["prices", "import", str(own), *store]) == 0
    assert "not seen" not in capsys.readouterr().out


def test_bars_not_held_are_said_to_be_lacking(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prices", "show", "XYZ", "--store", str(tmp_path / "library.sqlite")]) == 1
    assert "prices refresh XYZ" in capsys.readouterr().err


def test_the_study_gives_what_the_engine_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "library.sqlite")]
    words = ["study", "NVDA", "--window", "0", "0", *store]

    assert main([*words, "--json"]) == 0
    study = json.loads(capsys.readouterr().out)
    (day,) = (row for row in study["events"] if row["session"] == "2026-02-02")
    assert day["car"] == pytest.approx(-0.0386, abs=5e-5)
    assert main(words) == 0
    assert f"{day['move']:.4f}" in capsys.readouterr().out


@pytest.mark.parametrize(("share", "known"), [("NVDA", True), ("AMD", True), ("SMH", False)])
def test_the_study_says_whose_results_are_not_known(
    share: str, known: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "library.sqlite")]
    assert main(["study", share, "--all-announcements", *store]) == 0

    told = capsys.readouterr().out
    assert ("and of results are left out" in told, "or results that ended" in told) == (known,) * 2
    assert (f"No results dates of {share} are held" in told) is not known


def test_the_lags_come_with_what_can_be_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "library.sqlite")]

    assert main(["leadlag", "NVDA", "--json", *store]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["lag"] for row in told["lags"]] == [*range(-5, 6)]
    assert told["verdict"].startswith("Cannot tell")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])

    assert left.value.code == 0
    assert f"python -m sentiment {command}" in capsys.readouterr().out.split("example")[1]


def test_a_library_goes_out_and_comes_in_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (["--store", str(tmp_path / name)] for name in ("a.sqlite", "b.sqlite"))
    table, lines, again = (tmp_path / name for name in ("many.csv", "a.jsonl", "b.jsonl"))
    table.write_text(
        "title,text,published\nBet unravels,It fell.,2026-02-02T11:42:00-05:00\nNo text,,\n"
    )

    assert main(["library", "import", str(table), *first]) == 1
    assert "row 2: it does not say when" in capsys.readouterr().err
    assert main(["library", "export", str(lines), *first]) == 0
    assert main(["library", "import", str(lines), *second]) == 0
    assert "rows held: 1, not kept: 0" in capsys.readouterr().out
    assert main(["library", "export", str(again), *second]) == 0
    assert lines.read_bytes() == again.read_bytes()


def test_a_library_is_copied_and_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, copy = ["--store", str(tmp_path / "a.sqlite")], tmp_path / "copy.sqlite"

    assert main(["library", "backup", str(copy), *store]) == 0
    assert main(["library", "restore", str(copy), *store]) == 0
    assert "the former library is kept as" in capsys.readouterr().out
    assert main(["library", "restore", str(tmp_path / "absent.sqlite"), *store]) == 1
    assert capsys.readouterr().err


def test_a_table_keeps_its_columns_beside_the_readings(tmp_path: Path) -> None:
    table, out = tmp_path / "news.csv", tmp_path / "read.csv"
    table.write_text("Date;Schlagzeile;source\n03.02.2026;AMD beats estimates;Wire\n")

    assert main(["read", str(table), "--out", str(out)]) == 0
    names, row = out.read_text("utf-8-sig").splitlines()
    assert names.startswith("Date,Schlagzeile,source,tone_source,row,compound,label")
    assert row.startswith("03.02.2026,AMD beats estimates,Wire,")


def test_a_folder_is_read_but_for_the_files_that_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("AMD beats estimates.")
    (tmp_path / "b.txt").write_bytes(b"\0\1")

    assert main(["read", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["label"] == "positive"
    assert "b.txt" in err


def test_a_table_that_leaves_something_open_says_what_would_settle_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, store = tmp_path / "news.csv", ["--store", str(tmp_path / "library.sqlite")]
    table.write_text("datetime,headline\n2026-02-03 16:05,AMD beats estimates\n")

    assert main(["library", "import", str(table), *store]) == 1
    out, err = capsys.readouterr()
    assert "such as --zone America/New_York" in out
    assert "rows held: 0, not kept: 1" in out
    assert "row 1: its time names no zone" in err
    assert main(["library", "import", str(table), "--zone", "ET", *store]) == 0


def test_prices_of_another_scale_are_refused_and_none_of_them_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, store = tmp_path / "NVDA.csv", ["--store", str(tmp_path / "library.sqlite")]
    own.write_text("Date,Close\n2024-06-06,1209.98\n2024-06-07,1208.88\n")

    assert main(["prices", "import", str(own), *store]) == 1
    said = capsys.readouterr().err
    assert "the file's close of NVDA is 1,209.98 and the one held is 121.00" in said
    assert "not adjusted for a split" in said


def test_prices_of_another_exchange_are_kept_in_their_own_money(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, store = tmp_path / "SAP.DE.csv", ["--store", str(tmp_path / "library.sqlite")]
    own.write_text("Date;Schluss\n18.05.2026;172,30\n19.05.2026;173,30\n")

    assert main(["prices", "import", str(own), *store]) == 0
    assert "2 bars from 2026-05-18 to 2026-05-19 in EUR" in capsys.readouterr().out
    assert main(["prices", "show", "SAP.DE", "--json", *store]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["currency"] == "EUR"
