"""What can go wrong between a bot and Telegram, and how the stand-in does it."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aiohttp import web

from tests.standin.botapi_rules import Refusal, refusal
from tests.standin.drop import drop


class Fault(StrEnum):
    """What can go wrong with a request. LOST is carried out, but its answer never arrives; the others are not."""

    FLOOD = "429"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "html 502"
    RESET = "reset"
    TIMEOUT = "timeout"
    BLOCKED = "403 blocked"
    NOT_FOUND = "400 chat not found"
    REFUSED = "400"
    CONFLICT = "409"
    MIGRATED = "migrated"
    GARBAGE = "garbage"
    LOST = "lost answer"


@dataclass
class Planned:
    """A fault that awaits the next `times` requests of a method."""

    method: str
    kind: Fault
    times: int
    detail: Any


def refuse(refusal: Refusal) -> web.Response:
    """A refusal as Telegram writes it."""
    body = {"ok": False, "error_code": refusal.code, "description": refusal.words} | refusal.more
    return web.json_response(body, status=refusal.code)


async def go_wrong(request: web.Request, planned: Planned) -> web.StreamResponse:
    """Answer a request as its planned fault has it."""
    detail = planned.detail
    match planned.kind:
        case Fault.RESET:
            return drop(request)
        case Fault.TIMEOUT:
            await asyncio.sleep(60 if detail is None else detail)
            return drop(request)
        case Fault.BAD_GATEWAY:
            page = f"<html><h1>502 Bad Gateway</h1>{request.path}</html>"
            return web.Response(status=502, text=page, content_type="text/html")
        case Fault.GARBAGE:
            return web.Response(text=f"{request.path} {{", content_type="application/json")
        case _:
            return refuse(refusal(planned.kind.value, detail))
