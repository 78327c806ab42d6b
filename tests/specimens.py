"""The smallest files of each kind that are right: what is torn and bent starts from them."""

import io
import json
import zipfile
from email.message import EmailMessage

import docx
import pandas as pd

TEXT = """A bet unravels
By A. Writer, published Mon, Feb 2 2026 11:42 AM EST

Nvidia shares fell 1.1% to $189.03 by 10:55 a.m. on Monday, their worst day since January, after a
report that its plan had stalled. “Nonsense”, said the company: it won't go on (for now), not even
at 30% less. AMD rose for a third day; the index closed at a record high."""
PAGE = """<!doctype html><html><head><title>A bet unravels | Sample</title>
<meta property="article:published_time" content="2026-02-02T11:42:00-05:00">
<meta property="og:site_name" content="The Wire"><meta name="author" content="A. Writer">
<script type="application/ld+json">{"datePublished": "2026-02-02T11:42:00-0500"}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>A bet unravels</h1>
<time datetime="2026-02-02T16:42:00+00:00">Monday</time>
<p>Nvidia shares fell 1.1% on Monday after a report that its plan had stalled, and the mood
among investors remained poor for most of the day.</p>
<p>The company said that it would go on, one step at a time, and that nothing had ever been
promised to anybody in so many words.</p></article></body></html>"""
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Wire</title><item><title>Bet &lt;b&gt;unravels&lt;/b&gt;</title>
<link>https://example.org/bet</link><guid>1</guid><author>a@example.org (A. Writer)</author>
<pubDate>Mon, 02 Feb 2026 11:42:00 -0500</pubDate><source url="/a">The Post</source>
<description><![CDATA[<p>Shares <i>fell</i>.</p>]]></description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>
<entry><title>Bet unravels</title><id>1</id><link href="/bet"/>
<author><name>A. Writer</name></author>
<published>2026-02-02T11:42:00-05:00</published>
<content type="html">&lt;p&gt;Shares &lt;b&gt;fell&lt;/b&gt;.&lt;/p&gt;</content></entry></feed>"""
ROW = {
    "title": "A bet unravels",
    "text": "Nvidia fell. It said nothing.",
    "published": "2026-02-02T11:42:00-05:00",
    "zone": "America/New_York",
    "outlet": "The Wire",
    "url": "https://example.org/bet",
}
EVENTS = """key,instant,instant_known,session,title,summary,symbols
bet,2026-02-02T10:55:00-05:00,exact,2026-02-02,A bet unravels,Nvidia said nothing.,NVDA AMD
"""
FIGURES = """event,symbol,moment,change,level,said,source_note
bet,NVDA,close,-0.029,,fell 2.9 %,a paper
bet,NVDA,late morning,,189.03,to $189.03,a paper
"""
RESULTS = "symbol,released,quarter\nNVDA,2026-02-25,Q4 FY2026\n"
PRICES = """symbol,session,open,high,low,close,volume,dividend,split,partial
NVDA,2026-01-30,191.2,194.4,189.4,191.13,179000000,0,0,False
NVDA,2026-02-02,187.2,190.3,184.88,185.61,181300000,0.01,2,True
"""
HISTORY = """Date,Close/Last,Volume,Open,High,Low
02/02/2026,$185.61,"181,300,000",$187.20,$190.30,$184.88
01/30/2026,$191.13,179.00M,$191.20,$194.40,$189.40
"""
SERIES = """{"Meta Data": {"2. Symbol": "NVDA"}, "Time Series (Daily)": {"2026-02-02": {
"1. open": "187.2", "2. high": "190.3", "3. low": "184.88", "4. close": "185.61",
"5. volume": "181300000"}}}"""
LABELLED = "text,label\nProfit rose.,positive\nCosts rose.,negative\n"


def pdf(*lines: str) -> bytes:
    """Build the smallest file that shows these lines."""
    shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET"
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 612 792]"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def pdf_of(*parts: str | bytes) -> bytes:
    """Build a PDF file of these objects, numbered from 1; the first is the catalogue."""
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        held = part if isinstance(part, bytes) else part.encode()
        body += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return bytes(body) + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(body))
    )


def word(*paragraphs: str) -> bytes:
    """Build a Word document of these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def mail(html: str = "") -> bytes:
    """Build an e-mail in plain text, and in HTML too if any is given."""
    message = EmailMessage()
    message["From"] = "The Wire <news@example.org>"
    message["Subject"] = "A bet unravels – day two"
    message["Date"] = "Mon, 02 Feb 2026 11:42:00 -0500"
    message.set_content("Nvidia fell.\n\nIt said nothing.\n")
    if html:
        message.add_alternative(html, subtype="html")
    return bytes(message)


def zipped(files: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Build a zip of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def csv_rows() -> bytes:
    """Build a table of one article as CSV."""
    return pd.DataFrame([ROW]).to_csv(index=False).encode()


def parquet_rows() -> bytes:
    """Build a table of one article as Parquet."""
    return bytes(pd.DataFrame([ROW]).to_parquet())


def workbook_rows() -> bytes:
    """Build a table of one article as a workbook."""
    file = io.BytesIO()
    pd.DataFrame([ROW]).to_excel(file, index=False)
    return file.getvalue()


def json_list() -> bytes:
    """Build a table of one article as JSON, within an answer of a service."""
    return json.dumps({"status": "ok", "articles": [ROW]}).encode()


def json_rows() -> bytes:
    """Build a table of one article as JSON Lines."""
    return json.dumps(ROW).encode() + b"\n"
