"""Learns the weights of grouping from labelled records: `python -m feeds.learn_grouping GOLD.jsonl [LESSONS...]`.

Run by hand; grouping.py holds the result, which is printed. Logistic regression over pairs of records. Printed with it:
how well each half of the first file is grouped with what was learned on its other half and on all other files. Needs
the extra `learn`.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from feeds.catalog import load
from feeds.grouping import Told, candidates, cards_of, group, traits
from feeds.understand import understand
from feeds.understand.learn import half_of, text_of
from feeds.understand.lessons import Labelled, read

PULL, LESSON = 0.3, 0.2
"""How hard weights are held to nothing, and how much a pair of lessons weighs beside one of news."""

Labels = Mapping[str, str | None]
Pair = tuple[dict[str, float], float, float]


def texts_of(records: Sequence[Labelled]) -> list[Told]:
    """Labelled records, read."""
    catalog = load()
    made = []
    for record in records:
        text = text_of(record)
        made.append(Told(record["id"], text.title, text.body, text.published, understand(text, catalog)))
    return made


def pairs_of(texts: Sequence[Told], labels: Labels, worth: float = 1.0) -> list[Pair]:
    """Every pair worth weighing: its traits, whether the labels call it one story, and how much it weighs."""
    cards = cards_of(texts)
    found = []
    for one, other in candidates(cards):
        first, second = labels[cards[one].told.name], labels[cards[other].told.name]
        found.append((traits(cards[one], cards[other]), float(first is not None and first == second), worth))
    return found


def fit(pairs: Sequence[Pair]) -> dict[str, float]:
    """Weights that tell the pairs of one story from the others."""
    names = sorted({name for found, _, _ in pairs for name in found})
    table = np.array([[found.get(name, 0.0) for name in names] for found, _, _ in pairs])
    truth, worth = (np.array([pair[place] for pair in pairs]) for place in (1, 2))
    pull = np.array([PULL if name else 0.0 for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights
        value = float(worth @ (np.logaddexp(0.0, scores) - truth * scores) + 0.5 * pull @ (weights * weights))
        return value, table.T @ (worth * (expit(scores) - truth)) + pull * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {name: round(float(value), 2) for name, value in zip(names, best, strict=True)}


def score(texts: Sequence[Told], labels: Labels, weights: Mapping[str, float]) -> tuple[int, int, int]:
    """Pairs grouped rightly, grouped, and labelled."""
    made = group(texts, weights)
    said = [pair for pair in combinations(sorted(made), 2) if made[pair[0]] == made[pair[1]]]
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
    args.add_argument("lessons", type=Path, nargs="*")
    given = args.parse_args()
    gold = read(given.gold)
    more = [record for path in given.lessons for record in read(path) if record.get("story")]
    labels = {record["id"]: record.get("story") for record in [*gold, *more]}
    texts = texts_of(gold)
    always = pairs_of(texts_of(more), labels, LESSON)
    half = {record["id"]: half_of(record) for record in gold}
    totals = [0, 0, 0]
    for mine, other in (("A", "B"), ("B", "A")):
        weights = fit([*pairs_of([text for text in texts if half[text.name] == mine], labels), *always])
        found = score([text for text in texts if half[text.name] == other], labels, weights)
        totals = [a + b for a, b in zip(totals, found, strict=True)]
    weights = fit([*pairs_of(texts, labels), *always])
    for name, (hit, said, true) in (("across halves", totals), ("on itself", score(texts, labels, weights))):
        figures = f"P {hit / max(said, 1):.3f} R {hit / max(true, 1):.3f} F {2 * hit / max(said + true, 1):.3f}"
        sys.stdout.write(f"{name}: {figures}\n")
    for name, value in weights.items():
        sys.stdout.write(f'        "{name}": {value},\n')


if __name__ == "__main__":
    main()
