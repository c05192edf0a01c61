"""Small files of every kind, made from words: what the tests of the readers and the fuzzing start from."""

from __future__ import annotations

import gzip
import io
import zipfile

Spot = tuple[float, float, str]

SENTENCES = (
    "The tug Halcyon brought forty drums of lubricant to the quay on Monday.",
    "A harbour clerk said nobody had asked for the papers.",
    "The owner, reached by telephone, denied that the drums were his.",
)
PAGE = (
    """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Drums at the quay | The Port Mail</title>
<link rel="canonical" href="https://portmail.example/2023/05/drums">
<meta property="og:site_name" content="The Port Mail"><meta property="og:title" content="Drums at the quay">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Drums at the quay",
"datePublished": "2023-05-03T06:15:00+02:00", "dateModified": "2023-05-03T09:00:00+02:00",
"author": [{"@type": "Person", "name": "Ann Doe"}]}</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<div class="cookie-banner"><p>This page would like to keep small files on your machine, and asks you to agree.</p></div>
<article><h1>Drums at the quay</h1><div class="share-bar">Share this</div>
<figure><img src="a.jpg"><figcaption>A crane in another town, seen from the east, long ago.</figcaption></figure>
<p>"""
    + "</p>\n<p>".join(SENTENCES)
    + """</p>
<p>Read also: <a href="/x">The crane that fell into the harbour of the town next door</a></p>
<ul><li>Forty drums were counted.</li><li>Two of them leaked.</li></ul>
<table><tr><th>Drum</th><th>Litres</th></tr><tr><td>first</td><td>200</td></tr></table></article>
<div id="comments"><p>A reader thinks that the harbour has been badly run for a very long time.</p></div>
<div class="newsletter-signup"><p>Get the harbour's news into your letter box, and never miss a ship again.</p></div>
<footer>Imprint of the Port Mail</footer></body></html>"""
)


def page(text: str = PAGE, encoding: str = "utf-8") -> bytes:
    """A news page."""
    return text.encode(encoding)


def pdf(pages: list[list[Spot]], *, title: str = "", size: int = 10) -> bytes:
    """A PDF document; each spot of a page is ``x, y, text`` in points from the lower left corner."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n, spots in enumerate(pages):
        drawn = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET" for x, y, text in spots).encode(
            "latin-1"
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            + f" /Contents {5 + 2 * n} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream")
    objects.append(f"<< /Title ({_escaped(title)}) /CreationDate (D:20230504101500+02'00') >>".encode("latin-1"))
    return _laid_out(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _laid_out(objects: list[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    return out.getvalue() + trailer.encode()


def column(x: float, top: float, lines: list[str], step: float = 12) -> list[Spot]:
    """Lines one below the other."""
    return [(x, top - n * step, line) for n, line in enumerate(lines)]


def answer(body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    """An HTTP answer."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(block: bytes, *, address: str = "https://portmail.example/drums", kind: str = "response") -> bytes:
    """A record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-05-05T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:6f1c7f0e-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(blocks: list[bytes], *, packed: bool = True) -> bytes:
    """A web archive of HTTP answers, each in a gzip member of its own."""
    whole = [record(block, address=f"https://portmail.example/{n}") for n, block in enumerate(blocks)]
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in whole)


def wacz(blocks: list[bytes]) -> bytes:
    """A ZIP file with a web archive in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        whole.writestr("datapackage.json", "{}")
        whole.writestr("archive/data.warc.gz", warc(blocks))
    return out.getvalue()


MAIL = b"""From: =?utf-8?q?Ann_D=C3=B6e?= <ann@portmail.example>
To: desk@example.org
Subject: =?utf-8?b?RHJ1bXMgYXQgdGhlIHF1YXk=?=
Date: Wed, 3 May 2023 06:15:00 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

The tug Halcyon brought forty drums of lubricant to the quay on Monday.
A harbour clerk said nobody had asked for the papers.

--\x20
Ann, harbour desk

On Tue, 2 May 2023 at 10:00, Bo Roe <bo@example.org> wrote:
> Did the tug Meridian bring rifles to the quay?
"""

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Port Mail</title><language>en-gb</language>
<item><title>Drums at the quay</title><link>https://portmail.example/drums</link>
<pubDate>Wed, 03 May 2023 06:15:00 +0200</pubDate><dc:creator>Ann Doe</dc:creator>
<description>Forty drums.</description>
<content:encoded><![CDATA[<p>The tug Halcyon brought forty drums to the quay.</p>
<p>Nobody asked.</p>]]></content:encoded></item>
<item><title>A crane</title><link>https://portmail.example/crane</link>
<description>&lt;p&gt;A crane fell into the harbour on Monday.&lt;/p&gt;</description></item>
<item><title>Nothing</title></item></channel></rss>"""

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Port Mail</title>
<entry><title>Drums at the quay</title><link rel="alternate" href="https://portmail.example/drums"/>
<published>2023-05-03T06:15:00+02:00</published><updated>2023-05-03T09:00:00+02:00</updated>
<author><name>Ann Doe</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The tug Halcyon brought forty drums.</p>
<p>Nobody asked.</p></div></content>
</entry></feed>"""

MARKDOWN = b"""---
title: "Drums at the quay"
date: 2023-05-03
author: Ann Doe
source: The Port Mail
---

# Drums at the quay

The tug **Halcyon** brought [forty drums](https://portmail.example/drums) to the quay.

* Two of them leaked.
"""

TWO_COLUMNS = (
    [
        "The tug Halcyon brought forty drums of oil",
        "to the quay on Monday. A harbour clerk",
        "said that nobody had asked for papers.",
    ],
    [
        "The owner denied that the drums were his",
        "when he was reached by telephone, and he",
        "would not say whose they might be then.",
    ],
)


def seeds() -> dict[str, list[bytes]]:
    """Files of every kind, by kind."""
    left, right = TWO_COLUMNS
    across = [spot for pair in zip(column(50, 700, left), column(320, 700, right), strict=True) for spot in pair]
    printed = pdf([across, column(50, 700, list(SENTENCES))], title="Drums")
    attached = (
        MAIL.replace(
            b"Content-Type: text/plain; charset=utf-8", b"Content-Type: multipart/mixed; boundary=x", 1
        ).replace(b"\n\nThe tug", b"\n\n--x\nContent-Type: text/html\n\n<p>The tug", 1)
        + b"--x\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nA crane fell.\n--x--\n"
    )
    return {
        "html": [page(), page().replace(b"utf-8", b"windows-1252")],
        "pdf": [printed],
        "plain": [" ".join(SENTENCES).encode(), "\ufeffДва судна".encode("utf-16")],
        "markdown": [MARKDOWN],
        "mail": [MAIL, attached],
        "mbox": [b"From a\n" + MAIL + b"\nFrom b\n" + attached],
        "feed": [RSS, ATOM],
        "warc": [warc([answer(page()), answer(b"x")]), warc([answer(page())], packed=False)],
        "zip": [wacz([answer(page())])],
    }
