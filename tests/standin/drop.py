"""How the stand-ins break a connection off."""

import socket
import struct

from aiohttp import web


def drop(request: web.Request) -> web.Response:
    """End the connection with a reset; the response returned is never seen."""
    if request.transport is not None:
        raw: socket.socket = request.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()
