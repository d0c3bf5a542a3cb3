/* SPDX-License-Identifier: Apache-2.0 */
/* The lab's frames: headers from a shape, addresses from a flow, the trailer from a place in the stream. */
#ifndef GUIDEWAY_FRAME_H
#define GUIDEWAY_FRAME_H

#include <stdint.h>
#include <string.h>

#include "guideway/lab.h"

#include "octets.h"

#define ETHERNET 14
#define IPV4_CHECKSUM (ETHERNET + 10)
#define IPV4_FROM (ETHERNET + 12)
#define IPV4_PORT (ETHERNET + 20)
#define IPV6_FROM (ETHERNET + 8)
#define IPV6_PORT (ETHERNET + 40)
#define IPV6_UDP_CHECKSUM (IPV6_PORT + 6)

/* Where in the trailer. */
#define FLOW 2
#define ROUND 6
#define TIMESTAMP 10

/* A place in the stream, split, so that no division is needed from one to the next. */
struct turn {
    uint32_t flow;
    uint32_t round;
    uint32_t step; /* of the pattern */
};

static inline void write_trailer(uint8_t *at, uint16_t signature, const struct turn *turn, uint64_t now)
{
    put16(at, signature);
    put32(at + FLOW, turn->flow);
    put32(at + ROUND, turn->round);
    put64(at + TIMESTAMP, now);
}

/* UDP over IPv4 may go without a checksum (RFC 768), and does. */
static inline void address_ipv4(const struct gwl_shape *shape, const struct gwl_flow *flow, uint8_t *frame)
{
    const uint64_t sum = (uint64_t)shape->sum + get16be(flow->source) + get16be(flow->source + 2);

    put16be(frame + IPV4_CHECKSUM, (uint16_t)~fold(sum));
    put32(frame + IPV4_FROM, get32(flow->source));
    put16(frame + IPV4_PORT, flow->port);
}

/*
 * UDP over IPv6 must have one (RFC 8200, section 8.1). Over an even frame, whose trailer begins on a 16-bit word. What
 * stands between headers and trailer is zero, or would count.
 */
static inline void address_ipv6(const struct gwl_shape *shape, const struct gwl_flow *flow, uint8_t *frame)
{
    const uint8_t *trailer = frame + shape->length - GWL_TRAILER;
    uint64_t sum = (uint64_t)shape->sum + __builtin_bswap16(flow->port);
    uint16_t checksum;

    memcpy(frame + IPV6_FROM, flow->source, sizeof(flow->source));
    put16(frame + IPV6_PORT, flow->port);
    for (uint32_t i = 0; i < sizeof(flow->source); i += 2)
        sum += get16be(flow->source + i);
    for (uint32_t i = 0; i < GWL_TRAILER; i += 2)
        sum += get16be(trailer + i);
    checksum = (uint16_t)~fold(sum);
    put16be(frame + IPV6_UDP_CHECKSUM, checksum == 0 ? 0xFFFF : checksum);
}

static inline uint32_t write_frame(const struct gwl_stream *stream, const struct turn *turn, uint64_t now, uint8_t *frame)
{
    const struct gwl_shape *shape = &stream->shapes[stream->pattern[turn->step]];
    const struct gwl_flow *flow = &stream->flows[turn->flow];
    const uint32_t trailer = shape->length - GWL_TRAILER;

    if (stream->ipv6) {
        memcpy(frame, shape->headers, GWL_HEADERS);
        if (trailer > GWL_HEADERS)
            memset(frame + GWL_HEADERS, 0, trailer - GWL_HEADERS);
        write_trailer(frame + trailer, stream->signature, turn, now);
        address_ipv6(shape, flow, frame);
    } else {
        memcpy(frame, shape->headers, ETHERNET + 28);
        write_trailer(frame + trailer, stream->signature, turn, now);
        address_ipv4(shape, flow, frame);
    }
    return shape->length;
}

static inline void next_turn(const struct gwl_stream *stream, struct turn *turn)
{
    if (++turn->flow == stream->flow_count) {
        turn->flow = 0;
        turn->round++;
    }
    if (++turn->step == stream->pattern_length)
        turn->step = 0;
}

#endif
