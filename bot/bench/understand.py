"""`regwire bench understand`: items read a second against a bare scan of the same automaton, and what keywords cost."""

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TextIO

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from bot.keywords import Keywords, fold
from feeds.catalog import Catalog, load
from feeds.model import Text
from feeds.understand import understand

BODY = 500
ITEMS = 400
ROUNDS = 5
KEYWORDS = (1_000, 10_000, 100_000, 1_000_000)

# one item in four tells an act, or nearly: such items cost the most; the rest is what feeds carry besides
_ACTS = (
    "{country} blocks {company} after months of talks",
    "Court in {country} rejects an appeal by {company}",
    "{company} could be fined in {country}, regulator warns",
    "{country} opens an inquiry into {company}",
)
_OTHERS = (
    "{company} opens a new office in {country}",
    "Users of {company} complain of slow pages",
    "{company} and its rivals report their results",
    "Storm leaves thousands without power in the north of {country}",
    "Minister of {country} visits the border after talks in the capital",
    "Cup final moved to Sunday as rain floods the pitch",
    "Prices in {country} rise for the third month in a row",
    "What to watch this week: six films and a concert",
    "Report of the committee on the programme of work for the coming year",
    "{company} shows a lighter phone with a longer-lasting battery",
    "Harvest begins late in {country} after a cold spring",
    "Researchers find a way to print lenses thinner than paper",
)
_OF_ACTS = (
    "The regulator said on Tuesday that the company had been told to answer within ten days.",
    "{company} did not reply to a request for comment.",
    "People in {country} wrote that pages opened slowly or not at all since the weekend.",
    "Last year the ministry ordered providers to block a dozen sites, and some were later restored.",
    "A spokesman for the government said that no decision had been taken and that talks would go on.",
    "Shares of {company} fell by two percent in early trading before they recovered.",
    "The law, which came into force in January, asks platforms to name a local representative.",
    "Analysts said the step would cost the firm little, since few of its customers live in {country}.",
    "The court will hear the case again in the spring, lawyers of both sides said.",
    "A similar case against another network ended with a fine of three million.",
)
_OF_OTHERS = (
    "It was the second time in a month, and people who live near the river had been told to leave their homes.",
    "{company} said that sales grew by eight percent in the quarter and that it would hire four hundred people.",
    "The team won three of its last five games and goes to {country} with two new players.",
    "Local papers wrote that the road will stay closed until the end of the week.",
    "The ministry published its yearly report on Monday, with figures for trade, energy and tourism.",
    "A spokeswoman said the first models will be in shops by autumn, at about the price of the old ones.",
    "Most of those who were asked said that they read the news on their phones in the morning.",
    "The president of {country} thanked the rescue workers and promised help to the families.",
    "Experts warned that the measurements cover only a small part of the coast.",
    "The committee adopted its agenda and elected two vice-chairs for the session.",
    "Tickets are sold from Thursday, and the doors open at seven.",
    "Shares of {company} rose by one percent in early trading.",
)


def bench(out: TextIO, *, keywords: bool = True) -> None:
    """Print load time and memory of the catalog, the speed of understanding, and the curve of keyword watches."""
    before = _memory()
    began = time.perf_counter()
    catalog = load()
    out.write(f"catalog: loaded in {time.perf_counter() - began:.2f} s, {_memory() - before:.0f} MB\n")
    for name, share in (("average items, one in four tells an act", 4), ("items that all tell an act", 1)):
        texts = list(_texts(catalog, share))
        _speed(out, name, texts, catalog)
    if keywords:
        _keywords(out, [f"{text.title} {text.body}" for text in texts])


def _speed(out: TextIO, name: str, texts: list[Text], catalog: Catalog) -> None:
    length = statistics.mean(len(text.title) + len(text.body) for text in texts)
    read = _seconds(lambda: [understand(text, catalog) for text in texts])
    folded = [catalog.fold(f"{text.title}\n\n{text.body}")[0] for text in texts]
    scan = _seconds(lambda: [catalog.scan(one) for one in folded])
    out.write(
        f"{name} ({len(texts)}, {length:.0f} characters each): {len(texts) / read:.0f} items/s on one core; bare scan "
        f"of the same automaton: {len(texts) / scan:.0f} texts/s; ratio {read / scan:.1f}\n"
    )


def _keywords(out: TextIO, texts: list[str]) -> None:
    out.write("keyword watches: build, memory, a text, folding and the bare automaton, ratio\n")
    for number in KEYWORDS:
        gc.collect()
        words = [f"{_word(n)} {_word(n * 7 + 3)}" for n in range(number)]
        before = _memory()
        began = time.perf_counter()
        index = Keywords(words)
        built = time.perf_counter() - began
        grown = _memory() - before
        bare = AhoCorasick(words, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        ours = _seconds(partial(_all_found, index, texts))
        theirs = _seconds(partial(_all_scanned, bare, texts))
        out.write(
            f"{number:>9,}: {built:6.2f} s, {grown:4.0f} MB, {ours / len(texts) * 1e6:5.0f} us, "
            f"{theirs / len(texts) * 1e6:5.0f} us, {ours / theirs:.2f}\n"
        )
        out.flush()


def _all_found(index: Keywords, texts: list[str]) -> None:
    for text in texts:
        index.found(text)


def _all_scanned(bare: AhoCorasick, texts: list[str]) -> None:
    for text in texts:
        bare.find_matches_as_indexes(fold(text), overlapping=True)


def _texts(catalog: Catalog, share: int) -> Iterator[Text]:
    """Items of a title and a body of some 500 characters, each about other names; one in `share` tells an act."""
    companies = [company.name for company in catalog.companies.values()]
    countries = [country.name for country in catalog.countries.values()]
    for number in range(ITEMS):
        titles, sentences = (_ACTS, _OF_ACTS) if number % share == 0 else (_OTHERS, _OF_OTHERS)
        names = {
            "company": companies[number * 37 % len(companies)],
            "country": countries[number * 11 % len(countries)],
        }
        body = ""
        for step in range(len(sentences)):
            if len(body) >= BODY:
                break
            body += sentences[(number + step * 5) % len(sentences)].format(**names) + " "
        yield Text(titles[number // share % len(titles)].format(**names), body[:BODY])


def _word(number: int) -> str:
    letters = "bcdfghklmnprstvz"
    vowels = "aeiou"
    made = ""
    for _ in range(4):
        number, which = divmod(number, len(letters) * len(vowels))
        made += letters[which % len(letters)] + vowels[which // len(letters)]
    return made


def _seconds(work: Callable[[], object]) -> float:
    """The median CPU time of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return statistics.median(spent)


def _memory() -> float:
    """The most memory this process has held so far, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)
