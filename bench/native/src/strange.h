/* SPDX-License-Identifier: Apache-2.0 */
/* Sources that no packet from another host has: io.guideway.packet.Source. */
#ifndef GUIDEWAY_STRANGE_H
#define GUIDEWAY_STRANGE_H

#include <rte_branch_prediction.h>

#include "octets.h"
#include "packet.h"

static enum verdict refuse_ipv6(uint64_t high, uint64_t low, const uint8_t *destination)
{
    if (high == get64be(destination) && low == get64be(destination + 8))
        return LAND;
    const bool special = high == 0 && (low <= 1 || low >> 32 == 0xFFFF);
    return special || high >> 56 == 0xFF ? MARTIAN_SOURCE : FORWARDED;
}

/* FORWARDED, or why the packet goes no further. */
static inline enum verdict look_at_source(const struct packet *p)
{
    if (!p->ipv6) {
        const uint32_t source = get32be(p->network + 12);
        const uint32_t first = source >> 24;
        if (unlikely(first - 1 >= 223 || first == 127 || source == get32be(p->network + 16)))
            return source == get32be(p->network + 16) ? LAND : MARTIAN_SOURCE;
        return FORWARDED;
    }
    const uint64_t high = get64be(p->network + 8);
    const uint64_t low = get64be(p->network + 16);
    if (unlikely(high == 0 || high >> 56 == 0xFF || low == get64be(p->network + 32)))
        return refuse_ipv6(high, low, p->network + 24);
    return FORWARDED;
}

#endif
