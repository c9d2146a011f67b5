"""Bytes of every kind -> items or one kind of error."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.model import Item
from feeds.parse import ParseError, parse

NOW = datetime(2017, 3, 8, 12, tzinfo=UTC)
URL = "https://feed.test/news/rss.xml"
WORDS = "Роскомнадзор заблокировал LinkedIn"


def items(document: str | bytes, content_type: str | None = "application/rss+xml", url: str = URL) -> list[Item]:
    return parse(document.encode() if isinstance(document, str) else document, content_type, url, NOW)


def one(inside: str) -> Item:
    (item,) = items(f'<rss version="2.0"><channel><title>T</title><item>{inside}</item></channel></rss>')
    return item


def why(document: str | bytes, content_type: str | None = "application/rss+xml") -> str:
    with pytest.raises(ParseError) as caught:
        items(document, content_type)
    return caught.value.reason


def test_rss_2() -> None:
    item = one(
        "<title>Russia blocks LinkedIn</title><link>https://a.test/1</link><guid isPermaLink='false'>g1</guid>"
        "<pubDate>Thu, 17 Nov 2016 12:30:00 +0300</pubDate>"
        "<description>&lt;p&gt;By court order.&lt;/p&gt;</description>"
    )
    published = datetime(2016, 11, 17, 9, 30, tzinfo=UTC)
    assert item == Item("g1", "https://a.test/1", "Russia blocks LinkedIn", "By court order.", published)


def test_atom_takes_the_alternate_link_and_the_date_of_publication() -> None:
    (item,) = items(
        """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>
        <id>tag:a.test,2016:1</id><title type="html">&lt;b&gt;Fine&lt;/b&gt; for A &amp;amp; B</title>
        <link rel="self" href="https://a.test/self"/><link rel="alternate" type="application/pdf" href="/1.pdf"/>
        <link rel="alternate" type="text/html" href="/1"/><link rel="enclosure" href="https://a.test/1.mp3"/>
        <published>2016-11-17T09:30:00Z</published><updated>2016-12-01T00:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>By <i>court</i> order.</p></div></content>
        </entry></feed>"""
    )
    published = datetime(2016, 11, 17, 9, 30, tzinfo=UTC)
    assert item == Item("tag:a.test,2016:1", "https://feed.test/1", "Fine for A & B", "By court order.", published)


def test_rdf_with_a_dublin_core_date() -> None:
    (item,) = items(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.test/"><title>T</title></channel>
        <item rdf:about="https://a.test/1"><title>t</title><link>https://a.test/1</link>
        <dc:date>2016-11-17T12:30:00+03:00</dc:date></item></rdf:RDF>"""
    )
    published = datetime(2016, 11, 17, 9, 30, tzinfo=UTC)
    assert item == Item("https://a.test/1", "https://a.test/1", "t", "", published)


def test_an_empty_feed_is_no_error() -> None:
    assert items('<rss version="2.0"><channel><title>T</title></channel></rss>') == []
    assert items('<rss version="2.0"/>') == []
    assert items('<feed xmlns="http://www.w3.org/2005/Atom"/>') == []


def test_an_item_is_kept_as_far_as_it_goes() -> None:
    assert one("<title>only a title</title>") == Item(None, None, "only a title", "", None)
    assert one("<description>only words</description>").summary == "only words"
    assert one("<link>https://a.test/1</link>").link == "https://a.test/1"
    assert one("<guid isPermaLink='false'>g</guid>") == Item("g", None, "", "", None)
    assert items('<rss version="2.0"><channel><item><author>x</author></item><item/></channel></rss>') == []


def test_a_guid_is_the_link_only_when_it_is_an_address() -> None:
    assert one("<guid>https://a.test/1</guid>").link == "https://a.test/1"
    assert one("<guid isPermaLink='false'>https://a.test/1</guid>").link == "https://a.test/1"
    assert one("<guid>17</guid>") == Item("17", None, "", "", None)


