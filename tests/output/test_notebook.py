import re

import pandas as pd

import sentiment
from sentiment.output import notebook

HOSTILE = "<script>x</script> & more fell."


def test_a_reading_shows_each_sentence_with_its_tone() -> None:
    reading = sentiment.score("Nvidia beats estimates. Its outlook disappoints.")
    shown = reading._repr_html_()

    assert f"{reading.compound:+.2f}".replace("-", "−") in shown
    for read in reading.sentences:
        assert read.sentence.text in shown
        assert f"{read.reading.compound:+.2f}".replace("-", "−") in shown
    assert "▲" in shown
    assert "▼" in shown


def test_text_is_shown_as_it_was_written() -> None:
    shown = sentiment.score(f"Profit {HOSTILE}")._repr_html_()
    table = notebook.table(HOSTILE, pd.DataFrame({HOSTILE: [HOSTILE]}), notes=[HOSTILE])

    assert "<script" not in shown + table
    assert table.count("&lt;script&gt;") == 4


def test_a_reading_of_nothing_is_shown_too() -> None:
    assert "–" in sentiment.score("")._repr_html_()


def test_a_study_shows_its_events_and_what_cannot_be_concluded(
    market: dict[str, pd.DataFrame], jump_session: pd.Timestamp
) -> None:
    events = pd.DataFrame({"session": [jump_session], "title": ["A jump"]}, index=["jump"])
    study = sentiment.event_study(events, market, share="SHARE", benchmark="INDEX", window=(0, 0))
    shown = study._repr_html_()

    [row] = study.table.itertuples()
    assert f"<td>{row.move:.3f}</td>" in shown
    assert "<td>2026-02-02</td><td>A jump</td>" in shown
    assert shown.count("<li>") == len(study.notes)


def test_a_lead_lag_shows_its_verdict_and_every_lag() -> None:
    days = pd.bdate_range("2026-02-02", periods=12)
    tone = pd.Series([0.1, -0.2, 0.3, -0.1, 0.2, 0.0, -0.3, 0.4, 0.1, -0.4, 0.2, 0.3], index=days)
    found = sentiment.lead_lag(tone, tone, lags=[0, 1], draws=99)
    shown = found._repr_html_()

    assert found.verdict.replace("'", "&#x27;") in shown
    assert re.findall(r"<tr><td>(\d)</td><td>([^<]*)</td>", shown) == [
        (str(lag), f"{r:.3f}".replace("-", "−")) for lag, r in found.table["r"].items()
    ]
