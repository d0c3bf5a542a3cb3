"""The ends of the paths that PathMtuIT looks at; one word says which.

serve ADDRESS...    TCP and UDP on port 8000 of each address: a TCP client says how much it sends and how much it wants, is
                    read and served, and told at the end what its server's kernel takes the path's MTU for. UDP comes back
                    as its length. Says "ready" on standard error when it listens, and ends on SIGTERM.
transfer ADDRESS UP DOWN
                    one such client; prints octets received, then the path's MTU as seen by it and by its server
datagram ADDRESS LENGTH
                    one datagram that may be fragmented, again each second until it is answered; prints the answer
echo ADDRESS LENGTH an echo request, again each second until it is answered; prints where the answer came from
"""

import os
import selectors
import signal
import socket
import struct
import sys
import threading

PORT = 8000
IP_MTU_DISCOVER, IP_PMTUDISC_DONT, IP_MTU = 10, 0, 14
IPV6_MTU_DISCOVER, IPV6_MTU = 23, 24
ATTEMPTS = 20


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def path_mtu(connection):
    if connection.family == socket.AF_INET6:
        return connection.getsockopt(socket.IPPROTO_IPV6, IPV6_MTU)
    return connection.getsockopt(socket.IPPROTO_IP, IP_MTU)


def read(connection, count):
    read = 0
    while read < count:
        piece = connection.recv(min(count - read, 1 << 16))
        if not piece:
            raise EOFError(f"{read} of {count} octets")
        read += len(piece)
    return read


def answer(connection):
    with connection:
        head = b""
        while len(head) < 8:
            head += connection.recv(8 - len(head))
        up, down = struct.unpack("!II", head)
        read(connection, up)
        connection.sendall(bytes(down))
        connection.recv(1)  # all has arrived
        connection.sendall(struct.pack("!I", path_mtu(connection)))


def serve(*addresses):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sockets = selectors.DefaultSelector()
    for address in addresses:
        listener = socket.socket(family(address), socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, PORT))
        listener.listen()
        sockets.register(listener, selectors.EVENT_READ)
        datagrams = socket.socket(family(address), socket.SOCK_DGRAM)
        datagrams.bind((address, PORT))
        sockets.register(datagrams, selectors.EVENT_READ)
    print("ready", file=sys.stderr, flush=True)
    while True:
        for key, _ in sockets.select():
            if key.fileobj.type == socket.SOCK_STREAM:
                connection, _ = key.fileobj.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()
            else:
                datagram, client = key.fileobj.recvfrom(1 << 16)
                key.fileobj.sendto(str(len(datagram)).encode(), client)


def transfer(address, up, down):
    connection = socket.create_connection((address, PORT), timeout=30)
    connection.sendall(struct.pack("!II", int(up), int(down)) + bytes(int(up)))
    received = read(connection, int(down))
    connection.sendall(b".")
    (servers,) = struct.unpack("!I", connection.recv(4, socket.MSG_WAITALL))
    print(received, path_mtu(connection), servers)


def ask(asker, request, address):
    asker.settimeout(1)
    for _ in range(ATTEMPTS):
        asker.sendto(request, address)
        try:
            return asker.recvfrom(1 << 16)
        except TimeoutError:
            continue
    raise TimeoutError("no answer")


def datagram(address, length):
    asker = socket.socket(family(address), socket.SOCK_DGRAM)
    if asker.family == socket.AF_INET:
        asker.setsockopt(socket.IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DONT)
    answer, _ = ask(asker, bytes(int(length)), (address, PORT))
    print(answer.decode())


def checksum(octets):
    total = sum(struct.unpack(f"!{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def echo(address, length):
    v6 = ":" in address
    asker = socket.socket(family(address), socket.SOCK_RAW, 58 if v6 else 1)
    asker.connect((address, 0))
    payload = os.urandom(int(length) // 2 * 2)
    head = struct.pack("!BBHHH", 128 if v6 else 8, 0, 0, os.getpid() & 0xFFFF, 1)
    if not v6:  # the kernel does it for ICMPv6
        head = head[:2] + struct.pack("!H", checksum(head + payload)) + head[4:]
    asker.settimeout(1)
    for _ in range(ATTEMPTS):
        asker.send(head + payload)
        try:
            while True:
                reply, (source, *_) = asker.recvfrom(1 << 16)
                message = reply if v6 else reply[20:]
                if message[0] == (129 if v6 else 0) and message[8:] == payload:
                    print(source)
                    return
        except TimeoutError:
            continue
    raise TimeoutError("no echo")


{"serve": serve, "transfer": transfer, "datagram": datagram, "echo": echo}[sys.argv[1]](*sys.argv[2:])
