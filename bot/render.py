"""Facts + texts -> messages. Pure: nothing here reads, sends or knows the time."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.message import clean, safe_link
from bot.model import Button, Message, Span, Style
from bot.naming import Naming
from bot.words import exact, number
from feeds.model import Action, Certainty, Column, Evidence, Precision, Scope, Stage, State, Status, Story, Tier
from feeds.status import disagree

QUOTE_LENGTH = 300
TITLE_LENGTH = 120
STATUS_ACTS = 5
TIMELINE_ACTS = 15
PAGE_SIGN = "~"
PAGE_ROOM = len(f" {PAGE_SIGN}999")
PUBLISHERS = 8
COLUMN_SOURCES = 3
ACTION_CUT = "📴"

MARKS = {
    Action.BLOCK: "⛔",
    Action.UNBLOCK: "✅",
    Action.THROTTLE: "🐌",
    Action.FINE: "💸",
    Action.ORDER: "📜",
    Action.PROBE: "🔎",
    Action.RULING: "⚖️",
    Action.REFUSE: "✋",
    Action.COMPLY: "🤝",
    Action.LAW: "📘",
    Action.SHUTDOWN: "📴",
}
STATE_MARKS = {
    State.BLOCKED: "⛔",
    State.PARTLY: "◐",
    State.ORDERED: "🗓",
    State.THROTTLED: "🐌",
    State.THREATENED: "⚠️",
    State.RESTORED: "✅",
    State.NO_RESTRICTION: "▫️",
    State.NOT_COVERED: "❔",
}
_TRUST = (Tier.OFFICIAL, Tier.WIRE, Tier.MONITOR, Tier.NEWS)

Line = Sequence[Span]


def lines(*given: Line | str | None) -> tuple[Span, ...]:
    """Spans of a message from its lines; None is left out, an empty text is an empty line."""
    spans: list[Span] = []
    for line in given:
        if line is None:
            continue
        if spans:
            spans.append(Span("\n"))
        spans.extend((Span(line),) if isinstance(line, str) else line)
    return tuple(spans)


def bold(text: str) -> Line:
    """A line that names what follows."""
    return (Span(text, Style.BOLD),)


def mark(story: Story) -> str:
    """The sign of a story's headline act."""
    first = story.acts[0]
    return "⚠️" if first.stage is Stage.THREAT else MARKS[first.action]


def alert(
    naming: Naming, stories: Sequence[Story], now_state: Status | None, buttons: Iterable[Sequence[Button]]
) -> Message:
    """The alert of the acts one item told: the first in full, the others by their headlines."""
    first, *others = stories
    best = best_evidence(first)
    return Message(
        lines(
            bold(f"{mark(first)} {naming.act(first)}"),
            *(bold(f"{mark(other)} {naming.act(other)}") for other in others),
            _when_by_whom(naming, first),
            _quote(best),
            (Span(_where_from(naming, first, best)), *_linked(naming, best)),
            _also(naming, first, best),
            _now(naming, now_state),
        ),
        tuple(tuple(row) for row in buttons),
    )


def coverage(naming: Naming, item: Evidence, text: str) -> Message:
    """An item that names what is watched and tells no act."""
    title = clean(item.title or text, TITLE_LENGTH)
    return Message(lines(bold("🗞 " + naming.texts("coverage", title=title)), _linked(naming, item)))


def best_evidence(story: Story) -> Evidence:
    """The source to name first: official before wire before the rest, then the earliest."""
    return min(story.evidence, key=lambda one: (_TRUST.index(one.tier), one.link is None, one.item))


def status(
    naming: Naming,
    found: Status,
    as_of: datetime,
    nearest: Iterable[Sequence[Button]] = (),
    cut: Story | None = None,
) -> Message:
    """How a company stands in a country, since when, by whom, under which law, with the last acts and their sources."""
    texts = naming.texts
    company, country = naming.company(found.company), naming.country(found.country)
    if found.state is State.NOT_COVERED:
        told = texts("status-not-covered", company=company, country=country)
        return Message(lines(f"{STATE_MARKS[found.state]} {told}", *_as_of(naming, as_of)), tuple(map(tuple, nearest)))
    pair = exact(company=found.company, country=found.country)
    return Message(
        lines(
            bold(f"{STATE_MARKS[found.state]} {_state_line(naming, found)}"),
            *_since(naming, found),
            *_columns(naming, found),
            *(_beside(naming, found, story) for story in found.beside if story is not found.deciding),
            cut_line(naming, found.country, cut) if cut else None,
            "",
            bold(texts("status-acts")),
            *(_act_line(naming, story) for story in found.stories[:STATUS_ACTS]),
            "",
            _sources(naming, found.stories),
            texts("status-newest", day=texts.day(max(story.last_seen for story in found.stories), Precision.DAY)),
            *_as_of(naming, as_of),
        ),
        ((Button(texts("button-timeline"), f"/timeline {pair}"),), *map(tuple, nearest)),
    )


