/* SPDX-License-Identifier: Apache-2.0 */
/* Packets without end: written over what a device such as net_null receives, for Java and C alike. */

#include "guideway/bench.h"

#include <errno.h>

#include <rte_errno.h>
#include <rte_ethdev.h>
#include <rte_mbuf.h>

#include "octets.h"

_Static_assert(sizeof(struct gwb_source) == 88, "io.guideway.bench.forward.PacketSource");

#define IP 14
#define IPV4_SOURCE (IP + 12)
#define IPV4_UDP (IP + 20)
#define IPV6_SOURCE (IP + 8)
#define IPV6_DESTINATION (IP + 24)
#define IPV6_UDP (IP + 40)

/* Source ports are a quarter of all, from here on. */
#define FIRST_PORT 0x4000

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
    return (uint16_t)(FIRST_PORT | (traits >> 20 & 0x3FFF));
}

/*
 * 10.0.0.0/8 to the VIP. Checksum: RFC 1071, the frame's sum and what is added. Fields are written as wide as they are read.
 */
static inline void write_ipv4(const struct gwb_source *s, uint8_t *frame, uint32_t flow, uint64_t traits)
{
    const uint32_t source = 10U << 24 | flow;
    const uint32_t service = scale(traits, s->services);
    const uint16_t checksum = (uint16_t)~fold((uint64_t)s->header_sum + (source >> 16) + (source & 0xFFFF) + service);

    memcpy(frame, s->frame, sizeof(s->frame));
    put32(frame + IP + 8, get32(s->frame + IP + 8) | (uint32_t)__builtin_bswap16(checksum) << 16);
    put64(frame + IPV4_SOURCE, __builtin_bswap32(source)
                                   | (uint64_t)__builtin_bswap32(get32be(s->frame + IPV4_SOURCE + 4) + service) << 32);
    put32(frame + IPV4_UDP, get32(s->frame + IPV4_UDP) | __builtin_bswap16(source_port(traits)));
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

int gwb_source_attach(uint16_t port, uint16_t queue, struct gwb_source *source)
{
    if (rte_eth_add_rx_callback(port, queue, write_burst, source) == NULL)
        return rte_errno == 0 ? -EINVAL : -rte_errno;
    return 0;
}
