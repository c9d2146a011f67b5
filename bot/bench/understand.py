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

_TITLES = (
    "{country} blocks {company} after months of talks",
    "{company} opens a new office in {country}",
    "Court in {country} rejects an appeal by {company}",
    "{company} could be fined in {country}, regulator warns",
    "Users of {company} complain of slow pages",
    "What the new rules of {country} mean for {company}",
    "{company} and its rivals report their results",
    "{country} opens an inquiry into {company}",
)
_SENTENCES = (
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


def bench(out: TextIO, *, keywords: bool = True) -> None:
    """Print load time and memory of the catalog, the speed of understanding, and the curve of keyword watches."""
    before = _memory()
    began = time.perf_counter()
    catalog = load()
    out.write(f"catalog: loaded in {time.perf_counter() - began:.2f} s, {_memory() - before:.0f} MB\n")
    texts = list(_texts(catalog))
    length = statistics.mean(len(text.title) + len(text.body) for text in texts)
    out.write(f"items: {len(texts)}, {length:.0f} characters each on average\n")
    read = _seconds(lambda: [understand(text, catalog) for text in texts])
    folded = [catalog.fold(f"{text.title}\n\n{text.body}")[0] for text in texts]
    scan = _seconds(lambda: [catalog.scan(one) for one in folded])
    out.write(
        f"understand: {len(texts) / read:.0f} items/s on one core; bare scan of the same automaton: "
        f"{len(texts) / scan:.0f} texts/s; ratio {read / scan:.1f}\n"
    )
    if keywords:
        _keywords(out, [f"{text.title} {text.body}" for text in texts])


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


def _texts(catalog: Catalog) -> Iterator[Text]:
    """Items of an average kind: a title and a body of some 500 characters, each about other names."""
    companies = [company.name for company in catalog.companies.values()]
    countries = [country.name for country in catalog.countries.values()]
    for number in range(ITEMS):
        names = {
            "company": companies[number * 37 % len(companies)],
            "country": countries[number * 11 % len(countries)],
        }
        body = ""
        for step in range(len(_SENTENCES)):
            if len(body) >= BODY:
                break
            body += _SENTENCES[(number + step * 3) % len(_SENTENCES)].format(**names) + " "
        yield Text(_TITLES[number % len(_TITLES)].format(**names), body[:BODY])


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
