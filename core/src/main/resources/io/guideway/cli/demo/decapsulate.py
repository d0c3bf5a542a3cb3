"""Takes packets out of IP-in-IP (RFC 2003, RFC 2473) on a backend of the lab, where the kernel has no tunnel of its own.

Packets of protocol 4 (IPv4 inside) and 41 (IPv6 inside) arrive on raw sockets, over IPv4 and IPv6; those that come from
the node are written to a TUN device, from which the kernel takes them as received. Says "ready" on standard error when it
listens, and ends on SIGTERM.

Arguments: the TUN device, which has to exist; the node's addresses.
"""

import fcntl
import os
import select
import signal
import socket
import struct
import sys

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
SO_RCVBUFFORCE = 33
RECEIVE_BUFFER_BYTES = 4 << 20
LARGEST_PACKET = 65535
INNER_VERSION = {4: 4, 41: 6}  # by IP protocol number


def open_tun(device):
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN | IFF_NO_PI))
    return tun


def open_raw(family, protocol):
    raw = socket.socket(family, socket.SOCK_RAW, protocol)
    raw.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES)
    raw.setblocking(False)
    return raw


def outer_header_bytes(family, packet):
    """Raw sockets give the outer header with IPv4 (its length in words is the low half of byte 0), and none with IPv6."""
    return (packet[0] & 0x0F) * 4 if family == socket.AF_INET else 0


def take(raw, nodes, tun):
    """Passes on what one socket holds, up to a bound, so that no socket starves the others."""
    for _ in range(256):
        try:
            packet, source = raw.recvfrom(LARGEST_PACKET)
        except BlockingIOError:
            return
        inner = packet[outer_header_bytes(raw.family, packet) :]
        if source[0] in nodes and inner and inner[0] >> 4 == INNER_VERSION[raw.proto]:
            os.write(tun, inner)


def main(device, *nodes):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    tun = open_tun(device)
    raws = [open_raw(family, protocol) for family in (socket.AF_INET, socket.AF_INET6) for protocol in INNER_VERSION]
    print("ready", file=sys.stderr, flush=True)
    while True:
        for raw in select.select(raws, [], [])[0]:
            take(raw, nodes, tun)


main(*sys.argv[1:])
