"""Who only brings the news is no company of it; who is hit by it is, publisher or not."""

import pytest

from feeds.catalog import Catalog
from feeds.model import Text
from feeds.understand import understand


def companies(title: str, body: str, known: Catalog) -> set[str]:
    """Those that a text is read to be about."""
    return set(understand(Text(title, body), known).companies)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Peru fines TikTok", "LIMA, March 4 (Reuters) - Peru has fined TikTok."),
        ("Peru fines TikTok", "Lima (AFP) Peru has fined TikTok."),
        ("Peru fines TikTok", "CNN - Peru has fined TikTok."),
        ("Peru fines TikTok: WSJ", "Peru has fined TikTok."),
        ("Peru fines TikTok", "Peru has fined TikTok. Reuters"),
        ("Peru fines TikTok", "Peru has fined TikTok, an AFP reporter saw."),
        ("Peru fines TikTok", "Peru has fined TikTok, officials told the BBC."),
        ("Peru fines TikTok", "Peru has fined TikTok, according to Bloomberg."),
        ("Перу оштрафовала TikTok", "ЛИМА, 4 мар - РИА Новости. Перу оштрафовала TikTok."),
        ("Перу оштрафовала TikTok", "Перу оштрафовала TikTok, сообщает ТАСС."),
        ("Perú multa a TikTok", "LIMA (EFE) Perú multó a TikTok."),
    ],
)
def test_a_publisher_that_signs_is_not_in_the_news(known: Catalog, title: str, body: str) -> None:
    assert companies(title, body, known) == {"tiktok"}


@pytest.mark.parametrize(
    ("title", "body", "company"),
    [
        ("Rwanda blocks the BBC", "Rwanda has blocked the BBC's website.", "bbc"),
        ("Россия заблокировала BBC", "Роскомнадзор ограничил доступ к сайту BBC.", "bbc"),
        ("Reuters blocked in China", "China has blocked Reuters (and other agencies) in two languages.", "reuters"),
    ],
)
def test_a_publisher_that_is_hit_is_in_the_news(known: Catalog, title: str, body: str, company: str) -> None:
    assert company in companies(title, body, known)


def test_a_product_stands_for_its_maker_and_a_store_for_its_owner(known: Catalog) -> None:
    assert companies("Indonesia bans the iPhone 16", "", known) == {"apple"}
    assert companies("Apple removes apps from the App Store in China", "", known) == {"apple"}
    assert companies("Alphabet Inc's Google fined in France", "", known) == {"google"}


@pytest.mark.parametrize(
    "words",
    [
        "Apple pay 13 billion, the court told Dublin.",
        "Las elecciones en el país fueron tranquilas.",
        "Sales rose by 1.1 per cent.",
        "O cenário político mudou.",
    ],
)
def test_what_only_sounds_like_a_name_is_none(known: Catalog, words: str) -> None:
    assert not {mention.id for mention in known.find(words)} & {"apple-pay", "el-pais", "ionos", "politico"}
