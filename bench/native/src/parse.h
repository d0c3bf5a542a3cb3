/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the headers and proves that they lie inside the packet: io.guideway.forward.Parser and Ipv6Extensions. */
#ifndef GUIDEWAY_PARSE_H
#define GUIDEWAY_PARSE_H

#include <rte_branch_prediction.h>

#include "octets.h"
#include "packet.h"

#define ETHERNET_HEADER 14
#define ETHERNET_TAG 4
#define MOST_TAGS 2
#define MOST_EXTENSIONS 8
#define EXTENSION_UNIT 8
#define ANY_STATION UINT64_MAX
#define MULTICAST_BIT (1ULL << 40)

enum { TYPE_IPV4 = 0x0800, TYPE_ARP = 0x0806, TYPE_IPV6 = 0x86DD, TYPE_VLAN = 0x8100, TYPE_SERVICE_VLAN = 0x88A8 };

static inline int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

static inline enum verdict parse_fragment(struct packet *p)
{
    p->vip_key = VIP_KEY_FRAGMENT;
    return FORWARDED;
}

/* `readable` octets of the IP payload lie in the first segment, `length` octets there are. */
static inline enum verdict parse_transport(struct packet *p, int32_t readable, int32_t length)
{
    p->vip_key = (p->ipv6 ? VIP_KEY_IPV6 : 0) | p->protocol << 16;
    if (p->protocol == IPPROTO_UDP_NUMBER) {
        if (unlikely(readable < 8))
            return UDP_TRUNCATED;
        p->vip_key |= get16be(p->transport + 2);
        const int32_t udp_length = get16be(p->transport + 4);
        return unlikely(udp_length < 8 || udp_length > length) ? UDP_LENGTH : FORWARDED;
    }
    if (p->protocol == IPPROTO_TCP_NUMBER) {
        if (unlikely(readable < 20))
            return TCP_TRUNCATED;
        p->vip_key |= get16be(p->transport + 2);
        const int32_t header_length = p->transport[12] >> 4 << 2;
        return unlikely(header_length < 20 || header_length > length) ? TCP_OFFSET : FORWARDED;
    }
    return FORWARDED;
}

static inline bool ipv4_checksum_is_right(const uint8_t *header, int32_t length)
{
    uint64_t sum = (uint64_t)get32(header) + get32(header + 4) + get32(header + 8) + get32(header + 12)
                   + get32(header + 16);

    for (int32_t i = IPV4_HEADER_LENGTH; unlikely(i < length); i += 4)
        sum += get32(header + i);
    return sum % 0xFFFF == 0; /* a header is never all zero */
}

static inline enum verdict parse_ipv4(struct packet *p, int32_t readable)
{
    const uint8_t *header = p->network;

    if (unlikely(readable < IPV4_HEADER_LENGTH))
        return IPV4_TRUNCATED;
    const int32_t header_length = (header[0] & 0x0F) << 2;
    if (unlikely(header[0] >> 4 != 4 || header_length < IPV4_HEADER_LENGTH))
        return IPV4_HEADER;
    if (unlikely(readable < header_length))
        return IPV4_TRUNCATED;
    const int32_t total_length = get16be(header + 2);
    if (unlikely(total_length < header_length || total_length > p->length - p->link_length))
        return IPV4_LENGTH;
    if (unlikely(!ipv4_checksum_is_right(header, header_length)))
        return IPV4_CHECKSUM;
    if (unlikely(header[8] == 0))
        return TTL_ZERO;
    p->network_length = total_length;
    p->transport = header + header_length;
    p->protocol = header[9];
    p->ipv6 = false;
    p->fragment = (get16be(header + 6) & 0x3FFF) != 0;
    if (unlikely(p->fragment))
        return parse_fragment(p);
    return parse_transport(p, smaller(readable, total_length) - header_length, total_length - header_length);
}

static inline bool is_extension(uint8_t next)
{
    return next == 0 || next == 43 || next == 44 || next == 51 || next == 60 || next == 135;
}

static inline int32_t extension_length(uint8_t type, const uint8_t *header)
{
    if (type == 44)
        return EXTENSION_UNIT;
    return type == 51 ? (header[1] + 2) * 4 : (header[1] + 1) * EXTENSION_UNIT;
}

