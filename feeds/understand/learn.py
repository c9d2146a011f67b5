"""Learns weights.json from labelled records: `python -m feeds.understand.learn FILE...`; `--help` tells the rest.

Run by hand; the program only reads the weights. Logistic regression with a pull towards what is believed beforehand. A
record's label says that (company, action) is told, not by which words: of the pairs that may tell it, the one that the
weights of the round before hold surest is learned from.
"""

import argparse
import json
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feeds import catalog as catalogs
from feeds.catalog import Catalog
from feeds.catalog.weighing import PLAIN, Scale, ruled, timed_by, told_by
from feeds.evaluate import Answer, answer_from, answer_of, table
from feeds.evaluate import Record as Gold
from feeds.model import Action, Stage, Text
from feeds.understand import understand
from feeds.understand.clauses import pairs
from feeds.understand.fitting import Example, fit
from feeds.understand.lessons import Labelled, read
from feeds.understand.mentions import Scene, survey
from feeds.understand.naming import key_of
from feeds.understand.pair import Pair
from feeds.understand.prior import CLAIM, FIXED, LEAD, STAGES, TOPICS
from feeds.understand.topics import named, traits_of
from feeds.understand.weigh import best, chance, counts, first_of, total

Model = dict[str, float]
Bag = tuple[list[Pair], dict[str, Any] | None]
# rounds of choosing which words tell a label; how hard weights are held to what is believed, and those of single words
ROUNDS, PULL, WORDS, TOPIC_PULL = 2, 4.0, 3.0, 2.0
WRITTEN = "lesson"
_OF_A_WORD = re.compile(r"\b(?:word|[abpnm][12ab]):")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A labelled record as it is learned from: what was found in it, paired and labelled.

    What was written for learning tells of acts more often than news does: a trait of its own takes that up.
    """

    record: Labelled
    scene: Scene
    pairs: list[Pair]
    bags: list[Bag]


def text_of(record: Labelled) -> Text:
    """A labelled record as a text to read."""
    day = record.get("published")
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Text(record.get("title") or "", record.get("text") or "", published, record.get("lang"))


def half_of(record: Labelled) -> str:
    """The half a record belongs to; records of one story stay together."""
    return "AB"[zlib.crc32((record.get("story") or record["id"]).encode()) & 1]


def lesson(record: Labelled, catalog: Catalog) -> Lesson:
    """A record with all its pairs; those that share action and company together, with the label's event for them."""
    scene = survey(text_of(record), catalog)
    found = pairs(scene, catalog)
    if record.get("wording") == WRITTEN:
        found = [_written(pair) for pair in found]
    together: dict[tuple[Action, str | None], list[Pair]] = defaultdict(list)
    for pair in found:
        together[pair.action, pair.company].append(pair)
    events = {}
    for event in sorted(record["events"], key=lambda one: one.get("role") != "lead", reverse=True):
        events[event["action"], key_of(event["company"])] = event
    bags = []
    for (action, company), bag in together.items():
        name = catalog.companies[company].name if company else None
        bags.append((bag, events.get((action.value, key_of(name)))))
    return Lesson(record, scene, found, bags)


def _written(pair: Pair) -> Pair:
    """A pair of a text that was written for learning, marked as such where it does not hide the rules' verdict."""
    return replace(
        pair,
        features=(WRITTEN, f"{WRITTEN}:{pair.action}", *pair.features),
        timing=(WRITTEN, f"{WRITTEN}:{pair.action}", *pair.timing),
    )


def learn(lessons: list[Lesson], catalog: Catalog) -> dict[str, Model]:
    """All weights, with the verdict of the written rules as traits and without it."""
    told = [bag for one in lessons for bag in one.bags]
    by_rules = [(bag, event) for bag, event in told if ruled(bag[0].features)]
    plain = [([_unruled(pair) for pair in bag if "rule:alone" not in pair.features], event) for bag, event in told]
    models = models_of(by_rules) | {
        PLAIN + name: model for name, model in models_of([(bag, event) for bag, event in plain if bag]).items()
    }
    return models | {"topics": topic_model(lessons, catalog, Scale(models))}


