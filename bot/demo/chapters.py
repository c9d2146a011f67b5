"""The story that the demo plays: what four publishers wrote about LinkedIn in Russia, 2016 and 2017, told anew.

The acts and their dates are on public record; the wording is ours. Each chapter is a day and what was published on it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One item of a publisher's feed."""

    publisher: str
    title: str
    text: str
    hour: int = 9


@dataclass(frozen=True, slots=True)
class Chapter:
    """One day of the story."""

    day: datetime
    heading: str
    articles: tuple[Article, ...]


REGULATOR, WIRE, DAILY, NOTES = "Roskomnadzor", "Neva Wire", "Platform Daily", "Compliance Notes"

BASELINE = Chapter(
    datetime(2016, 11, 1, 12, tzinfo=UTC),
    "First poll: what is there already is only a baseline",
    (
        Article(WIRE, "City opens a new tram line", "The line joins two districts and runs every ten minutes."),
        Article(REGULATOR, "О выдаче лицензий на вещание", "Опубликован перечень лицензий, выданных в октябре."),
        Article(DAILY, "Chip prices fall again", "Memory makers expect a slow winter."),
        Article(NOTES, "Five habits of tidy audit files", "Name the files, date them, and keep them in one place."),
    ),
)

CHAPTERS = (
    Chapter(
        datetime(2016, 11, 10, 15, tzinfo=UTC),
        "The appeal is rejected; a block is only expected",
        (
            Article(
                WIRE,
                "Moscow court rejects LinkedIn's appeal",
                "The Moscow City Court on Thursday rejected an appeal by LinkedIn against a ruling that the "
                "network broke "
                "the law under which personal data of Russians must be stored on servers in Russia.",
            ),
            Article(
                NOTES,
                "LinkedIn may be blocked in Russia next week",
                "Roskomnadzor said it could block LinkedIn as early as Monday once it has the text of the decision.",
                10,
            ),
        ),
    ),
    Chapter(
        datetime(2016, 11, 17, 16, tzinfo=UTC),
        "LinkedIn is blocked: three publishers, one act",
        (
            Article(
                WIRE,
                "Russia blocks LinkedIn",
                "Roskomnadzor ordered internet providers on Thursday to block LinkedIn under law 242-FZ, "
                "which requires "
                "companies to store personal data of Russians in Russia. Providers have 24 hours.",
            ),
            Article(
                REGULATOR,
                "Роскомнадзор приступил к блокировке LinkedIn",
                "Роскомнадзор внёс LinkedIn в реестр нарушителей прав субъектов персональных данных и направил "
                "операторам связи требование заблокировать социальную сеть.",
                10,
            ),
            Article(
                DAILY,
                "LinkedIn has been blocked in Russia over where it keeps data",
                "The Russian regulator Roskomnadzor has blocked LinkedIn because the network does not store "
                "the personal "
                "data of Russian users in the country.",
                11,
            ),
            Article(
                NOTES,
                "LinkedIn bans a startup's account",
                "LinkedIn has banned the account of a small startup for sending automated messages to its users.",
                12,
            ),
            Article(
                DAILY,
                "Budget talks hit a roadblock",
                "Negotiators in the capital said the roadblock could last for days.",
                13,
            ),
        ),
    ),
    Chapter(
        datetime(2017, 1, 7, 14, tzinfo=UTC),
        "The apps leave the Russian stores",
        (
            Article(
                DAILY,
                "Apple and Google comply and remove LinkedIn's app in Russia",
                "Apple and Google have complied with a demand by Roskomnadzor and removed the LinkedIn app "
                "from their "
                "Russian app stores. The site itself has been blocked in Russia since November 2016.",
            ),
        ),
    ),
    Chapter(
        datetime(2017, 3, 7, 17, tzinfo=UTC),
        "Talks break off; what happened to others is history or threat",
        (
            Article(
                WIRE,
                "LinkedIn refuses to move data to Russia, regulator says",
                "Roskomnadzor said talks with LinkedIn had failed: the network, which Microsoft (MSFT) "
                "bought in December, "
                "refuses to store data of Russians in Russia, so it stays blocked. Russia blocked Wikipedia "
                "in August 2015 "
                "and restored it a day later. Facebook and Twitter could be blocked under the same law.",
            ),
            Article(
                DAILY,
                "LinkedIn declines to keep Russian data in Russia and remains blocked",
                "LinkedIn declined to comply with the data localization law, Roscomnadzor said on Tuesday. "
                "Facebook and "
                "Twitter, it has warned, may be blocked too; Wikipedia was briefly blocked in 2015. Get "
                "alerts on Technology "
                "sector. Follow the topics in this article.",
                11,
            ),
        ),
    ),
)
