"""Every word that people read, by language: Fluent texts, names and dates of CLDR."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.resources import files

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource

from feeds.model import Precision

LANGUAGES = ("en", "ru")
"""The languages offered; the first is the one for everybody else."""

LONGEST_FACT, MOST_LISTED = 900, 7
DATES = {Precision.DAY: "d MMM y", Precision.MONTH: "LLLL y", Precision.YEAR: "y"}


class TextError(Exception):
    """A text is missing or asks for what it was not given: a fault of the program."""


class Texts:
    """The texts of one language; what it lacks is an error, never silence."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(language, sep="-")
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(files(__name__).joinpath(f"{language}.ftl").read_text("utf-8")))

    def __call__(self, key: str, **facts: str | int) -> str:
        """The text of a key with its facts filled in. Raises TextError."""
        if not self._bundle.has_message(key):
            raise TextError(f"{self.language}.ftl has no text {key!r}")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise TextError(f"{self.language}.ftl: {key!r} is empty")
        short = {name: _short(fact) for name, fact in facts.items()}
        text, faults = self._bundle.format_pattern(pattern, short)
        if faults:
            raise TextError(f"{self.language}.ftl: {key!r}: {faults[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """Whether there is a text of this key."""
        return bool(self._bundle.has_message(key))

    def country(self, code: str, otherwise: str) -> str:
        """A country's name as CLDR has it in this language, `otherwise` where it has none."""
        return str(self._locale.territories.get(code, otherwise))

    def day(self, day: date, precision: Precision = Precision.DAY) -> str:
        """A day as exactly as it is known."""
        return format_date(day, DATES[precision], locale=self._locale)

    def moment(self, moment: datetime) -> str:
        """A moment in UTC, to the minute."""
        return format_datetime(moment.astimezone(UTC), "d MMM y, HH:mm 'UTC'", locale=self._locale)

    def all_of(self, names: Sequence[str]) -> str:
        """Names as a list in words; of many, the first and how many more."""
        shown = list(names[:MOST_LISTED])
        if len(names) > MOST_LISTED:
            shown.append(self("others", count=len(names) - MOST_LISTED))
        return format_list(shown, locale=self._locale)


def _short(fact: str | int) -> str | int:
    """A fact no longer than a text can take in."""
    return fact if isinstance(fact, int) or len(fact) <= LONGEST_FACT else fact[: LONGEST_FACT - 1] + "…"


def load() -> Mapping[str, Texts]:
    """The texts of every language offered."""
    return {language: Texts(language) for language in LANGUAGES}


def choose(language: str | None) -> str:
    """The language offered that is nearest to what a chat speaks (a BCP 47 tag or None)."""
    spoken = (language or "").casefold().split("-")[0]
    return spoken if spoken in LANGUAGES else LANGUAGES[0]
