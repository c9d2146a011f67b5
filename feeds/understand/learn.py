"""Learns weights.json from labelled records: `python -m feeds.understand.learn GOLD.jsonl`; `--help` tells the rest.

Run by hand; the program only reads the weights. Logistic regression by AdaGrad with a pull towards zero, in plain
Python: about a minute. A record's label says that (company, action) is told, not by which words: of the pairs that may
tell it, the one that the weights of the round before hold surest is learned from.
"""

import argparse
import json
import math
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from feeds import catalog as catalogs
from feeds.catalog import Catalog
from feeds.catalog.weighing import PLAIN, Scale, ruled, timed_by, told_by
from feeds.evaluate import Answer, answer_from, read_gold, table
from feeds.model import Action, Stage, Text
from feeds.understand import understand
from feeds.understand.clauses import pairs
from feeds.understand.mentions import survey
from feeds.understand.naming import key_of
from feeds.understand.pair import Pair
from feeds.understand.prior import CLAIM, FIXED, LEAD, STAGES, TOPICS
from feeds.understand.topics import named, traits_of
from feeds.understand.weigh import best, chance, counts, first_of, total

Model = dict[str, float]
Bag = tuple[list[Pair], dict[str, Any] | None]
Example = tuple[list[str], float, float]
NO_PRIOR: Mapping[str, float] = MappingProxyType({})
ROUNDS, EPOCHS, RATE, PULL = 2, 14, 0.15, 0.25


def text_of(record: dict[str, Any]) -> Text:
    """A labelled record as a text to read."""
    day = record.get("published")
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Text(record.get("title") or "", record.get("text") or "", published, record.get("lang"))


def half_of(record: dict[str, Any]) -> str:
    """The half a record belongs to; records of one story stay together."""
    return "AB"[zlib.crc32((record.get("story") or record["id"]).encode()) & 1]


def fit(
    examples: list[Example],
    prior: Mapping[str, float] = NO_PRIOR,
    *,
    pull: float = PULL,
    epochs: int = EPOCHS,
    seed: int = 1,
) -> Model:
    """Weights that tell the examples apart, drawn towards the prior ones: (names, label, worth)."""
    weights: Model = defaultdict(float, prior)
    if prior is CLAIM:
        weights.update(FIXED)
    squares: Model = defaultdict(lambda: 1e-3)
    order = list(range(len(examples)))
    chooser = random.Random(seed)
    for _ in range(epochs):
        chooser.shuffle(order)
        for index in order:
            names, label, worth = examples[index]
            error = (chance(total(weights, names)) - label) * worth
            for name in names:
                if name in FIXED:
                    continue
                gradient = error + pull * (weights[name] - prior.get(name, 0.0)) * (8.0 if "word:" in name else 1.0)
                squares[name] += gradient * gradient
                weights[name] -= RATE * gradient / math.sqrt(squares[name])
    return {name: round(value, 3) for name, value in sorted(weights.items()) if abs(value) >= 0.02}


def bags(records: list[dict[str, Any]], catalog: Catalog) -> list[Bag]:
    """All pairs of a record that share action and company, with the label's event for them."""
    found = []
    for record in records:
        scene = survey(text_of(record), catalog)
        together: dict[tuple[Action, str | None], list[Pair]] = defaultdict(list)
        for pair in pairs(scene, catalog):
            together[pair.action, pair.company].append(pair)
        events = {}
        for event in sorted(record["events"], key=lambda one: one.get("role") != "lead", reverse=True):
            events[event["action"], key_of(event["company"])] = event
        for (action, company), bag in together.items():
            name = catalog.companies[company].name if company else None
            found.append((bag, events.get((action.value, key_of(name)))))
    return found


def learn(records: list[dict[str, Any]], catalog: Catalog) -> dict[str, Model]:
    """All weights, with the verdict of the written rules as traits and without it."""
    told = bags(records, catalog)
    by_rules = [(bag, event) for bag, event in told if ruled(bag[0].features)]
    plain = [([_unruled(pair) for pair in bag if "rule:alone" not in pair.features], event) for bag, event in told]
    models = models_of(by_rules) | {
        PLAIN + name: model for name, model in models_of([(bag, event) for bag, event in plain if bag]).items()
    }
    return models | {"topics": topic_model(records, catalog, Scale(models))}


