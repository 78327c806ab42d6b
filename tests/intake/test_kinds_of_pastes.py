"""What people copy: of each kind its title, author and day, and which sentences of it are read."""

from dataclasses import dataclass

import pytest

from sentiment.intake.details import find_details
from sentiment.text.sentences import split_passages


@dataclass(frozen=True)
class Kind:
    """A paste of a kind, and what is to be found in it."""

    text: str
    title: str
    day: str
    author: str
    outlet: str
    read: tuple[str, ...]


SITE = Kind(
    """Skip to main content
Markets
Business
Investing
Our Club
Livestream
SEARCH QUOTES, NEWS & VIDEOS
Pre-Markets
Europe Markets
Truck maker jumps after it lifts its delivery outlook
PUBLISHED THU, OCT 2 2025 8:14 AM EDT UPDATED THU, OCT 2 2025 11:02 AM EDT

Ada Lovelace
@ada_trucks
SHARE
Share Article via Facebook
KEY POINTS
Deliveries beat what analysts had expected.
In this article

ACME
+1.42 (+10.98%)
Follow your favorite stocks
Shares of the truck maker jumped on Thursday.

WATCH NOW
VIDEO 03:12
Why the maker still loses money on each truck

The end of the tax credit may weigh on demand, it warned.

Read more EV news
Rival misses again as its van ramps slowly
Correction: An earlier version of this article misstated the number of trucks.

Licensing & Reprints
Example Councils
© 2025 Sample Ledger LLC. All Rights Reserved. A Division of Examplecorp
Data is a real-time snapshot *Data is delayed at least 15 minutes.""",
    "Truck maker jumps after it lifts its delivery outlook",
    "2025-10-02",
    "Ada Lovelace",
    "Sample Ledger",
    (
        "Truck maker jumps after it lifts its delivery outlook",
        "Deliveries beat what analysts had expected.",
        "Shares of the truck maker jumped on Thursday.",
        "The end of the tax credit may weigh on demand, it warned.",
    ),
)
PAPER = Kind(
    """THE SAMPLE JOURNAL
English Edition
Print Edition
Latest Headlines
BUSINESS  |  LOGISTICS REPORT
Parcel Firm Raises Outlook as Cost Cuts Pay Off
The firm said it would spin off its freight unit

By Ada Lovelace Follow

Updated Sept. 18, 2025 5:39 pm ET

Share

Resize

Listen

(3 min)

image
A worker unloads a van in Ohio. Photo: C. Babbage/Sample Press

The parcel firm lifted its outlook on Thursday.

SHARE YOUR THOUGHTS
How do you rate the plan? Join the conversation below.

Tariffs cost it $150 million in the quarter.

Appeared in the September 19, 2025, print edition as 'Parcel Firm Lifts Outlook'.""",
    "Parcel Firm Raises Outlook as Cost Cuts Pay Off",
    "2025-09-18",
    "Ada Lovelace",
    "THE SAMPLE JOURNAL",
    (
        "Parcel Firm Raises Outlook as Cost Cuts Pay Off",
        "The firm said it would spin off its freight unit",
        "The parcel firm lifted its outlook on Thursday.",
        "Tariffs cost it $150 million in the quarter.",
    ),
)
NOTICE = Kind(
    """Regulatory Story
Company  Maker Ceramics PLC
TIDM  MKC
Headline  Trading Update
Released  07:00 12-Nov-2025 GMT
RNS Number : 4471K
Maker Ceramics PLC
12 November 2025

Maker Ceramics PLC
("Maker", the "Company" or the "Group")

Trading Update and Notice of Results

The order book at the year end was up 18%.

Ada Lovelace, Chief Executive of Maker, commented:

"Demand recovered faster than we had planned."

For further information, please contact:

Maker Ceramics PLC
Ada Lovelace, Chief Executive		Tel: +44 (0) 114 555 0100
Charles Babbage, Chief Financial Officer

Sample Capital (Broker)	Tel: +44 (0) 20 7555 0111
Tom Field / Anna Royce

Notes to Editors
The Group makes ceramic parts.

The information within this announcement is inside information under EU No. 596/2014.

END""",
    "Trading Update and Notice of Results",
    "2025-11-12",
    "",
    "RNS",
    (
        "Trading Update and Notice of Results",
        "The order book at the year end was up 18%.",
        "Ada Lovelace, Chief Executive of Maker, commented:",
        '"Demand recovered faster than we had planned."',
        "The Group makes ceramic parts.",
    ),
)
GERMAN = Kind(
    """EQS-News: Maker Sensorik AG / Key word(s): Quarter Results
Maker Sensorik AG: Orders recover in third quarter

13.11.2025 / 07:30 CET/CEST
The issuer is solely responsible for the content of this announcement.

Order intake rose 22% in the third quarter.

13.11.2025 CET/CEST Dissemination of a Corporate News, transmitted by EQS News.
Language: English
Company: Maker Sensorik AG
93055 Regensburg
End of News	EQS News Service""",
    "Maker Sensorik AG: Orders recover in third quarter",
    "2025-11-13",
    "",
    "",
    (
        "Maker Sensorik AG: Orders recover in third quarter",
        "Order intake rose 22% in the third quarter.",
    ),
)
RELEASE = Kind(
    """Press release
Uppsala, 22 September 2026, 08:30 CEST

Maker Vind AB issues a profit warning

The company expects a loss.

This information is information that Maker Vind AB is obliged to make public.

Certified Adviser is Sample Fonds AB.""",
    "Maker Vind AB issues a profit warning",
    "2026-09-22",
    "",
    "",
    ("Maker Vind AB issues a profit warning", "The company expects a loss."),
)
FORUM = Kind(
    """r/stocks icon
Go to stocks
r/stocks
•
14 hr. ago
value_reader_88

Why I sold my Intel shares after five years

Company Discussion
The foundry keeps losing money and the turnaround is late again.

Archived post. New comments cannot be posted and votes cannot be cast.

Upvote 233 Downvote 91 comments
u/Sample_Broker
Promoted
Trade with zero commission

chipreader
13h ago

You sold the bottom.

Vote
Reply
4 more replies""",
    "Why I sold my Intel shares after five years",
    "",
    "value_reader_88",
    "",
    (
        "Why I sold my Intel shares after five years",
        "The foundry keeps losing money and the turnaround is late again.",
        "You sold the bottom.",
    ),
)
THREAD = Kind(
    """Conversation
Sugar Reader
@sugarreader
The chocolate maker beat on every line this morning.
8:05 AM · Jul 30, 2026 · 12.2K Views
Sugar Reader @sugarreader · Jul 30
Its margin recovered as cocoa costs eased.
3
11
Show replies
Don’t miss what’s happening
People on X are the first to know.""",
    "",
    "2026-07-30",
    "Sugar Reader",
    "",
    (
        "The chocolate maker beat on every line this morning.",
        "Its margin recovered as cocoa costs eased.",
    ),
)
LETTER = Kind(
    """Discover more from Slow Money
Over 14,000 subscribers
Already have an account? Sign in
Scrap dealer is better than its chart
Ada Lovelace
Feb 17, 2026
∙ Paid
42
3
Share
The dealer reported another strong quarter last week.
Thanks for reading Slow Money! Subscribe for free to receive new posts and support my work.
Type your email...
Subscribe
Discussion about this post
Top   Latest   Discussions""",
    "Scrap dealer is better than its chart",
    "2026-02-17",
    "Ada Lovelace",
    "Slow Money",
    (
        "Scrap dealer is better than its chart",
        "The dealer reported another strong quarter last week.",
    ),
)
PDF = Kind(
    """Sample Research                                        Page 1 of 2

Freight costs bite, and the margin of
the maker shrinks

Utrecht, 14 October 2025

The maker reported revenue of $212 million, a rec-
ord for the season, but the gross mar-
gin fell to 31.2%. Its debt amounted to EUR
412 million, less than the long-term average of
its rivals.

Source: Company data, Sample Research estimates

Sample Research | Freight
Page 2 of 2

We cut our estimate.""",
    "Freight costs bite, and the margin of the maker shrinks",
    "2025-10-14",
    "",
    "",
    (
        "Freight costs bite, and the margin of the maker shrinks",
        "The maker reported revenue of $212 million, a record for the season, but the gross margin"
        " fell to 31.2%.",
        "Its debt amounted to EUR 412 million, less than the long-term average of its rivals.",
        "We cut our estimate.",
    ),
)
BROKER = Kind(
    """Sample Securities
European Morning Note
Thursday, 20 November 2025

RATING CHANGES
Siemens Energy (ENR GY) - Upgraded to Buy from Hold

COMPANY NEWS

Zalando (ZAL GY, Reduce)
Active customers declined for the second quarter.

Diary
08:30 US trade balance
14:00 FOMC minutes

Please see the important disclosures on the final page of this report.
Sample Securities is authorised and regulated by the Financial Conduct Authority.""",
    "European Morning Note",
    "2025-11-20",
    "",
    "Sample Securities",
    (
        "European Morning Note",
        "Siemens Energy (ENR GY) - Upgraded to Buy from Hold",
        "Zalando (ZAL GY, Reduce)",
        "Active customers declined for the second quarter.",
    ),
)
LINE = Kind(
    "Maker slips after its finance chief resigns By Ada Lovelace Nov 3, 2025 4:41 PM ET | Updated"
    " Nov 3, 2025 5:10 PM ET Shares of the maker fell 9% in late trading on Monday after it said"
    " that its finance chief would leave. It stood by its outlook for the year.",
    "Maker slips after its finance chief resigns",
    "2025-11-03",
    "Ada Lovelace",
    "",
    (
        "Maker slips after its finance chief resigns",
        "Shares of the maker fell 9% in late trading on Monday after it said that its finance chief"
        " would leave.",
        "It stood by its outlook for the year.",
    ),
)
CALL = Kind(
    """Maker Dynamics Corp. (MKDN) Q3 2025 Earnings Call Transcript
Oct. 29, 2025 6:12 PM ET
Maker Dynamics Corp. (MKDN) Stock
Maker Dynamics Corp. (NYSE:MKDN) Q3 2025 Earnings Conference Call October 29, 2025 4:30 PM EDT

Company Participants

Ada Lovelace - Chief Executive Officer

Conference Call Participants

Charles Babbage - Sample Securities

Operator

Good day, and welcome to the earnings call.

Ada Lovelace
Chief Executive Officer

Revenue grew 14%.

Charles Babbage
Sample Securities

Why were margins so weak?

Ada Lovelace

Freight was the biggest piece.""",
    "Maker Dynamics Corp. (MKDN) Q3 2025 Earnings Call Transcript",
    "2025-10-29",
    "",
    "",
    (
        "Maker Dynamics Corp. (MKDN) Q3 2025 Earnings Call Transcript",
        "Revenue grew 14%.",
        "Why were margins so weak?",
        "Freight was the biggest piece.",
    ),
)
PICKS = Kind(
    """Sample Advisor
Accessibility Menu
Premium Services
Retirement
Why The Maker Dropped Today
By Ada Lovelace – Apr 14, 2026 at 1:22PM EST

Key Points
Its distributor cut orders.

NASDAQ: ACME
Market Cap
$11B
Today's Change
(-9.13%) $4.02

Shares of the maker fell on Tuesday after it missed estimates.

Should you invest $1,000 in Maker right now?
Before you buy stock in Maker, consider this:
The Sample Advisor analyst team just identified what they believe are the 10 best stocks to buy.""",
    "Why The Maker Dropped Today",
    "2026-04-14",
    "Ada Lovelace",
    "",
    (
        "Why The Maker Dropped Today",
        "Its distributor cut orders.",
        "Shares of the maker fell on Tuesday after it missed estimates.",
    ),
)
MAIL = Kind(
    """---------- Forwarded message ---------
From: Ada Lovelace <ada@example.com>
Date: Wed, Apr 8, 2026 at 9:14 AM
Subject: Maker - trial halted
To: Me <me@example.com>

Hi,

The maker has halted its trial after two deaths.

Best regards,
Ada

--
Ada Lovelace | Partner
Sample Kapital AB
This e-mail is confidential and intended only for the addressee.""",
    "Maker - trial halted",
    "2026-04-08",
    "Ada Lovelace",
    "",
    ("Maker - trial halted", "The maker has halted its trial after two deaths."),
)
NAMED = Kind(
    """Earnings call transcript: Maker Tools Q1 2026
[00:01:12] Operator: Please go ahead.
[00:01:20] Ada Lovelace, CEO, Maker Tools: Thank you. Orders fell 8% in the quarter.
[00:10:15] Charles Babbage, Analyst, Sample Bank: Why did distributors destock?
[00:10:40] Ada Lovelace, CEO, Maker Tools: They had bought too much last year.""",
    "Earnings call transcript: Maker Tools Q1 2026",
    "",
    "",
    "",
    (
        "Earnings call transcript: Maker Tools Q1 2026",
        "Thank you.",
        "Orders fell 8% in the quarter.",
        "Why did distributors destock?",
        "They had bought too much last year.",
    ),
)
KINDS = {
    "picks": PICKS,
    "mail": MAIL,
    "call in lines": NAMED,
    "site": SITE,
    "paper": PAPER,
    "notice": NOTICE,
    "german notice": GERMAN,
    "release": RELEASE,
    "forum": FORUM,
    "thread": THREAD,
    "letter": LETTER,
    "pdf": PDF,
    "broker": BROKER,
    "one line": LINE,
    "call": CALL,
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_of_a_paste_its_sentences_are_read_and_nothing_else(kind: Kind) -> None:
    read = split_passages(kind.text)

    assert tuple(" ".join(one.text.split()) for one in read.sentences) == kind.read


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_paste_says_what_it_is_called_who_wrote_it_and_when(kind: Kind) -> None:
    found = find_details(kind.text)

    day = "" if found.published is None else f"{found.published:%Y-%m-%d}"
    assert (found.title, day, found.author, found.outlet) == (
        kind.title,
        kind.day,
        kind.author,
        kind.outlet,
    )


def test_of_a_call_in_lines_each_turn_stands_on_its_side() -> None:
    sides = [one.side for one in split_passages(NAMED.text).sentences]

    assert sides == ["", "management", "management", "analyst", "management"]
