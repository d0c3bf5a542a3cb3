/* SPDX-License-Identifier: Apache-2.0 */
/* Which service is a packet for? io.guideway.forward.Classifier. */
#ifndef GUIDEWAY_CLASSIFY_H
#define GUIDEWAY_CLASSIFY_H

#include <rte_branch_prediction.h>

#include "guideway/bench.h"
#include "octets.h"
#include "packet.h"

/* A protocol that no service has. */
#define NO_PROTOCOL 0xFF

static inline int32_t vip_probe(const struct gwb_worker *w, uint64_t high, uint64_t low, int32_t key)
{
    const struct vip_entry *entries = w->vip_entries;

    for (uint32_t i = vip_spread(high, low, key);; i++) {
        const struct vip_entry *entry = &entries[i & w->vip_mask];
        if (likely(entry->key == key && entry->low == low && entry->high == high))
            return entry->service;
        if (entry->key == VIP_FREE)
            return VIP_NOT_OURS;
    }
}

static enum verdict classify_missed(const struct gwb_worker *w, const struct packet *p, uint64_t high, uint64_t low)
{
    if (vip_probe(w, high, low, p->ipv6 ? VIP_KEY_IPV6 : 0) == VIP_NOT_OURS)
        return NOT_OURS;
    if (p->fragment)
        return FRAGMENT;
    return p->protocol == 1 || p->protocol == 58 ? ICMP : NO_SERVICE;
}

static inline enum verdict classify(const struct gwb_worker *w, struct packet *p)
{
    const uint64_t high = p->ipv6 ? get64be(p->network + 24) : 0;
    const uint64_t low = p->ipv6 ? get64be(p->network + 32) : 0xFFFFULL << 32 | get32be(p->network + 16);
    const bool has_ports =
        !p->fragment && (p->protocol == IPPROTO_UDP_NUMBER || p->protocol == IPPROTO_TCP_NUMBER);
    const int32_t key = (p->ipv6 ? VIP_KEY_IPV6 : 0) | (has_ports ? p->protocol : NO_PROTOCOL) << 16
                        | (has_ports ? get16be(p->transport + 2) : 0);
    const int32_t service = vip_probe(w, high, low, key);

    if (unlikely(service < 0))
        return classify_missed(w, p, high, low);
    p->service = service;
    return FORWARDED;
}

#endif
