"""What things are called in a reader's language. Pure."""

from bot.model import Watch
from bot.texts import Texts
from feeds.catalog import Catalog
from feeds.model import Act, Stage, Story


class Naming:
    """Names of one language: the catalog's, and CLDR's for countries."""

    def __init__(self, texts: Texts, catalog: Catalog) -> None:
        self.texts = texts
        self._catalog = catalog

    def company(self, name: str) -> str:
        """A company by its id."""
        record = self._catalog.companies.get(name)
        return record.name if record else name

    def country(self, code: str) -> str:
        """A country by its code."""
        record = self._catalog.countries.get(code)
        return self.texts.country(code, record.name if record else code)

    def regulator(self, name: str) -> str:
        """A regulator by its id."""
        record = self._catalog.regulators.get(name)
        return record.name if record else name

    def law(self, name: str) -> str:
        """A law by its id."""
        record = self._catalog.laws.get(name)
        return record.name if record else name

    def topic(self, name: str) -> str:
        """A topic by its id."""
        record = self._catalog.topics.get(name)
        key = f"topic-{name}"
        return self.texts(key) if self.texts.has(key) else record.name if record else name

    def watch(self, watch: Watch) -> str:
        """A watch in words: "LinkedIn in Russia"."""
        texts = self.texts
        parts = []
        if watch.company:
            parts.append(self.company(watch.company))
        if watch.topic:
            parts.append(self.topic(watch.topic))
        if watch.regulator:
            parts.append(self.regulator(watch.regulator))
        if watch.law:
            parts.append(self.law(watch.law))
        if watch.keyword:
            parts.append(texts("watch-keyword", word=watch.keyword))
        what = " + ".join(parts)
        if not watch.country:
            return what
        place = self.country(watch.country)
        return texts("watch-company-in", company=what, place=place) if what else place

    def act(self, story: Story) -> str:
        """What a story tells, as a headline: "Russia blocks LinkedIn"; said to be unconfirmed where it is."""
        told = self._act(story)
        return self.texts("act-in-doubt", act=told) if story.acts[0].doubt else told

    def _act(self, story: Story) -> str:
        first = story.acts[0]
        same = [act for act in story.acts if (act.action, act.stage, act.country) == _kind(first)]
        named = [self.company(act.company) for act in same if act.company]
        country = self.country(first.country) if first.country else None
        names = list(dict.fromkeys(named))
        who, count = (self.texts.all_of(names), len(names)) if names else (None, 0)
        if first.stage is Stage.THREAT:
            doing = self.texts(f"doing-{first.action}", company=who or self.texts("services"))
            if country:
                return self.texts("threat-in", country=country, act=doing)
            return self.texts("threat-somewhere", act=doing)
        if who and country:
            return self.texts(f"act-{first.action}-in", country=country, company=who, count=count)
        if who:
            return self.texts(f"act-{first.action}-somewhere", company=who, count=count)
        if country:
            return self.texts(f"act-{first.action}-all", country=country)
        return self.texts("act-somewhere-all")


def _kind(act: Act) -> tuple[object, ...]:
    return (act.action, act.stage, act.country)