def _columns(naming: Naming, found: Status) -> list[Line | str]:
    """What is official, and what is reported where that is something else."""
    official, reported = found.columns.get(Column.OFFICIAL), found.columns.get(Column.REPORTED)
    if official is None:
        return []
    both = reported is not None and (reported.state, reported.deciding) != (official.state, official.deciding)
    rows: list[Line | str] = []
    for column, standing in found.columns.items():
        if standing.deciding is None or (column is Column.REPORTED and not both):
            continue
        day = naming.texts.day(standing.deciding.day, standing.deciding.precision)
        state = naming.texts(f"state-{standing.state}")
        told = naming.texts(f"column-{column}", state=state, day=day)
        own = [one for one in standing.deciding.evidence if column is Column.REPORTED or one.tier is Tier.OFFICIAL]
        rows.append((Span(f"{told} — "), *_listed(naming, _by_publisher(own)[:COLUMN_SOURCES])))
    if disagree(found):
        rows.append(naming.texts("columns-disagree"))
    return rows


def _beside(naming: Naming, found: Status, story: Story) -> str:
    """A standing restriction of another scope: removed from the app stores, banned on officials' devices."""
    act = next(
        act
        for act in story.acts
        if (act.company, act.country) == (found.company, found.country) and act.scope is not Scope.SERVICE
    )
    return naming.texts(f"beside-{act.scope}", day=naming.texts.day(story.day, story.precision))


def cut_line(naming: Naming, country: str, story: Story) -> str:
    """That a country's internet was cut, and that no end of it is on record."""
    day = naming.texts.day(story.day, story.precision)
    return f"{ACTION_CUT} " + naming.texts("cut-stands", country=naming.country(country), day=day)


def short_status(naming: Naming, found: Status) -> Line:
    """One line of a list: the pair, its state and since when."""
    since = f" ({naming.texts.day(found.deciding.day, found.deciding.precision)})" if found.deciding else ""
    return (Span(f"{STATE_MARKS[found.state]} {_state_line(naming, found)}{since}"),)


def overview(naming: Naming, title: str, rows: Sequence[Line], as_of: datetime) -> Message:
    """A title, a list, and when it was so."""
    return Message(lines(bold(title), *rows, "", *_as_of(naming, as_of)))


def paged(words: str) -> tuple[str, int]:
    """Words and the number of the page that a button put behind them; the first where there is none."""
    before, _, told = words.rpartition(PAGE_SIGN)
    page = number(told) if before.strip() else None
    return (before, page) if page else (words, 1)


def turns(asked: str, pages: int, *labels: tuple[str, int]) -> tuple[tuple[Button, ...], ...]:
    """A row of buttons that ask the same for other pages, of those (label, page) that there are."""
    row = tuple(Button(label, f"{asked} {PAGE_SIGN}{page}") for label, page in labels if asked and 1 <= page <= pages)
    return (row,) if row else ()