@pytest.mark.parametrize(
    ("link", "read"),
    [
        ("/1", "https://feed.test/1"),
        ("2?a=1&amp;b=2", "https://feed.test/news/2?a=1&b=2"),
        ("//b.test/x", "https://b.test/x"),
        ("javascript:alert(1)", None),
        ("tg://user?id=7", None),
        ("https://user:secret@a.test/", None),
        ("http://[", None),
        ("https://a.test/a b", None),
        ("https://a.test/\u202egnp.exe", None),
        ("https://a.test/" + "x" * 3000, None),
    ],
)
def test_a_link_is_an_absolute_web_address_or_none(link: str, read: str | None) -> None:
    assert one(f"<title>t</title><link>{link}</link>").link == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A &amp;amp; B", "A & B"),
        ("A &amp;amp;amp; B", "A & B"),
        ("&lt;b&gt;Linked&lt;/b&gt;In", "LinkedIn"),
        ("&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;two", "One two"),
        ("a &lt;img alt='x > y' src=z&gt; b", "a b"),
        ("a &lt;script&gt;evil()&lt;/script&gt; b", "a b"),
        ("a &lt;!-- hidden --&gt; b &lt;style&gt; never closed", "a b"),
        ("fine of 5 &lt; 6 million", "fine of 5 < 6 million"),
        ("two\n\n  lines\t\u00a0\u2028of words", "two lines of words"),
        ("Lin\u00adked\u200bIn\ufeff \u202etxt\u202c", "LinkedIn txt"),
        ("<![CDATA[a ]]]]><![CDATA[> <i>b</i>]]>", "a ]]> b"),
        ("Caf&eacute; &nbsp; &mdash; x", "Café — x"),
        ("&#145;x&#146; &#xD800;&#x110000;&#99999999999999;", "‘x’"),
    ],
)
def test_a_title_is_one_line_of_plain_text(written: str, read: str) -> None:
    assert one(f"<title>{written}</title><guid>1</guid>").title == read


def test_long_texts_and_long_feeds_are_cut() -> None:
    assert len(one(f"<title>{'x' * 30_000}</title>").title) == 20_000
    item = "<item><title>{0}</title><pubDate>{1} Nov 2016 00:00:00 GMT</pubDate></item>"
    old, new = "".join(item.format(i, 1) for i in range(100)), "".join(item.format(i, 2) for i in range(100, 600))
    read = items(f'<rss version="2.0"><channel>{old}{new}</channel></rss>')
    assert [item.title for item in read] == [str(i) for i in range(100, 600)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Thu, 17 Nov 2016 09:30:00 GMT", "2016-11-17T09:30"),
        ("2016-11-17T12:30:00+03:00", "2016-11-17T09:30"),
        ("Чт, 17 ноя 2016 12:30:00 +0300", "2016-11-17T09:30"),
        ("17 ноября 2016 г., 12:30", "2016-11-17T09:30"),
        ("17 ноября 2016 в 12:30 МСК", "2016-11-17T09:30"),
        ("5 мая 2016", "2016-05-04T21:00"),
        ("17.11.2016 12:30", "2016-11-17T09:30"),
        ("Wed, 08 Mar 2017 20:00:00 GMT", "2017-03-08T20:00"),
        ("Sat, 11 Mar 2017 20:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("Thu, 17 Nov 1977 09:30:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("99.99.2016", None),
        ("17 мартобря 2016", None),
        ("17 ноября 2016 25:61", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_plausible_utc_or_none(written: str, read: str | None) -> None:
    published = one(f"<title>t</title><pubDate>{written}</pubDate>").published
    assert (published and published.strftime("%Y-%m-%dT%H:%M")) == read
    assert published is None or published.tzinfo is UTC


def test_an_implausible_date_gives_way_to_the_next_one() -> None:
    (item,) = items(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>t</title>'
        "<published>2099-01-01T00:00:00Z</published><updated>2016-11-17T09:30:00Z</updated></entry></feed>"
    )
    assert item.published == datetime(2016, 11, 17, 9, 30, tzinfo=UTC)


def russian(declared: str | None, encoding: str, words: str = WORDS) -> bytes:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f'{declaration}<rss version="2.0"><channel><item><title>{words}</title></item></channel></rss>'.encode(
        encoding
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (russian("utf-8", "utf-8"), "text/xml"),
        (russian("windows-1251", "cp1251"), "text/xml"),
        (russian(None, "cp1251"), "application/rss+xml"),
        (russian(None, "cp1251"), "text/xml; charset=windows-1251"),
        (russian(None, "cp1251"), "text/xml; charset=iso-8859-1"),
        (russian("utf-8", "cp1251"), "text/xml; charset=utf-8"),
        (russian("windows-1251", "utf-8"), "text/xml; charset=windows-1251"),
        (russian("koi8-r", "koi8-r"), None),
        (russian(None, "koi8-r"), None),
        (russian("iso-8859-5", "iso-8859-5"), None),
        (russian("cp866", "cp866"), None),
        (russian("utf-16", "utf-16"), None),
        (russian("utf-16-le", "utf-16-le"), None),
        (russian("utf-16", "utf-8"), None),
        (russian("x-klingon", "utf-8"), None),
        (b"\xef\xbb\xbf" + russian("windows-1251", "utf-8"), None),
        (b"\r\n\n  " + russian("utf-8", "utf-8"), None),
        (b"<br />\n<b>Warning</b>: mysql\n" + russian("utf-8", "utf-8"), "text/xml"),
        (russian("utf-8", "utf-8").replace(b"<title>", b"<title>\0"), None),
        (russian("utf-8", "utf-8") + b"<!-- cached --><script>x</script>", None),
        (russian("utf-8", "utf-8") + russian("utf-8", "utf-8", "EVIL"), None),
    ],
)
def test_the_words_come_out_whatever_the_declarations_say(body: bytes, content_type: str | None) -> None:
    assert [item.title for item in items(body, content_type)] == [WORDS]


def test_one_bad_byte_costs_only_itself() -> None:
    body = russian("utf-8", "utf-8").replace(b"</title>", b" \xff</title>")
    assert items(body)[0].title.startswith(WORDS)


def test_western_and_eastern_pages() -> None:
    assert items(russian("iso-8859-1", "cp1252", "Café – “x”"))[0].title == "Café – “x”"
    assert items(russian(None, "cp1252", "Société Générale"))[0].title == "Société Générale"
    assert items(russian("gb2312", "gb18030", "监管"), None)[0].title == "监管"
    assert items(russian("shift_jis", "cp932", "規制当局"), None)[0].title == "規制当局"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "an empty body"),
        (b" \r\n\0", "an empty body"),
        (b"<!DOCTYPE html><html><body>captcha</body></html>", "an HTML page, not a feed"),
        (b'<?xml version="1.0"?><html xmlns="x"><head/><body><rss></rss></body></html>', "an HTML page, not a feed"),
        (b'<opml version="2.0"><body><outline xmlUrl="http://a/"/></body></opml>', "an OPML list of feeds, not a feed"),
        (b"%PDF-1.7", "a PDF file, not a feed"),
        (b'{"version": "1"}', "a JSON document, not a feed"),
        (b"/etc/hostname", "no feed in it"),
        (b"<kml></kml>", "no feed in it"),
        (b'<rss version="2.0"><channel><item><title>x</title></item><item><ti', "cut off before its end"),
        (b'<rss version="2.0"><channel><item><title><![CDATA[</rss>', "cut off before its end"),
        (b"<feed><entry><title>x</title></entry>", "cut off before its end"),
    ],
)
def test_what_is_no_feed_is_told_in_words(document: bytes, reason: str) -> None:
    assert why(document) == reason