def topic_model(lessons: list[Lesson], catalog: Catalog, scale: Scale) -> Model:
    """The weights of what tells a topic."""
    examples: list[Example] = []
    for one in lessons:
        acts = [weighed for weighed in best(one.pairs, scale, one.scene.lang) if counts(weighed, one.scene.lang)]
        traits = tuple(dict.fromkeys(traits_of(one.scene, acts, catalog)))
        examples += [(named(topic, traits), float(topic in one.record["topics"]), 1.0) for topic in catalog.topics]
    return fit(examples, TOPICS, lambda name: TOPIC_PULL, {})


def _unruled(pair: Pair) -> Pair:
    """A pair as it is where no written rules are."""
    features = tuple(feature for feature in pair.features if not feature.startswith("rule:"))
    return replace(pair, features=features, timing=tuple(one for one in pair.timing if not one.startswith("rule:")))


def _pull(name: str) -> float:
    """How hard a weight is held to what is believed of it: a word of one language harder than what holds in all."""
    return PULL * (WORDS if _OF_A_WORD.search(name) else 1.0)


def models_of(told: list[Bag]) -> dict[str, Model]:
    """The weights of whether a pair is a claim, whether it leads, and of each stage."""
    claim: Mapping[str, float] = {**CLAIM, **FIXED}
    for _ in range(ROUNDS):
        examples: list[Example] = []
        for bag, event in told:
            names = [told_by(pair.action, pair.features) for pair in bag]
            surest = max(range(len(bag)), key=lambda at: total(claim, names[at]) - 0.001 * at)
            examples.append((names[surest], float(event is not None), 1.0))
        claim = fit(examples, CLAIM, _pull, FIXED)
    surest_of = []
    for bag, event in told:
        if event is not None:
            sure = [chance(total(claim, told_by(one.action, one.features))) for one in bag]
            pair = first_of(list(zip(sure, bag, strict=True)), max(sure))
            surest_of.append((timed_by(pair.action, pair.timing), event))
    leads = [(names, float(event.get("role", "lead") == "lead"), 1.0) for names, event in surest_of]
    models = {"claim": dict(claim), "lead": fit(leads, LEAD, _pull, {})}
    for stage in Stage:
        staged = [(names, float(event.get("stage", "actual") == stage.value), 1.0) for names, event in surest_of]
        models[stage.value] = fit(staged, STAGES[stage.value], _pull, {})
    # what was written for learning is marked only while learning
    return {
        name: {trait: worth for trait, worth in model.items() if not trait.startswith(WRITTEN)}
        for name, model in models.items()
    }


def across(gold: list[Labelled], always: list[Labelled], catalog: Catalog) -> Iterator[str]:
    """The figures of each half read with what was learned on the other: what texts never seen may be read like."""
    answers: dict[str, Answer] = {}
    lessons, more = [lesson(one, catalog) for one in gold], [lesson(one, catalog) for one in always]
    for mine, other in (("A", "B"), ("B", "A")):
        catalog.weights = learn([*more, *(one for one in lessons if half_of(one.record) == mine)], catalog)
        catalog.scale = Scale(catalog.weights)
        for one in gold:
            if half_of(one) == other:
                answers[one["id"]] = answer_from(understand(text_of(one), catalog), catalog)
    parts: tuple[tuple[str, Callable[[str | None], bool]], ...] = (
        ("all", lambda lang: True),
        ("en", lambda lang: lang == "en"),
        ("ru", lambda lang: lang == "ru"),
        ("others", lambda lang: lang not in {"en", "ru"}),
    )
    records = [Gold(one["id"], text_of(one), one.get("wording") or "", answer_of(one)) for one in gold]
    for label, wanted in parts:
        yield table([one for one in records if wanted(one.text.lang)], answers, label)


def main() -> None:
    """Read the records, learn, write; or tell how well each half is read with the other's weights."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("files", type=Path, nargs="+", help="labelled records: .jsonl, or lessons")
    args.add_argument(
        "--across",
        action="store_true",
        help="write nothing: learn on one half of the first file and on all others, and read its other half",
    )
    args.add_argument("--out", type=Path, default=Path(catalogs.__file__).with_name("weights.json"))
    given = args.parse_args()
    first, *others = [read(path) for path in given.files]
    rest = [record for records in others for record in records]
    catalog = catalogs.load()
    if given.across:
        for line in across(first, rest, catalog):
            sys.stdout.write(line + "\n")
        return
    models = learn([lesson(one, catalog) for one in [*first, *rest]], catalog)
    given.out.write_text(json.dumps(models, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(first) + len(rest)} records, {sum(map(len, models.values()))} weights\n")


if __name__ == "__main__":
    main()