def timeline(
    naming: Naming, name: str, stories: Sequence[Story], as_of: datetime, page: int = 1, again: str = ""
) -> Message:
    """What happened, oldest first, page by page from the newest; `again` is the command that turns the page."""
    texts = naming.texts
    ordered = sorted(stories, key=lambda story: (story.day, story.id))
    pages = max(1, (len(ordered) - 1) // TIMELINE_ACTS + 1)
    page = min(max(page, 1), pages)
    end = len(ordered) - (page - 1) * TIMELINE_ACTS
    shown = ordered[max(0, end - TIMELINE_ACTS) : end]
    return Message(
        lines(
            bold(texts("timeline-title", name=name)),
            texts("watch-page", page=page, pages=pages) if pages > 1 else None,
            *((*_act_line(naming, story), Span(f" · {story.public}")) for story in shown),
            "",
            *_as_of(naming, as_of),
        ),
        turns(again, pages, (texts("button-earlier"), page + 1), (texts("button-later"), page - 1)),
    )


def acts(naming: Naming, title: str, stories: Sequence[Story], as_of: datetime) -> Message:
    """Acts in the order given, each with its day and source."""
    return overview(naming, title, [_act_line(naming, story) for story in stories], as_of)


def act(naming: Naming, story: Story, as_of: datetime) -> Message:
    """One act whole: its id, its days, who, under which law, the words that tell it, every publisher."""
    texts, best = naming.texts, best_evidence(story) if story.evidence else None
    days = [
        texts(f"day-{kind}", day=texts.day(day, Precision.DAY))
        for kind, day in (
            ("decided", story.dates.decided),
            ("announced", story.dates.announced),
            ("effective", story.dates.effective),
            ("expires", story.dates.expires),
        )
        if day
    ]
    return Message(
        lines(
            bold(f"{mark(story)} {naming.act(story)}"),
            _when_by_whom(naming, story),
            *days,
            texts(f"date-{story.certainty}") if story.certainty is not Certainty.SEEN else None,
            _quote(best) if best else None,
            "",
            _sources(naming, [story]),
            texts("act-id", id=story.public),
            *_as_of(naming, as_of),
        )
    )


def _state_line(naming: Naming, found: Status) -> str:
    texts = naming.texts
    return texts(
        "status-title",
        company=naming.company(found.company),
        country=naming.country(found.country),
        state=texts("state-beside" if found.state is State.NO_RESTRICTION and found.beside else f"state-{found.state}"),
    )


def _since(naming: Naming, found: Status) -> list[str]:
    texts, story = naming.texts, found.deciding
    if story is None:
        return []
    day = texts.day(story.day, story.precision)
    if found.state is State.THREATENED:
        return [texts("status-threatened-on", day=day)]
    doubt = f" ({texts(f'date-{story.certainty}')})" if story.certainty is not Certainty.SEEN else ""
    told = [texts("status-since" if _dated(story) else "status-since-at-least", day=day) + doubt]
    authority = naming.regulator(story.authority) if story.authority else None
    law = naming.law(story.law) if story.law else None
    if authority and law:
        told.append(texts("status-by-under", authority=authority, law=law))
    elif authority:
        told.append(texts("status-by", authority=authority))
    elif law:
        told.append(texts("status-under", law=law))
    return told


def _dated(story: Story) -> bool:
    """Whether the day is that of the act: a text told it, or the act was reported as news on that day."""
    return story.day_told or any(act.stage is Stage.ACTUAL and act.role == "lead" for act in story.acts)


def _when_by_whom(naming: Naming, story: Story) -> str:
    parts = [naming.texts.day(story.day, story.precision)]
    parts += [naming.regulator(story.authority)] if story.authority else []
    parts += [naming.law(story.law)] if story.law else []
    return " · ".join(parts)


def _quote(best: Evidence) -> Line | None:
    quote = clean(best.quote or best.title, QUOTE_LENGTH)
    return (Span(quote, Style.QUOTE),) if quote else None


def _where_from(naming: Naming, story: Story, best: Evidence) -> str:
    if best.tier is Tier.OFFICIAL:
        return naming.texts("alert-official") + ": "
    if len({one.publisher for one in story.evidence}) == 1:
        return naming.texts("alert-one-source") + ": "
    return naming.texts("alert-source", publisher="")


def _linked(naming: Naming, item: Evidence) -> Line:
    return (Span(clean(item.publisher, TITLE_LENGTH), None, safe_link(item.link) if item.link else None),)


def _also(naming: Naming, story: Story, best: Evidence) -> Line | None:
    others = _by_publisher(story.evidence, best.publisher)
    if not others:
        return None
    head, tail = naming.texts("alert-also", publishers="\x00").split("\x00")
    return (Span(head), *_listed(naming, others), Span(tail))


def _by_publisher(items: Iterable[Evidence], without: str | None = None) -> list[Evidence]:
    """One item of each publisher, the earliest, at most as many as a message can bear."""
    found: dict[str, Evidence] = {}
    for item in items:
        if item.publisher != without:
            found.setdefault(item.publisher, item)
    return list(found.values())[:PUBLISHERS]


def _listed(naming: Naming, items: Sequence[Evidence]) -> list[Span]:
    spans: list[Span] = []
    for item in items:
        spans += [Span(", ")] if spans else []
        spans += _linked(naming, item)
    return spans


def _now(naming: Naming, found: Status | None) -> str | None:
    if found is None or found.deciding is None:
        return None
    day = naming.texts.day(found.deciding.day, found.deciding.precision)
    state = naming.texts(f"state-{found.state}")
    return naming.texts("alert-now", state=f"{state} ({day})")


def _act_line(naming: Naming, story: Story) -> Line:
    day = naming.texts.day(story.day, story.precision)
    best = best_evidence(story) if story.evidence else None
    notes = [naming.texts("told-as-past")] if story.acts[0].stage is Stage.PAST else []
    notes += [naming.texts(f"scope-{story.acts[0].scope}")] if story.acts[0].scope is not Scope.SERVICE else []
    notes += [naming.texts(f"date-{story.certainty}")] if story.certainty is not Certainty.SEEN else []
    told = f" ({'; '.join(notes)})" if notes else ""
    line = [Span(f"{mark(story)} {day} · {naming.act(story)}{told}")]
    if best:
        line += [Span(" — "), *_linked(naming, best)]
    return line


def _sources(naming: Naming, stories: Iterable[Story]) -> Line:
    items = _by_publisher(one for story in stories for one in story.evidence)
    return (Span(naming.texts("status-sources-word") + " "), *_listed(naming, items))


def _as_of(naming: Naming, moment: datetime) -> list[str]:
    return [naming.texts("status-as-of", moment=naming.texts.moment(moment))]
