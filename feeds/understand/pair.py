"""A word of action and whom it may be about: what is weighed. Nothing in it does anything."""

from dataclasses import dataclass

from feeds.catalog.speech import Hit
from feeds.model import Action
from feeds.understand.mentions import Sentence

ACTIONS = frozenset(action.value for action in Action)


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an action may be about: companies told in one breath, a class of services, or nobody by name."""

    companies: tuple[str, ...]
    start: int = -1
    end: int = -1
    carried: str = ""

    @property
    def named(self) -> bool:
        """Whether it stands in the text at all."""
        return self.start >= 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of action and the company it may be about (None: a class of services, or none named)."""

    action: Action
    company: str | None
    trigger: Hit
    sentence: Sentence
    target: Target
    features: tuple[str, ...]
    timing: tuple[str, ...]
