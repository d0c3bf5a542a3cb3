"""A backend of the tier's lab: says its name to each connection, then sends back every message that comes.

Messages are four octets of length, in network order, and so many octets. On SIGTERM every connection gets an empty message,
which asks the client to close it; the server ends when all are closed. Says "ready" on standard error when it listens.

Arguments: port, name.
"""

import asyncio
import signal
import struct
import sys

BACKLOG = 1024
LENGTH = struct.Struct("!I")

connections = set()
leaving = asyncio.Event()


def message(octets):
    return LENGTH.pack(len(octets)) + octets


class Echo(asyncio.Protocol):
    def __init__(self, name):
        self.name = name
        self.received = bytearray()

    def connection_made(self, transport):
        self.transport = transport
        connections.add(self)
        transport.write(message(self.name))

    def data_received(self, octets):
        self.received += octets
        while len(self.received) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self.received)[0]
            if len(self.received) < end:
                return
            self.transport.write(bytes(self.received[:end]))
            del self.received[:end]

    def connection_lost(self, _reason):
        connections.discard(self)
        if leaving.is_set() and not connections:
            asyncio.get_running_loop().call_soon(gone.set_result, None)


def leave():
    leaving.set()
    for connection in connections:
        connection.transport.write(message(b""))
    if not connections and not gone.done():
        gone.set_result(None)


async def serve(port, name):
    global gone
    loop = asyncio.get_running_loop()
    gone = loop.create_future()
    loop.add_signal_handler(signal.SIGTERM, leave)
    async with await loop.create_server(lambda: Echo(name.encode()), "0.0.0.0", port, backlog=BACKLOG):
        print("ready", file=sys.stderr, flush=True)
        await gone


asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
