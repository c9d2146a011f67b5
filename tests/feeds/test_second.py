"""The optional second reader, against a stand-in of an OpenAI-compatible endpoint."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from feeds.catalog import Catalog
from feeds.model import Action, Reading, Role, Stage, Text
from feeds.second import BadAnswer, SecondReader, opinions_of
from tests.things import claim

TEXT = Text("Russia may block LinkedIn", "Nothing is decided.")
CLAIMS = (replace(claim(), sure=0.6), replace(claim(Action.FINE), sure=0.99))
READING = Reading("en", companies=("linkedin",), claims=CLAIMS)


class Endpoint:
    """What the endpoint answers, and what it was asked."""

    def __init__(self) -> None:
        self.content: Any = {"claims": []}
        self.status = 200
        self.delay = 0.0
        self.raw: bytes | None = None
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        """One chat completion."""
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization"))
        await asyncio.sleep(self.delay)
        if self.raw is not None:
            return web.Response(body=self.raw, status=self.status)
        content = self.content if isinstance(self.content, str) else json.dumps(self.content)
        return web.json_response({"choices": [{"message": {"content": content}}]}, status=self.status)


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    """A running endpoint."""
    made = Endpoint()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", made.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    yield made
    await runner.cleanup()


def said(verdict: str, stage: str = "actual", role: str = "lead", n: object = 0) -> dict[str, Any]:
    """One opinion."""
    return {"claims": [{"n": n, "verdict": verdict, "stage": stage, "role": role}]}


async def review(endpoint: Endpoint, known: Catalog, reading: Reading = READING) -> Reading:
    """What the second reader makes of a reading."""
    async with SecondReader(endpoint.url, "small", "secret", below=0.8, seconds=0.5) as reader:
        return await reader.review(TEXT, reading, known)


async def test_it_confirms_lowers_and_restages_a_doubtful_claim(endpoint: Endpoint, known: Catalog) -> None:
    endpoint.content = said("confirm")
    assert await review(endpoint, known) == READING
    endpoint.content = said("lower")
    assert (await review(endpoint, known)).claims == READING.claims[1:]
    endpoint.content = said("restage", "threat", "background")
    first = (await review(endpoint, known)).claims[0]
    assert (first.stage, first.role, first.company) == (Stage.THREAT, Role.BACKGROUND, "linkedin")


async def test_it_is_asked_with_the_text_the_claims_and_the_key(endpoint: Endpoint, known: Catalog) -> None:
    await review(endpoint, known)
    (asked,) = endpoint.asked
    told = json.loads(asked["messages"][1]["content"])
    assert asked["model"] == "small"
    assert told["title"] == TEXT.title
    assert [one["company"] for one in told["claims"]] == ["LinkedIn", "LinkedIn"]
    assert endpoint.keys == ["Bearer secret"]


async def test_it_is_not_asked_about_what_is_sure(endpoint: Endpoint, known: Catalog) -> None:
    sure = replace(READING, claims=READING.claims[1:])
    assert await review(endpoint, known, sure) == sure
    assert endpoint.asked == []


async def test_it_cannot_touch_what_is_sure(endpoint: Endpoint, known: Catalog) -> None:
    endpoint.content = said("lower", n=1)
    assert await review(endpoint, known) == READING


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        "[]",
        {"claims": "all"},
        {"claims": [{"n": 0}]},
        said("invent"),
        said("confirm", "maybe"),
        said("lower", n=7),
        said("lower", n=True),
        said("lower", n="0"),
        {"claims": said("lower")["claims"] * 2},
        {"claims": [{"n": 0, "verdict": "confirm", "stage": "actual", "role": "lead", "company": "Acme"}, {"n": 9}]},
    ],
    ids=str,
)
async def test_an_answer_not_of_the_agreed_form_leaves_the_first_reading(
    endpoint: Endpoint, known: Catalog, content: object
) -> None:
    endpoint.content = content
    assert await review(endpoint, known) == READING


async def test_errors_time_outs_and_silence_leave_the_first_reading(endpoint: Endpoint, known: Catalog) -> None:
    endpoint.status = 500
    assert await review(endpoint, known) == READING
    endpoint.status, endpoint.raw = 200, b"<html>busy</html>"
    assert await review(endpoint, known) == READING
    endpoint.raw, endpoint.delay = None, 2
    assert await review(endpoint, known) == READING
    endpoint.url = "http://127.0.0.1:9/v1"
    assert await review(endpoint, known) == READING


LEAVES = st.none() | st.integers() | st.text()
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(st.text() | ANYTHING.map(json.dumps))
def test_any_answer_is_opinions_or_a_bad_answer(answer: str) -> None:
    with suppress(BadAnswer):
        assert all(0 <= one.claim < 2 for one in opinions_of(answer, 2))
