"""The ends of the paths in PathLab; one word says which.

serve ADDRESS...    TCP and UDP on port 8000 of each address: a TCP client says how much it sends and how much it wants, is
                    read and served, and told at the end what its server's kernel takes the path's MTU for; one of HTTP gets
                    1 MB. UDP comes back as its length and CRC-32, then as it came. Says "ready" on standard error when it
                    listens, and ends on SIGTERM.
transfer ADDRESS UP DOWN
                    one such client; prints octets received, then the path's MTU as seen by it and by its server
datagram ADDRESS LENGTH
                    one datagram that may be fragmented, again each second until it is answered; prints its length, if the
                    answer is right
probe ADDRESS       datagrams as long as the path's MTU, which must not be fragmented, until one is answered; prints each MTU
                    that was tried
echo ADDRESS LENGTH an echo request, again each second until it is answered; prints where the answer came from
"""

import errno
import os
import selectors
import signal
import socket
import struct
import sys
import threading
import zlib

PORT = 8000
IP_MTU_DISCOVER, IP_PMTUDISC_DONT, IP_PMTUDISC_DO, IP_MTU = 10, 0, 2, 14
IPV6_MTU_DISCOVER, IPV6_MTU = 23, 24
ATTEMPTS = 10
PAGE = bytes(1_000_000)


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
        if head.startswith(b"GET "):
            page(connection, head)
            return
        up, down = struct.unpack("!II", head)
        read(connection, up)
        connection.sendall(bytes(down))
        connection.recv(1)  # all has arrived
        connection.sendall(struct.pack("!I", path_mtu(connection)))


def page(connection, head):
    while not head.endswith(b"\r\n\r\n"):
        head += connection.recv(1 << 16)
    connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE)


def about(datagram):
    return struct.pack("!II", len(datagram), zlib.crc32(datagram))


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
                key.fileobj.sendto(about(datagram) + datagram, client)


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
    request = os.urandom(int(length))
    answer, _ = ask(asker, request, (address, PORT))
    print(length if answer == about(request) + request else "another answer")


def probe(address):
    v6 = ":" in address
    prober = socket.socket(family(address), socket.SOCK_DGRAM)
    if v6:
        prober.setsockopt(socket.IPPROTO_IPV6, IPV6_MTU_DISCOVER, IP_PMTUDISC_DO)
    else:
        prober.setsockopt(socket.IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO)
    prober.connect((address, PORT))
    prober.settimeout(1)
    tried = []
    for _ in range(ATTEMPTS):
        mtu = path_mtu(prober)
        if mtu not in tried:
            tried.append(mtu)
        try:
            prober.send(bytes(mtu - (48 if v6 else 28)))
            prober.recv(1 << 16)
            print(*tried)
            return
        except TimeoutError:
            continue
        except OSError as told:
            if told.errno != errno.EMSGSIZE:
                raise
    raise TimeoutError(f"no answer; tried {tried}")


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


{"serve": serve, "transfer": transfer, "datagram": datagram, "probe": probe, "echo": echo}[sys.argv[1]](*sys.argv[2:])
