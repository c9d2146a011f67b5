"""Fits a logistic regression whose weights are drawn towards what is believed beforehand. Needs the extra `learn`."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

# the names of an example's traits, whether it is so (0 or 1), and how much it weighs
Example = tuple[Sequence[str], float, float]


def fit(
    examples: Iterable[Example],
    prior: Mapping[str, float],
    pull: Callable[[str], float],
    fixed: Mapping[str, float],
    rarest: int = 3,
) -> dict[str, float]:
    """Weights by name: those of the prior, corrected by the examples against a pull of so much towards the prior.

    `fixed` ones are not learned; traits seen less often than `rarest` times are left as the prior has them.
    """
    told = list(examples)
    seen: dict[str, int] = {}
    for traits, _, _ in told:
        for name in traits:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(name for name, times in seen.items() if times >= rarest or name in prior or name in fixed)
    column = {name: number for number, name in enumerate(names)}
    rows, columns = [], []
    for row, (traits, _, _) in enumerate(told):
        for name in traits:
            if name in column:
                rows.append(row)
                columns.append(column[name])
    table = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(told), len(names)))
    truth = np.array([label for _, label, _ in told])
    worth = np.array([weight for _, _, weight in told])
    start = np.array([fixed.get(name, prior.get(name, 0.0)) for name in names])
    strength = np.array([pull(name) for name in names])
    free = np.array([name not in fixed for name in names])
    across = table.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights
        off = weights - start
        value = float(worth @ (np.logaddexp(0.0, scores) - truth * scores) + 0.5 * strength @ (off * off))
        return value, (across @ (worth * (expit(scores) - truth)) + strength * off) * free

    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    learned = {name: round(float(best[number]), 3) for name, number in column.items()}
    return {name: value for name, value in sorted({**prior, **learned}.items()) if abs(value) >= 0.02}