def test_malformed_with_items_is_read_and_without_is_told() -> None:
    kept = items("<rss version='2.0'><channel><title>a & b</title><item><title>x</title></item></channel></rss>")
    assert [item.title for item in kept] == ["x"]
    assert "malformed XML" in why("<rss version='2.0'><channel><title>x</channel></rss>")
    assert why("<rss/>", "multipart/x-mixed-replace; boundary=b") == "a multipart answer, not a feed"


def test_what_feedparser_raises_on_is_a_parse_error() -> None:
    poslist = '<item xmlns:gml="http://www.opengis.net/gml"><gml:pos>1 2</gml:pos></item>'
    assert why(f'<rss version="2.0"><channel>{poslist}</channel></rss>').startswith("malformed beyond repair (")


@pytest.mark.parametrize(
    "dtd",
    [
        '<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/hostname">',
        '<!ENTITY % b SYSTEM "http://127.0.0.1:9/"> %b;',
        '<!ENTITY b "C:\\data">',
    ],
)
def test_no_entity_is_ever_declared(dtd: str) -> None:
    (item,) = items(
        f'<?xml version="1.0"?><!DOCTYPE rss [{dtd}]><rss version="2.0"><channel><item><title>[&b;]</title>'
        "<guid>1</guid></item></channel></rss>"
    )
    assert re.fullmatch(r"\[&b;?\]", item.title)


FRAGMENTS = st.sampled_from(
    [
        b'<rss version="2.0"><channel>', b"</channel></rss>", b"<item>", b"</item>", b"<title>", b"</title>", b"<guid>",
        b"<pubDate>", b"<link>", b"</link>", b'<feed xmlns="http://www.w3.org/2005/Atom">', b"</feed>", b"<entry>",
        b'<content type="xhtml"><div>', b"<width>", b"</width>", b"&#xD800;", b"&amp;lt;", b"<![CDATA[", b"<!--",
        b'<link href="http://[" rel="alternate"/>', b"<!DOCTYPE rss [<!ENTITY a 'b'>]>", b"31 Feb 2016", b"\xff\xfe",
        b"99999999999999", b'<a xmlns:x="">', b"<media:player/>", b"</image>", b"<textinput>", b"\xd0", b"%", b"]]>",
    ]
)  # fmt: skip


@given(
    st.one_of(st.binary(max_size=300), st.lists(st.one_of(FRAGMENTS, st.binary(max_size=4)), max_size=30).map(b"".join))
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_give_items_or_a_parse_error(body: bytes) -> None:
    wrapped = b'<rss version="2.0"><channel>' + body + b"</channel></rss>"
    for document, content_type in ((body, None), (wrapped, "text/xml; charset=koi8-r")):
        try:
            read = parse(document, content_type, URL, NOW)
        except ParseError:
            continue
        assert all(item.title or item.summary or item.link or item.guid for item in read)