def topic_model(records: list[dict[str, Any]], catalog: Catalog, scale: Scale) -> Model:
    """The weights of what tells a topic."""
    examples: list[Example] = []
    for record in records:
        scene = survey(text_of(record), catalog)
        acts = [one for one in best(pairs(scene, catalog), scale) if counts(one)]
        traits = tuple(dict.fromkeys(traits_of(scene, acts, catalog)))
        examples += [(named(topic, traits), float(topic in record["topics"]), 1.0) for topic in catalog.topics]
    return fit(examples, TOPICS, pull=0.4, epochs=8)


def _unruled(pair: Pair) -> Pair:
    """A pair as it is where no written rules are."""
    features = tuple(feature for feature in pair.features if not feature.startswith("rule:"))
    return replace(pair, features=features, timing=tuple(one for one in pair.timing if not one.startswith("rule:")))


def models_of(told: list[Bag]) -> dict[str, Model]:
    """The weights of whether a pair is a claim, whether it leads, and of each stage."""
    claim: Mapping[str, float] = CLAIM
    for _ in range(ROUNDS):
        examples: list[Example] = []
        for bag, event in told:
            named = [told_by(pair.action, pair.features) for pair in bag]
            surest = max(range(len(bag)), key=lambda at: total(claim, named[at]) - 0.001 * at)
            examples.append((named[surest], float(event is not None), 1.0))
        claim = fit(examples, CLAIM)
    surest_of = []
    for bag, event in told:
        if event is not None:
            sure = [chance(total(claim, told_by(one.action, one.features))) for one in bag]
            pair = first_of(list(zip(sure, bag, strict=True)), max(sure))
            surest_of.append((timed_by(pair.action, pair.timing), event))
    models = {
        "claim": dict(claim),
        "lead": fit([(n, float(e.get("role", "lead") == "lead"), 1.0) for n, e in surest_of], LEAD),
    }
    for stage in Stage:
        told_so = [(n, float(e.get("stage", "actual") == stage.value), 1.0) for n, e in surest_of]
        models[stage.value] = fit(told_so, STAGES[stage.value])
    return models


def across(gold: Path, records: list[dict[str, Any]]) -> Iterator[str]:
    """The figures of each half read with what was learned on the other: what texts never seen may be read like."""
    catalog = catalogs.load()
    read: dict[str, Answer] = {}
    labelled = {record.id: record for record in read_gold(gold)}
    for mine, other in (("A", "B"), ("B", "A")):
        catalog.weights = learn([record for record in records if half_of(record) == mine], catalog)
        catalog.scale = Scale(catalog.weights)
        for record in records:
            if half_of(record) == other:
                one = labelled[record["id"]]
                read[one.id] = answer_from(understand(one.text, catalog), catalog)
    parts: tuple[tuple[str, Callable[[str | None], bool]], ...] = (
        ("all", lambda lang: True),
        ("en", lambda lang: lang == "en"),
        ("ru", lambda lang: lang == "ru"),
        ("others", lambda lang: lang not in {"en", "ru"}),
    )
    for label, wanted in parts:
        yield table([one for one in labelled.values() if wanted(one.text.lang)], read, label)


def main() -> None:
    """Read the records, learn, write; or tell how well each half is read with the other's weights."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("gold", type=Path)
    args.add_argument("--half", choices=["A", "B"])
    args.add_argument("--across", action="store_true", help="write nothing: learn on one half, read the other")
    args.add_argument("--out", type=Path, default=Path(catalogs.__file__).with_name("weights.json"))
    given = args.parse_args()
    records = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    if given.across:
        for line in across(given.gold, records):
            sys.stdout.write(line + "\n")
        return
    chosen = [record for record in records if given.half in {None, half_of(record)}]
    models = learn(chosen, catalogs.load())
    given.out.write_text(json.dumps(models, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(chosen)} records, {sum(map(len, models.values()))} weights\n")


if __name__ == "__main__":
    main()
