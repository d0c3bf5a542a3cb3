"""The client of the tier's lab: keeps so many TCP connections to a VIP busy until SIGTERM, and says what becomes of each.

Half of them last as long as the client. Each of the others is closed after a while, and another one opened in its place; so is
one that broke, or that its backend wants to be closed. A connection sends a message of octets like no other's, waits until it
has come back octet for octet, and pauses.

On standard output, a JSON object a line, times in nanoseconds of the system's monotonic clock:
  opened    its backend has said its name
  closed    in order
  broken    reset, ended, wrong octets or silence where an answer was due; "since" is when the unanswered was sent
  unopened  no connection came about, or no name
  state     every half second: how many are open, how many are opening, and "answered": the earliest time at which the last
            message with an answer was sent, over all that are open
  end       the sums

Arguments: address, port, connections, seconds until an answer that has not come counts as none.
"""

import asyncio
import json
import random
import signal
import struct
import sys
import time

LENGTH = struct.Struct("!I")
LONGEST_NAME = 64
SHORTEST, LONGEST = 16, 3000
FEWEST_PAUSE, MOST_PAUSE = 0.2, 1.0
FEWEST_SECONDS, MOST_SECONDS = 10, 50
STATE_SECONDS = 0.5
OPENING_A_SECOND = 200

sums = {"opened": 0, "closed": 0, "broken": 0, "unopened": 0, "messages": 0, "octets": 0}
answered = {}  # by connection, open ones only
opening = 0
ending = False


def say(event, **more):
    print(json.dumps({"event": event, "ns": time.monotonic_ns(), **more}), flush=True)


class Broken(Exception):
    pass


async def receive(reader):
    length = LENGTH.unpack(await reader.readexactly(LENGTH.size))[0]
    return await reader.readexactly(length)


def reason_of(failure):
    if isinstance(failure, asyncio.TimeoutError):
        return "silence"
    if isinstance(failure, asyncio.IncompleteReadError):
        return "ended"
    return str(failure) or type(failure).__name__


class Connection:
    def __init__(self, number, lasts, bound):
        self.number = number
        self.bound = bound
        self.octets = random.Random(number)
        self.until = None if lasts else time.monotonic() + random.uniform(FEWEST_SECONDS, MOST_SECONDS)
        self.since = time.monotonic_ns()
        self.backend = None
        self.port = 0
        self.writer = None

    async def live(self, address, port):
        global opening
        opening += 1
        try:
            reader = await asyncio.wait_for(self.open(address, port), self.bound)
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError) as failure:
            self.tell("unopened", reason=reason_of(failure), since=self.since)
            return
        finally:
            opening -= 1
        self.tell("opened")
        answered[self.number] = self.since
        try:
            asked = await self.exchange(reader)
            self.writer.close()
            await self.writer.wait_closed()
            self.tell("closed", asked=asked)
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError, Broken) as failure:
            self.tell("broken", reason=reason_of(failure), since=self.since)
        finally:
            del answered[self.number]
            self.writer.transport.abort()

    async def open(self, address, port):
        reader, self.writer = await asyncio.open_connection(address, port)
        self.port = self.writer.get_extra_info("sockname")[1]
        self.backend = (await receive(reader)).decode()
        return reader

    def tell(self, event, **more):
        sums[event] += 1
        say(event, connection=self.number, port=self.port, backend=self.backend, **more)

    async def exchange(self, reader):
        """Returns whether the backend wants the end, else when it is time."""
        asked = False
        while not (asked or ending or self.until and time.monotonic() > self.until):
            sent = self.octets.randbytes(self.octets.randint(SHORTEST, LONGEST))
            self.since = time.monotonic_ns()
            self.writer.write(LENGTH.pack(len(sent)) + sent)
            came = await asyncio.wait_for(receive(reader), self.bound)
            if not came:
                asked = True
                came = await asyncio.wait_for(receive(reader), self.bound)
            if came != sent:
                raise Broken("wrong octets")
            answered[self.number] = self.since
            sums["messages"] += 1
            sums["octets"] += len(sent)
            if not asked:
                await asyncio.sleep(self.octets.uniform(FEWEST_PAUSE, MOST_PAUSE))
        return asked


async def keep(place, lasts, arguments, numbers):
    address, port, bound = arguments
    await asyncio.sleep(place / OPENING_A_SECOND)
    while not ending:
        await Connection(next(numbers), lasts, bound).live(address, port)
        await asyncio.sleep(FEWEST_PAUSE)


async def tell_state():
    while True:
        say("state", open=len(answered), opening=opening, answered=min(answered.values(), default=0))
        await asyncio.sleep(STATE_SECONDS)


def end():
    global ending
    ending = True


async def main(address, port, count, bound):
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end)
    state = asyncio.create_task(tell_state())
    numbers = iter(range(1 << 62))
    arguments = (address, port, bound)
    await asyncio.gather(*(keep(place, place % 2 == 0, arguments, numbers) for place in range(count)))
    state.cancel()
    say("end", **sums)


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
