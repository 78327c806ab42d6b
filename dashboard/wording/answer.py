"""The tiles under the answer's sentence: a number, what it is compared with, a small picture."""

import math

from dashboard.wording import numbers
from sentiment.output.labels import SIGNS, Label, label_of
from sentiment.reports.headline import UNMOVED, Day
from sentiment.reports.standing import Standing

Tile = dict[str, object]
LARGE = 10_000  # a price whose cents a tile has no room for, as an index's or a coin's


def tiles(day: Day, stands: Standing) -> list[Tile]:
    """Return the four tiles of a session: its close, benchmark, tone, and whether it is unusual."""
    return [_close(day), _against(day), _tone(day), _unusual(stands)]


def _close(day: Day) -> Tile:
    move = day.move
    before = None if math.isnan(move.previous_close) else move.previous_close
    digits = 0 if move.low >= LARGE else 2
    parts = [f"before {before:,.{digits}f}"] if before else []
    notes = [f"low {move.low:,.{digits}f}", *parts]
    picture = {"kind": "range", "low": move.low, "high": move.high, "close": move.close}
    return {
        "name": f"{day.share.symbol} close",
        "value": day.share.price(move.close),
        **_changed(move.close_to_close, numbers.percent(move.close_to_close)),
        "notes": notes,
        "picture": {**picture, "before": before},
    }


def _against(day: Day) -> Tile:
    name = f"Against {day.benchmark}"
    if math.isnan(day.beyond):
        return {"name": name, "value": "–", "beside": "no bar of it to compare with"}
    own = day.beyond + day.benchmark_move
    return {
        "name": name,
        "value": numbers.points(day.beyond),
        "unit": "points",
        "beside": f"{day.benchmark} {numbers.percent(day.benchmark_move)}",
        "notes": [f"{day.share.symbol} over {day.benchmark}"],
        "picture": {"kind": "bars", "values": [own, day.benchmark_move]},
    }


def _tone(day: Day) -> Tile:
    tone = day.tone
    if tone is None:
        return {"name": f"{day.share.symbol} tone", "value": "–", "beside": "no article is held"}
    known = not math.isnan(tone.low)
    sure = f", 95%: {numbers.tone(tone.low)} to {numbers.tone(tone.high)}" if known else ""
    return {
        "name": f"{day.share.symbol} tone",
        "value": numbers.tone(tone.mean),
        "beside": f"{SIGNS[tone.label]} {tone.label}",
        "meaning": tone.label,
        "notes": [
            f"{numbers.count(tone.n, 'article')}{sure}",
            f"plain VADER ┊ {numbers.tone(tone.plain)}",
        ],
        "picture": {
            "kind": "interval",
            "low": tone.low if known else None,
            "mean": tone.mean,
            "high": tone.high if known else None,
            "plain": tone.plain,
            "label": tone.label,
        },
    }


def _unusual(stands: Standing) -> Tile:
    tile: Tile = {"name": "Was it unusual?", "value": stands.verdict, "beside": stands.words}
    if stands.reason:
        return tile
    picture = {"kind": "strip", "counts": stands.counts, "at": stands.at}
    return tile | {"action": "study", "notes": [f"of {stands.n:,} days"], "picture": picture}


def _changed(change: float, words: str) -> dict[str, str]:
    """Return how a change is told: by sign, words and colour."""
    if math.isnan(change):
        return {"beside": "no close before it is held"}
    side: Label = "neutral" if abs(change) < UNMOVED else label_of(math.copysign(1.0, change))
    return {"beside": f"{SIGNS[side]} {words}", "meaning": side}
