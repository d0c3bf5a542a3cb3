/* SPDX-License-Identifier: Apache-2.0 */
/* Packets without end: written over what a device such as net_null receives, for Java and C alike. */

#include "guideway/bench.h"

#include <errno.h>

#include <rte_errno.h>
#include <rte_ethdev.h>
#include <rte_mbuf.h>

#include "octets.h"

_Static_assert(sizeof(struct gwb_source) == 112, "io.guideway.bench.forward.PacketSource");

#define IP 14
#define IPV4_SOURCE (IP + 12)
#define IPV4_PORTS (IP + 20)
#define IPV4_TCP_FLAGS (IPV4_PORTS + 13)
#define IPV6_SOURCE (IP + 8)
#define IPV6_DESTINATION (IP + 24)
#define IPV6_UDP (IP + 40)

/* Source ports are a quarter of all, from here on. */
#define FIRST_PORT 0x4000
#define PORTS 0x3FFF

#define HONEST_NETWORK (10U << 24)

/* Of a flood: 128.0.0.0/2; 203.0.113.0/24 and, over addresses and ports, 2^20 senders there. */
#define ANY_NETWORK (2U << 30)
#define NEIGHBOURS 0xCB007100U
#define NEIGHBOUR_SENDERS 0xFFFFF

/* Bits of the golden ratio and of a prime: after both no predictor follows the counter, and the top half is even. */
#define STEP 0x9E3779B97F4A7C15ULL
#define PRIME 0xC2B2AE3D27D4EB4FULL

static inline uint64_t mix(uint64_t counter)
{
    const uint64_t z = counter * STEP;

    return (z ^ z >> 32) * PRIME;
}

/* From the top half of a random number to 0 up to, but not, the limit. */
static inline uint32_t scale(uint64_t random, uint32_t limit)
{
    return (uint32_t)((random >> 32) * limit >> 32);
}

static inline uint16_t source_port(uint64_t traits)
{
    return (uint16_t)(FIRST_PORT | (traits >> 20 & PORTS));
}

/* To a VIP. Checksum: RFC 1071, the frame's sum and what is added. Fields are written as wide as they are read. */
static inline void address_ipv4(const struct gwb_source *s, uint8_t *frame, uint32_t source, uint16_t port, uint32_t service)
{
    const uint16_t checksum = (uint16_t)~fold((uint64_t)s->header_sum + (source >> 16) + (source & 0xFFFF) + service);

    memcpy(frame, s->frame, sizeof(s->frame));
    put32(frame + IP + 8, get32(s->frame + IP + 8) | (uint32_t)__builtin_bswap16(checksum) << 16);
    put64(frame + IPV4_SOURCE, __builtin_bswap32(source)
                                   | (uint64_t)__builtin_bswap32(get32be(s->frame + IPV4_SOURCE + 4) + service) << 32);
    put32(frame + IPV4_PORTS, get32(s->frame + IPV4_PORTS) | __builtin_bswap16(port));
}

static inline void write_ipv4(const struct gwb_source *s, uint8_t *frame, uint32_t flow, uint64_t traits)
{
    address_ipv4(s, frame, HONEST_NETWORK | flow, source_port(traits), scale(traits, s->services));
}

/* The first for 1, the second for 0, without a branch: nobody foresees which packets are of the flood. */
static inline uint64_t either(uint64_t choice, uint64_t first, uint64_t second)
{
    return second ^ ((first ^ second) & (0 - choice));
}

/* Address and port. The low bits of a multiple of an odd number come back only when all have been. */
static inline uint64_t stranger(const struct gwb_source *s)
{
    const uint64_t bits = s->flooded * STEP;

    if (s->flood_senders == GWB_FLOOD_NEIGHBOURS)
        return (uint64_t)NEIGHBOURS << 16 | (s->flooded & NEIGHBOUR_SENDERS);
    return (uint64_t)(ANY_NETWORK | (bits >> 14 & 0x3FFFFFFF)) << 16 | FIRST_PORT | (bits & PORTS);
}

/* Both senders are made for every packet, flood or not, so that the source costs the same with it and without. */
static inline void write_tcp(struct gwb_source *s, uint8_t *frame, uint64_t random)
{
    const uint64_t floods = (uint8_t)(random >> 24) < s->flood_share;
    const uint32_t flow = scale(random, s->flows);
    const uint64_t traits = (flow + 1ULL) * STEP;
    const uint64_t honest = (uint64_t)(HONEST_NETWORK | flow) << 16 | source_port(traits);
    const uint64_t sender = either(floods, stranger(s), honest);
    const uint32_t service = scale(either(floods, s->flooded * STEP, traits), s->services);

    address_ipv4(s, frame, (uint32_t)(sender >> 16), (uint16_t)sender, service);
    frame[IPV4_TCP_FLAGS] = (uint8_t)either(floods, s->flood_flags, s->frame[IPV4_TCP_FLAGS]);
    s->flooded += floods;
}

/* The frame's network of 64 bits to the VIP. */
static inline void write_ipv6(const struct gwb_source *s, uint8_t *frame, uint32_t flow, uint64_t traits)
{
    const uint32_t service = scale(traits, s->services);

    memcpy(frame, s->frame, sizeof(s->frame));
    put64(frame + IPV6_SOURCE + 8, __builtin_bswap64(flow));
    put64(frame + IPV6_DESTINATION + 8, __builtin_bswap64(get64be(s->frame + IPV6_DESTINATION + 8) + service));
    put32(frame + IPV6_UDP, get32(s->frame + IPV6_UDP) | __builtin_bswap16(source_port(traits)));
}

static uint16_t write_burst(uint16_t port, uint16_t queue, struct rte_mbuf *mbufs[], uint16_t count, uint16_t most,
                            void *context)
{
    struct gwb_source *s = context;

    (void)port;
    (void)queue;
    (void)most;
    for (uint16_t i = 0; i < count; i++) {
        uint8_t *frame = rte_pktmbuf_mtod(mbufs[i], uint8_t *);
        const uint32_t flow = scale(mix(++s->state), s->flows);
        const uint64_t traits = (flow + 1ULL) * STEP;

        if (s->ipv6)
            write_ipv6(s, frame, flow, traits);
        else
            write_ipv4(s, frame, flow, traits);
    }
    return count;
}

static uint16_t write_tcp_burst(uint16_t port, uint16_t queue, struct rte_mbuf *mbufs[], uint16_t count, uint16_t most,
                                void *context)
{
    struct gwb_source *s = context;

    (void)port;
    (void)queue;
    (void)most;
    for (uint16_t i = 0; i < count; i++)
        write_tcp(s, rte_pktmbuf_mtod(mbufs[i], uint8_t *), mix(++s->state));
    return count;
}

int gwb_source_attach(uint16_t port, uint16_t queue, struct gwb_source *source)
{
    if (source->tcp && source->ipv6)
        return -EINVAL;
    if (rte_eth_add_rx_callback(port, queue, source->tcp ? write_tcp_burst : write_burst, source) == NULL)
        return rte_errno == 0 ? -EINVAL : -rte_errno;
    return 0;
}
