"""Pages of portals as they are pasted: who, when and where are found, and news alone is read."""

from dataclasses import dataclass

import pytest

from sentiment.intake.details import find_details
from sentiment.text.sentences import split_passages

NEWS = ("Shares of Maker sank on Wednesday after it cut its outlook.", "Its orders had halved.")
TITLE = "Maker sinks after it cuts its outlook"


@dataclass(frozen=True)
class Portal:
    """A page around the same news, and what it says of itself."""

    above: str
    below: str
    published: str
    author: str = "Ada Lovelace"
    outlet: str = ""


PORTALS = {
    "glued clocks": Portal(
        f"{TITLE}\nPUBLISHED WED, AUG 12 20268:14 AM EDTUPDATED WED, AUG 12 202611:02 AM EDT\n"
        "thumbnail\nAda Lovelace\n@ada\nWATCH LIVE",
        "— Sample Wire's Bo Reader contributed reporting.\n\nChoose Sample Wire as your preferred "
        "source and miss nothing of the day.",
        "2026-08-12 08:14:00-04:00",
        outlet="Sample Wire",
    ),
    "a row of strokes": Portal(
        f"{TITLE}\nAug. 12, 2026 8:04 AM ET|Maker Inc. (MKR) Stock|By: Ada Lovelace, News Editor\n"
        "2 Comments\nPlay\n(2min)\n\nAda Pictures/iStock via Getty Images",
        "More on Maker\nMaker: Still Not Cheap\nHistorical data for Maker",
        "2026-08-12 08:04:00-04:00",
    ),
    "an office behind the name": Portal(
        f"{TITLE}\nby Ada Lovelace Benzinga Staff Writer\nAugust 12, 2026 9:41 AM | 2 min read | "
        "Make us preferred\nSample Key Points",
        "See Also: Rival's boss sees no orders\n\nRead Next:\n\nRival Says This Is The End\n"
        "Image: Shutterstock",
        "2026-08-12 09:41:00",
        outlet="Benzinga",
    ),
    "a trail of sections": Portal(
        f"Business News›Markets›Stocks›{TITLE}\n{TITLE}\nSampleMarkets.com Last Updated: Aug 12, "
        "2026, 10:14:00 AM ET\nRate Story\nFollow us\nFont Size\nSave\nSynopsis",
        "(Disclaimer: The views are those of the experts.)\n\nFor the fastest alerts on stocks, "
        "subscribe to our Telegram feeds.\n\nTop Trending Stocks: Maker Share Price, Rival Price",
        "2026-08-12 10:14:00-04:00",
        author="",
        outlet="SampleMarkets.com",
    ),
    "who wrote it at the foot": Portal(
        f"{TITLE}\nWed, August 12, 2026 at 4:31 PM EDT 3 min read",
        "Ada Lovelace is a Senior Reporter at Yahoo Finance. Follow her on X at @ada.\n\n"
        "For the latest reports of earnings, click here\n\nView Comments",
        "2026-08-12 16:31:00-04:00",
        outlet="Yahoo Finance",
    ),
    "a picture's words": Portal(
        f"{TITLE}\nBy Ada Lovelace – Aug 12, 2026 at 3:41PM EST\n\n"
        "A person looking at a chart on a screen.\nImage source: Getty Images.",
        "Should you buy stock in Maker right now?\n"
        "Before you buy stock in Maker, consider this:\n\n"
        "*Sample Advisor returns as of August 11, 2026",
        "2026-08-12 15:41:00-04:00",
    ),
}


@pytest.mark.parametrize("name", PORTALS)
def test_of_a_portals_page_the_news_alone_is_read(name: str) -> None:
    portal = PORTALS[name]
    text = "\n\n".join([portal.above, *NEWS, portal.below])

    found = find_details(text)
    assert [one.text for one in split_passages(text).sentences] == [TITLE, *NEWS]
    assert (found.title, found.author, found.outlet) == (TITLE, portal.author, portal.outlet)
    assert str(found.published) == portal.published


@pytest.mark.parametrize(
    "line",
    [
        "A person close to the talks said the price was too high.",
        "Maker and Rival contributed to the rout.",
        "Aug. 12, 2026 was a bad day | Maker fell by a tenth.",
        "More on-time trucks helped.",
    ],
)
def test_a_sentence_that_only_looks_like_it_is_read(line: str) -> None:
    read = split_passages("\n\n".join([TITLE, *NEWS, line]))

    assert read.sentences[-1].text == line
