"""Learns the weights of grouping from labelled records: `python -m feeds.learn_grouping GOLD.jsonl`; prints them.

Run by hand; grouping.py holds the result. Logistic regression over pairs of records, in plain Python. Printed with it:
how well each half of the records is grouped with the weights of the other half.
"""

import argparse
import json
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from feeds.catalog import load
from feeds.grouping import Told, candidates, cards_of, group, likely, traits
from feeds.model import Text
from feeds.understand import understand

EPOCHS, RATE, PULL = 60, 0.05, 0.0005
Pair = tuple[dict[str, float], float]


def texts_of(records: Sequence[dict[str, Any]]) -> list[Told]:
    """Labelled records, read."""
    catalog = load()
    made = []
    for record in records:
        day = record.get("published")
        published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
        text = Text(record.get("title") or "", record.get("text") or "", published, record.get("lang"))
        made.append(Told(record["id"], text.title, text.body, published, understand(text, catalog)))
    return made


def pairs_of(texts: Sequence[Told], labels: Mapping[str, str | None]) -> list[Pair]:
    """Every pair worth weighing: its traits, and whether the labels call it one story."""
    cards = cards_of(texts)
    found = []
    for one, other in candidates(cards):
        first, second = labels[cards[one].told.name], labels[cards[other].told.name]
        found.append((traits(cards[one], cards[other]), float(first is not None and first == second)))
    return found


def fit(pairs: Sequence[Pair], seed: int = 1) -> dict[str, float]:
    """Weights that tell the pairs of one story from the others."""
    weights: dict[str, float] = defaultdict(float)
    order = list(range(len(pairs)))
    chooser = random.Random(seed)
    for epoch in range(EPOCHS):
        chooser.shuffle(order)
        for place in order:
            found, label = pairs[place]
            error = likely(found, weights) - label
            for name, value in found.items():
                weights[name] -= RATE / (1 + epoch / 10) * (error * value + PULL * weights[name])
    return {name: round(value, 2) for name, value in sorted(weights.items())}


def score(
    texts: Sequence[Told], labels: Mapping[str, str | None], weights: Mapping[str, float]
) -> tuple[int, int, int]:
    """Pairs grouped rightly, grouped, and labelled."""
    made = group(texts, weights)
    said = [frozenset(pair) for pair in combinations(sorted(made), 2) if made[pair[0]] == made[pair[1]]]
    hit = sum(1 for one, other in said if labels[one] is not None and labels[one] == labels[other])
    by_label: dict[str, int] = defaultdict(int)
    for text in texts:
        if label := labels[text.name]:
            by_label[label] += 1
    return hit, len(said), sum(count * (count - 1) // 2 for count in by_label.values())


def main() -> None:
    """Read the records, learn, print."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("gold", type=Path)
    given = args.parse_args()
    records = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    labels = {record["id"]: record.get("story") for record in records}
    texts = texts_of(records)
    halves: list[list[Told]] = [[], []]
    for text in texts:
        halves[zlib.crc32((labels[text.name] or text.name).encode()) & 1].append(text)
    totals = [0, 0, 0]
    for mine, other in ((0, 1), (1, 0)):
        weights = fit(pairs_of(halves[mine], labels))
        totals = [a + b for a, b in zip(totals, score(halves[other], labels, weights), strict=True)]
    hit, said, true = totals
    sys.stdout.write(f"across halves: P {hit / max(said, 1):.3f} R {hit / true:.3f} F {2 * hit / (said + true):.3f}\n")
    weights = fit(pairs_of(texts, labels))
    hit, said, true = score(texts, labels, weights)
    sys.stdout.write(f"on itself: P {hit / max(said, 1):.3f} R {hit / true:.3f} F {2 * hit / (said + true):.3f}\n")
    sys.stdout.write(json.dumps(weights, indent=1) + "\n")


if __name__ == "__main__":
    main()
