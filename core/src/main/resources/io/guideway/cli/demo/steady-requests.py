"""Asks a web server for the same again and again at an even pace, whatever becomes of each request, until SIGTERM.

Some threads ask, each on a new connection a request, none twice. Each request is a line on standard output once it has ended:
when it began and ended (ns of CLOCK_MONOTONIC); "answered" and the answer's body, or why it failed after "refused" where
somebody refused, reset or closed the connection, and else after "failed".

Arguments: address, port, path, number of threads, ms from one request of a thread to its next.
"""

import os
import signal
import socket
import sys
import threading
import time

BOUND_SECONDS = 5
stop = threading.Event()


def ask(address, port, path):
    """With sockets alone: the smallest Python of a distribution has no HTTP. The answer is a line, and then the server closes."""
    answer = b""
    try:
        with socket.create_connection((address, port), BOUND_SECONDS) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n".encode())
            while octets := connection.recv(4096):
                answer += octets
    except ConnectionError as refused:
        return f"refused {refused}"
    except OSError as failure:
        return f"failed {failure!r}"
    return judge(answer)


def judge(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    if not body.endswith(b"\n"):
        return "refused the connection was closed before its answer was whole"
    status = head.split(b"\r\n")[0].decode()
    return f"answered {body.decode().strip()}" if status.startswith("HTTP/1.1 200 ") else f"failed {status}"


def ask_on(number, address, port, path, threads, period_seconds):
    stop.wait(period_seconds * number / threads)
    while not stop.is_set():
        begin = time.monotonic_ns()
        result = ask(address, port, path)
        end = time.monotonic_ns()
        os.write(1, f"{begin} {end} {result}\n".encode())
        stop.wait(max(0, period_seconds - (end - begin) / 1e9))


def main(address, port, path, threads, period_ms):
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    count, period_seconds = int(threads), int(period_ms) / 1000
    askers = [
        threading.Thread(target=ask_on, args=(number, address, int(port), path, count, period_seconds))
        for number in range(count)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()


main(*sys.argv[1:])