/* Rare. Walks extension headers to the transport header, or to a fragment header that is not atomic (RFC 6946). */
static enum verdict parse_extensions(struct packet *p, int32_t readable, int32_t total_length)
{
    uint8_t next = p->network[6];
    int32_t offset = IPV6_HEADER_LENGTH;

    p->fragment = false;
    for (int seen = 0; is_extension(next) && !p->fragment; seen++) {
        if (seen == MOST_EXTENSIONS || readable < offset + EXTENSION_UNIT)
            return IPV6_EXTENSION;
        const uint8_t *header = p->network + offset;
        const int32_t length = extension_length(next, header);
        if (readable < offset + length)
            return IPV6_EXTENSION;
        p->fragment = next == 44 && (get16be(header + 2) & 0xFFF9) != 0;
        next = header[0];
        offset += length;
    }
    p->protocol = next;
    p->transport = p->network + offset;
    return p->fragment ? parse_fragment(p) : parse_transport(p, readable - offset, total_length - offset);
}

static inline enum verdict parse_ipv6(struct packet *p, int32_t readable)
{
    const uint8_t *header = p->network;

    if (unlikely(readable < IPV6_HEADER_LENGTH))
        return IPV6_TRUNCATED;
    if (unlikely(header[0] >> 4 != 6))
        return IPV6_HEADER;
    const int32_t total_length = IPV6_HEADER_LENGTH + get16be(header + 4);
    if (unlikely(total_length > p->length - p->link_length))
        return IPV6_LENGTH;
    if (unlikely(header[7] == 0))
        return TTL_ZERO;
    p->network_length = total_length;
    p->ipv6 = true;
    const int32_t inside = smaller(readable, total_length);
    const uint8_t next = header[6];
    if (unlikely(next != IPPROTO_UDP_NUMBER && next != IPPROTO_TCP_NUMBER))
        return parse_extensions(p, inside, total_length);
    p->protocol = next;
    p->fragment = false;
    p->transport = header + IPV6_HEADER_LENGTH;
    return parse_transport(p, inside - IPV6_HEADER_LENGTH, total_length - IPV6_HEADER_LENGTH);
}

static inline enum verdict parse_packet(struct packet *p, const uint8_t *frame, int32_t link_length, uint16_t type)
{
    const int32_t readable = rte_pktmbuf_data_len(p->mbuf) - link_length;

    p->link_length = link_length;
    p->network = frame + link_length;
    return type == TYPE_IPV4 ? parse_ipv4(p, readable) : parse_ipv6(p, readable);
}

/* Rare. Steps over 802.1Q tags. */
static enum verdict parse_tags(struct packet *p, const uint8_t *frame, uint16_t type)
{
    int32_t link_length = ETHERNET_HEADER;

    while ((type == TYPE_VLAN || type == TYPE_SERVICE_VLAN)
           && link_length < ETHERNET_HEADER + MOST_TAGS * ETHERNET_TAG) {
        link_length += ETHERNET_TAG;
        if (rte_pktmbuf_data_len(p->mbuf) < link_length)
            return RUNT_FRAME;
        type = get16be(frame + link_length - 2);
    }
    if (type == TYPE_IPV4 || type == TYPE_IPV6)
        return parse_packet(p, frame, link_length, type);
    return type == TYPE_ARP ? ARP : NOT_IP;
}

static inline enum verdict parse(struct packet *p, uint64_t station)
{
    const uint8_t *frame = rte_pktmbuf_mtod(p->mbuf, const uint8_t *);

    p->length = (int32_t)rte_pktmbuf_pkt_len(p->mbuf);
    if (unlikely(rte_pktmbuf_data_len(p->mbuf) < ETHERNET_HEADER))
        return RUNT_FRAME;
    const uint16_t type = get16be(frame + 12);
    const uint64_t destination = get64be(frame) >> 16;
    if (unlikely(destination != station && (station != ANY_STATION || (destination & MULTICAST_BIT) != 0))) {
        if ((destination & MULTICAST_BIT) == 0)
            return OTHER_MAC;
        return type == TYPE_ARP ? ARP : MULTICAST_MAC;
    }
    if (likely(type == TYPE_IPV4 || type == TYPE_IPV6))
        return parse_packet(p, frame, ETHERNET_HEADER, type);
    return parse_tags(p, frame, type);
}

#endif
