"""Lists of sources, the built-in one included, and the two readings of an address."""

from pathlib import Path

import pytest

from feeds.model import Source, Tier
from feeds.sources import SourcesError, canonical_link, load_sources, publisher


def written(folder: Path, text: str, name: str = "sources.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def why(path: Path) -> str:
    with pytest.raises(SourcesError) as caught:
        load_sources(path)
    return str(caught.value)


def test_the_built_in_list_is_long_and_each_feed_is_in_it_once(caplog: pytest.LogCaptureFixture) -> None:
    sources = load_sources(None)
    assert len(sources) >= 250
    assert len({canonical_link(source.url) for source in sources}) == len(sources)
    assert {source.tier for source in sources} == set(Tier)
    assert all(source.language for source in sources)
    assert caplog.text == ""


def test_a_toml_list(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        [[source]]
        url = "http://127.0.0.1:8000/rkn.xml"
        name = "Роскомнадзор"
        tier = "official"
        country = "RU"
        language = "ru"
        homepage = "https://rkn.gov.ru"

        [[source]]
        url = "https://a.test/feed"
        name = "A"
        """,
    )
    assert load_sources(path) == [
        Source("http://127.0.0.1:8000/rkn.xml", "Роскомнадзор", Tier.OFFICIAL, "RU", "ru", "https://rkn.gov.ru"),
        Source("https://a.test/feed", "A"),
    ]


def test_an_opml_list_with_outlines_in_outlines(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """<?xml version="1.0"?><opml version="2.0"><body><outline text="Folder">
        <outline text="a text" title="A title" xmlUrl="https://a.test/feed" htmlUrl="https://a.test/"/>
        <outline text="Deeper"><outline text="B &amp; C" xmlUrl=" https://b.test/feed "/></outline></outline>
        <outline xmlUrl="https://www.c.co.uk/feed"/><outline text="no feed"/></body></opml>""",
        "list.opml",
    )
    assert load_sources(path) == [
        Source("https://a.test/feed", "A title", homepage="https://a.test/"),
        Source("https://b.test/feed", "B & C"),
        Source("https://www.c.co.uk/feed", "c.co.uk"),
    ]


def test_a_feed_listed_twice_counts_once_and_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    block = '[[source]]\nurl = "https://a.test/feed"\nname = "{0}"\n'
    path = written(tmp_path, block.format("first") + block.format("second"))
    assert [source.name for source in load_sources(path)] == ["first"]
    assert "https://a.test/feed is listed twice; the second, 'second', is left out" in caplog.text


A = 'url = "https://a.test/"\nname = "A"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[source]]\nurl = x", "line 2"),
        ("", "no source in it; it takes [[source]] blocks with url and name"),
        ('[[sources]]\nurl = "https://a.test/"', "unknown sources; it takes [[source]] blocks"),
        ("source = 1", "it takes [[source]] blocks"),
        ("source = [1]", "block 1: not a table of url, name"),
        ('[[source]]\nname = "A"', "block 1 (A): url and name are needed"),
        ('[[source]]\nurl = "https://a.test/"', "block 1 (https://a.test/): url and name are needed"),
        (f'[[source]]\n{A}feed = "x"', "block 1 (A): unknown key feed; it takes url, name, tier"),
        (f'[[source]]\n{A}tier = "blog"', "tier is 'blog'; it takes official, monitor, wire, news"),
        (f'[[source]]\n{A}country = "Russia"', "country is 'Russia'; it takes two capital letters"),
        (f'[[source]]\n{A}language = ""', "language must be a text that is not empty"),
        (f"[[source]]\n{A}homepage = 5", "homepage must be a text that is not empty"),
        ('[[source]]\nurl = "ftp://a.test/"\nname = "A"', "url only http and https are fetched, not ftp"),
        ('[[source]]\nurl = "https://u:secret@a.test/"\nname = "A"', "carries a user name or password"),
        ("<opml><body><outline xmlUrl='file:///x'/></body></opml>", "line 1: url only http and https"),
        ("<opml>\n<body><outline></opml>", "not well-formed XML: mismatched tag: line 2"),
        ("<rss/>", "not an OPML file: its first element is <rss>"),
        ("<opml/>", "no source in it; it takes outlines with xmlUrl"),
        ('<!DOCTYPE o [<!ENTITY a "b">]><opml/>', "entity declarations are refused"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_in_words(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, text)
    reason = why(path)
    assert reason.startswith(f"{path}: ")
    assert words in reason
    assert "secret" not in reason


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert why(tmp_path / "none.toml") == f"{tmp_path / 'none.toml'}: cannot be read: no such file or directory"
    path = tmp_path / "latin.toml"
    path.write_bytes(b"# \xff\n")
    assert why(path) == f"{path}: not UTF-8 at byte 2"


@pytest.mark.parametrize(
    ("link", "known_as"),
    [
        ("HTTP://WWW.BBC.co.uk:80/News/1/?at_medium=RSS&at_campaign=K#top", "https://www.bbc.co.uk/News/1"),
        ("https://a.test:443/?id=3&utm_source=x&b=%20#f", "https://a.test?id=3&b=%20"),
        ("https://a.test/x?ns_mchannel=rss&fbclid=1&gclid=2&feature=emb", "https://a.test/x"),
        ("https://a.test/x/amp/", "https://a.test/x/amp"),
        ("https://a.test/x?data=1&format=2", "https://a.test/x?data=1&format=2"),
        ("http://a.test:8080/x", "https://a.test:8080/x"),
        ("http://[::1]/x", "https://[::1]/x"),
        (" tag:a,2016:1 ", "tag:a,2016:1"),
        ("http://[broken", "http://[broken"),
        ("", ""),
    ],
)
def test_a_page_is_known_by_one_address(link: str, known_as: str) -> None:
    assert canonical_link(link) == known_as
    assert canonical_link(known_as) == known_as


@pytest.mark.parametrize(
    ("link", "whose"),
    [
        ("https://www.reuters.com/x", "reuters.com"),
        ("https://feeds.bbci.co.uk/news", "bbci.co.uk"),
        ("https://co.uk/", "co.uk"),
        ("https://EN.Example.com.tr:8443/", "example.com.tr"),
        ("https://rkn.gov.ru/rss", "rkn.gov.ru"),
        ("https://fas.gov.ru/rss", "fas.gov.ru"),
        ("https://localhost/x", "localhost"),
        ("http://10.0.0.1:80/x", "10.0.0.1"),
        ("http://[2001:DB8::1]/", "2001:db8::1"),
        ("no address", ""),
    ],
)
def test_a_publisher_is_about_the_registrable_domain(link: str, whose: str) -> None:
    assert publisher(link) == whose
