"""Takes packets out of IP-in-IP (RFC 2003, RFC 2473), GRE (RFC 2784) and GUE on a backend of the lab, where the kernel has no tunnel of
its own, and gives packets of l3dsr the VIP for which their DSCP stands.

Packets of protocol 4 (IPv4 inside), 41 (IPv6 inside) and 47 (GRE) arrive on raw sockets, those of GUE on UDP sockets, over IPv4 and IPv6.
Those that come from the node are written to a TUN device, from which the kernel takes them as received. Packets of l3dsr the kernel routes
to that device, and gets them back. Says "ready" on standard error when it listens, and ends on SIGTERM.

Arguments: the TUN device, which has to exist; the node's addresses; pairs of DSCP and VIP, as in 7=203.0.113.1.
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
ETHERTYPE_VERSION = {0x0800: 4, 0x86DD: 6}
GRE = 47
GUE_PORT = 6080
UDP_NO_CHECK6_RX = 102
FRAGMENT = 44
CHECKSUM_OFFSET = {6: 16, 17: 6}  # by transport protocol


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
        inner = inside(raw, packet) if source[0] in nodes else b""
        if inner:
            os.write(tun, inner)


def inside(raw, packet):
    """The inner packet, or nothing where the headers around it are not as they ought to be."""
    if raw.type == socket.SOCK_DGRAM:
        return inside_gue(packet)
    payload = packet[outer_header_bytes(raw.family, packet) :]
    if raw.proto == GRE:
        flags, ethertype = struct.unpack("!HH", payload[:4])
        return checked(payload[4:], 0 if flags else ETHERTYPE_VERSION.get(ethertype))
    return checked(payload, INNER_VERSION[raw.proto])


def inside_gue(packet):
    """Variant 1 is the packet itself, which begins with the bits 01; variant 0 has four octets before it."""
    if packet[0] >> 6 == 1:
        return packet
    first, protocol, flags = struct.unpack("!BBH", packet[:4])
    return checked(packet[4:], 0 if first or flags else INNER_VERSION.get(protocol))


def checked(inner, version):
    return inner if inner and inner[0] >> 4 == version else b""


def open_udp(family):
    udp = socket.socket(family, socket.SOCK_DGRAM)
    udp.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES)
    if family == socket.AF_INET6:
        udp.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        udp.setsockopt(socket.IPPROTO_UDP, UDP_NO_CHECK6_RX, 1)
    udp.bind(("", GUE_PORT))
    udp.setblocking(False)
    return udp


def restore(tun, vips):
    """Gives packets that the kernel has routed to the device back to it, for the VIP that their DSCP stands for."""
    for _ in range(256):
        try:
            packet = bytearray(os.read(tun, LARGEST_PACKET))
        except BlockingIOError:
            return
        version = packet[0] >> 4
        dscp = (packet[1] >> 2) if version == 4 else ((packet[0] << 8 | packet[1]) >> 6 & 0x3F)
        vip = vips.get((version, dscp))
        if vip:
            os.write(tun, redirected(packet, version, vip))


def redirected(packet, version, vip):
    """The packet with another destination; the sums that it has been part of are told (RFC 1624)."""
    at = 16 if version == 4 else 24
    change = words(vip) - words(packet[at : at + len(vip)])
    packet[at : at + len(vip)] = vip
    if version == 4:
        adjust(packet, 10, change)
    protocol, header, fragment_offset = transport(packet, version)
    offset = CHECKSUM_OFFSET.get(protocol)
    if offset and fragment_offset == 0:
        adjust(packet, header + offset, change)
    return bytes(packet)


def transport(packet, version):
    """Protocol, where its header begins, and which part of the datagram this is, in units of 8 octets: only the first one has that header."""
    if version == 4:
        return packet[9], (packet[0] & 0x0F) * 4, struct.unpack_from("!H", packet, 6)[0] & 0x1FFF
    if packet[6] != FRAGMENT:
        return packet[6], 40, 0
    return packet[40], 48, struct.unpack_from("!H", packet, 42)[0] >> 3


def words(octets):
    return sum(struct.unpack("!%dH" % (len(octets) // 2), octets))


def adjust(packet, at, change):
    checksum = struct.unpack_from("!H", packet, at)[0]
    struct.pack_into("!H", packet, at, 0xFFFF - (0xFFFF - checksum + change) % 0xFFFF)


def marks(pairs):
    """VIPs by IP version and DSCP."""
    vips = {}
    for dscp, vip in (pair.split("=") for pair in pairs):
        version, family = (6, socket.AF_INET6) if ":" in vip else (4, socket.AF_INET)
        vips[version, int(dscp)] = socket.inet_pton(family, vip)
    return vips


def main(device, *arguments):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    nodes = [argument for argument in arguments if "=" not in argument]
    vips = marks(argument for argument in arguments if "=" in argument)
    tun = open_tun(device)
    families = (socket.AF_INET, socket.AF_INET6)
    raws = [open_raw(family, protocol) for family in families for protocol in (*INNER_VERSION, GRE)]
    raws += [open_udp(family) for family in families]
    print("ready", file=sys.stderr, flush=True)
    while True:
        for ready in select.select([*raws, tun], [], [])[0]:
            if ready == tun:
                restore(tun, vips)
            else:
                take(ready, nodes, tun)


main(*sys.argv[1:])
