"""Undoes one HTTP content coding while counting what comes out. Pure, fed piece by piece; knows no socket."""

import zlib
from collections.abc import Iterable


class UnpackError(ValueError):
    """A body that cannot be taken as it is: unknown coding, damaged, cut off or too big; the text says which."""


class Unpacker:
    """Takes the pieces of a body as they arrive and holds at most `limit` decoded bytes.

    `codings` are the values of the Content-Encoding headers: none, identity, gzip or deflate. Anything else, and more
    than one coding upon another, raises UnpackError at once.
    """

    def __init__(self, codings: Iterable[str], limit: int) -> None:
        named = [name.strip().lower() for value in codings for name in value.split(",") if name.strip()]
        named = [name for name in named if name != "identity"]
        if len(named) > 1:
            raise UnpackError("more than one content coding upon another")
        self._coding = named[0].removeprefix("x-") if named else None
        if self._coding not in (None, "gzip", "deflate"):
            raise UnpackError(f"unknown content coding {self._coding[:20]!r}")
        self._limit = limit
        self._out = bytearray()
        self._stream: zlib._Decompress | None = None
        self._done = False

    def feed(self, piece: bytes) -> None:
        """Take the next piece. Raises UnpackError when the decoded size passes the limit or the coding is damaged."""
        if self._coding is None:
            self._keep(piece)
            return
        try:
            self._inflate(piece)
        except zlib.error:
            raise UnpackError(f"the body is not {self._coding} as it claims, or damaged") from None

    def finish(self) -> bytes:
        """The whole decoded body. Raises UnpackError when the coding says that more should have come."""
        if self._stream is not None and not self._stream.eof:
            raise UnpackError("the compressed body is cut off")
        return bytes(self._out)

    def _inflate(self, piece: bytes) -> None:
        while piece and not self._done:
            if self._stream is None:
                self._stream = zlib.decompressobj(self._window(piece))
            room = self._limit - len(self._out) + 1
            self._keep(self._stream.decompress(piece, room))
            if not self._stream.eof:
                piece = self._stream.unconsumed_tail
                continue
            piece = self._stream.unused_data
            if self._coding == "gzip" and piece.startswith(b"\x1f\x8b"):
                self._stream = None
            else:
                # Servers append junk to a finished stream; browsers ignore it.
                self._done = True

    def _window(self, piece: bytes) -> int:
        if self._coding == "gzip":
            return 16 + zlib.MAX_WBITS
        zlib_header = piece[0] & 0x0F == 8 and (len(piece) < 2 or (piece[0] * 256 + piece[1]) % 31 == 0)
        return zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS

    def _keep(self, piece: bytes) -> None:
        self._out += piece
        if len(self._out) > self._limit:
            raise UnpackError(f"bigger than {self._limit / 1e6:g} MB when unpacked")
