"""Numbered UDP datagrams: sent at a bounded rate until SIGTERM, then their count is told; or received, and told at the end.

Arguments: send ADDRESS PORT RATE | receive ADDRESS PORT
A receiver tells of each datagram its number and when it came, in nanoseconds of the system's monotonic clock.
"""

import signal
import socket
import struct
import sys
import time

FLOWS = 64
MOST_AT_ONCE = 16
SILENCE_SECONDS = 0.5
RECEIVE_BUFFER = 64 << 20

ending = False


def end(_signal, _frame):
    global ending
    ending = True


def send(address, port, rate):
    flows = []
    for _ in range(FLOWS):
        flow = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        flow.connect((address, port))
        flows.append(flow)
    number = 0
    begin = time.monotonic()
    print("ready", file=sys.stderr, flush=True)
    while not ending:
        due = int((time.monotonic() - begin) * rate) - number
        if due > MOST_AT_ONCE:  # it stood still: what was missed is not sent all at once
            begin += (due - MOST_AT_ONCE) / rate
            due = MOST_AT_ONCE
        for _ in range(due):
            flows[number % FLOWS].send(struct.pack("!Q", number))
            number += 1
        time.sleep(0.001)
    print(number)


def receive(address, port):
    inlet = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    inlet.setsockopt(socket.SOL_SOCKET, 33, RECEIVE_BUFFER)  # SO_RCVBUFFORCE
    inlet.bind((address, port))
    inlet.settimeout(SILENCE_SECONDS)
    arrivals = []
    print("ready", file=sys.stderr, flush=True)
    while True:
        try:
            arrivals.append((struct.unpack("!Q", inlet.recv(64))[0], time.monotonic_ns()))
        except socket.timeout:
            if ending:
                break
    for arrival in arrivals:
        print("%d %d" % arrival)


signal.signal(signal.SIGTERM, end)
if sys.argv[1] == "send":
    send(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
else:
    receive(sys.argv[2], int(sys.argv[3]))
