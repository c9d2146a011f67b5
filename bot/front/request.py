"""The transport under python-telegram-bot: its requests through one aiohttp session, a tenth of httpx's cost.

The only module that knows the bot's token. The library is given none and asks for `<anything>/<method>`; the real
address is made here, for the socket alone. So no log line and no exception of the library, at any level, can hold it;
the words of aiohttp's own errors and of refusing answers are redacted.
"""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_Seconds = ODVInput[float]
_UNSET = BaseRequest.DEFAULT_NONE
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRET_LENGTH = 16


class AiohttpRequest(BaseRequest):
    """Posts the library's requests to the Bot API at `api_url`. Times are in seconds; `total` includes connecting."""

    def __init__(self, token: str, api_url: str, *, connect: float, total: float) -> None:
        self._address = f"{api_url.rstrip('/')}/bot{token}"
        self._connect = connect
        self._total = total
        self._session: aiohttp.ClientSession | None = None
        secret = token.rpartition(":")[2]
        forms = {self._address, token, quote(token, safe=""), secret if len(secret) >= _SECRET_LENGTH else token}
        self._secrets = tuple(sorted(filter(None, forms), key=len, reverse=True))
        self._proxied = urlsplit(api_url).hostname not in _HERE

    @property
    def read_timeout(self) -> float | None:
        """How long a request may take in all unless its caller says otherwise."""
        return self._total

    async def initialize(self) -> None:
        """Open the session; may be called twice."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),
                headers={"User-Agent": "regwire"},
                trust_env=self._proxied,
            )

    async def shutdown(self) -> None:
        """Close the session; may be called twice."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: _Seconds = _UNSET,
        write_timeout: _Seconds = _UNSET,
        connect_timeout: _Seconds = _UNSET,
        pool_timeout: _Seconds = _UNSET,
    ) -> tuple[int, bytes]:
        """Send one request; returns the status and the body, or raises TimedOut or NetworkError without the token."""
        total = self._total if isinstance(read_timeout, DefaultValue) else read_timeout
        timeout = aiohttp.ClientTimeout(total=total, sock_connect=self._connect)
        failure: TelegramError
        try:
            return await self._exchange(method, url.rpartition("/")[2], _body(request_data), timeout)
        except TimeoutError:
            failure = TimedOut(f"no answer within {total:g} s" if total else None)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            failure = NetworkError(self._redacted(f"{type(error).__name__}: {error}"))
        raise failure  # outside of the except, so that it does not carry the error that holds the address

    async def _exchange(
        self, method: str, called: str, body: bytes | None, patience: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise aiohttp.ClientConnectionError("the connection to Telegram is closed")
        headers = {"Content-Type": "application/json"} if body is not None else {}
        async with self._session.request(
            method, f"{self._address}/{called}", data=body, headers=headers, timeout=patience, allow_redirects=False
        ) as answer:
            payload = await answer.read()
        return answer.status, self._checked(answer.status, payload)

    def _checked(self, status: int, payload: bytes) -> bytes:
        """The body if it is an answer of the Bot API; raises ClientError for a proxy's page or an empty body."""
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            if b'"result"' not in payload:
                raise aiohttp.ClientPayloadError(f"an answer without a result (HTTP {status})")
            return payload
        try:
            described = isinstance(json.loads(payload), dict)
        except ValueError:
            described = False
        if not described:
            raise aiohttp.ClientPayloadError(f"not an answer of the Bot API (HTTP {status})")
        return self._redacted(payload.decode("utf-8", "replace")).encode()

    def _redacted(self, words: str) -> str:
        for secret in self._secrets:
            words = words.replace(secret, "<token>")
        return words

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The body as JSON; unlike the library's own, it does not log a body that is none."""
        try:
            return json.loads(payload)
        except ValueError:
            failure = NetworkError("an answer that is not JSON")
        raise failure


def _body(request_data: RequestData | None) -> bytes | None:
    """The parameters as JSON. A lone surrogate raises UnicodeEncodeError, which is a ValueError."""
    if request_data is None:
        return None
    return json.dumps(request_data.parameters, ensure_ascii=False, separators=(",", ":")).encode()
