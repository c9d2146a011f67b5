"""What regwire knows by name: companies, countries, regulators, laws, topics; read from TOML, found in any text.

`load` is the only way to a Catalog, and does all the work; nothing happens at import.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from feeds.catalog.folding import Folded, Folder
from feeds.catalog.loading import CatalogError, kept, records
from feeds.catalog.matching import Matcher, Spot
from feeds.catalog.naming import Territories, names_of, needs_of, territories
from feeds.catalog.records import Company, Country, Kind, Law, Mention, Regulator, Topic
from feeds.catalog.speech import Speech, speeches
from feeds.catalog.spelling import Sense
from feeds.catalog.weighing import Scale, Weights, weights_of

__all__ = ["Catalog", "CatalogError", "Sense", "Spot", "load"]


class Catalog:
    """The records by id, and the finding of their names."""

    def __init__(
        self,
        companies: Mapping[str, Company],
        countries: Mapping[str, Country],
        regulators: Mapping[str, Regulator],
        laws: Mapping[str, Law],
        topics: Mapping[str, Topic],
        cldr: Territories,
        speeches: Mapping[str, Speech],
        weights: Weights,
    ) -> None:
        shops = [company for company in companies.values() if "app-store" in company.kinds]
        self.stores = frozenset([shop.id for shop in shops] + [shop.owner for shop in shops if shop.owner])
        self.speeches, self.weights, self.scale = speeches, weights, Scale(weights)
        self.companies, self.countries, self.regulators = companies, countries, regulators
        self.laws, self.topics = laws, topics
        every = (companies, countries, regulators, laws, topics)
        trades = {company.id: frozenset(company.kinds) for company in companies.values()}
        self._matcher = Matcher(names_of(*every, cldr=cldr), needs_of(*every), trades, Folder())

    def find(self, text: str, lang: str | None = None) -> list[Mention]:
        """Every name that the text mentions, in its order; longest where names overlap."""
        return [spot.mention for spot in self.spots(text, lang)]

    def spots(
        self,
        text: str,
        lang: str | None = None,
        folded: Folded | None = None,
        acts: Sequence[int] = (),
        on_companies: Sequence[int] = (),
    ) -> list[Spot]:
        """As `find`, with the way each name stands for its record; the last two are places of words that tell acts."""
        return self._matcher.spots(text, lang, folded, acts, on_companies)

    def fold(self, text: str) -> tuple[Folded, Folded]:
        """The text's words in normal form: as names are looked up, and as cues are, with their endings."""
        plain = self._matcher.folder.text(text)
        return self._matcher.folder.stemmed(plain), plain

    def scan(self, folded: Folded) -> int:
        """The bare pass of the automaton over a folded text, for measuring."""
        return self._matcher.scan(folded)

    def resolve(self, words: str) -> list[Mention]:
        """What a person's short words name: any spelling, any case, no evidence asked for."""
        return self._matcher.said(words)

    def owned_by(self, company_id: str) -> tuple[str, ...]:
        """The owners of a company, nearest first."""
        chain: list[str] = []
        company = self.companies.get(company_id)
        while company and company.owner and company.owner not in chain and company.owner != company_id:
            chain.append(company.owner)
            company = self.companies.get(company.owner)
        return tuple(chain)

    def nearest(self, words: str, limit: int) -> list[tuple[Kind, str, float]]:
        """The names most like these words, with how alike they are from 0 to 100, best first."""
        query = " ".join(self._matcher.folder.words(words))
        if not query:
            return []
        best: dict[tuple[Kind, str], float] = {}
        for _, score, index in process.extract(query, self._matcher.spellings, scorer=fuzz.ratio, limit=limit * 8):
            for name in self._matcher.named(index):
                key = (name.kind, name.id)
                best[key] = max(best.get(key, 0.0), float(score))
        ranked = sorted(best.items(), key=lambda pair: -pair[1])[:limit]
        return [(kind, id_, score) for (kind, id_), score in ranked]


def load(folder: Path | None = None) -> Catalog:
    """The catalog of a folder (ours if none is given); raises CatalogError in words when its data is wrong."""
    here = folder or Path(__file__).parent
    with kept():
        cldr = territories(here / "cldr.json")
        countries = dict(records(_files(here, "countries"), Country, "country"))
        for code, spelled in cldr.items():
            if code not in countries:
                countries[code] = Country(
                    code, next((name for name, langs in spelled.values() if "en" in langs.split()), code)
                )
        return Catalog(
            records(_files(here, "companies"), Company, "company"),
            countries,
            records(_files(here, "regulators"), Regulator, "regulator"),
            records(_files(here, "laws"), Law, "law"),
            records(_files(here, "topics"), Topic, "topic"),
            cldr,
            speeches(here / "actions", here / "grammar"),
            weights_of(here / "weights.json"),
        )


def _files(folder: Path, name: str) -> list[Path]:
    """`name`.toml and the files of the folder `name`, as far as they exist."""
    one = folder / f"{name}.toml"
    return [one] * one.is_file() + sorted((folder / name).glob("*.toml"))
