/* SPDX-License-Identifier: Apache-2.0 */
/* Which service is a packet for? io.guideway.forward.Classifier. */
#ifndef GUIDEWAY_CLASSIFY_H
#define GUIDEWAY_CLASSIFY_H

#include <rte_branch_prediction.h>
#include <rte_prefetch.h>

#include "guideway/bench.h"
#include "octets.h"
#include "packet.h"
#include "strange.h"

static inline uint64_t vip_high(const struct packet *p)
{
    return p->ipv6 ? get64be(p->network + 24) : 0;
}

static inline uint64_t vip_low(const struct packet *p)
{
    return p->ipv6 ? get64be(p->network + 32) : 0xFFFFULL << 32 | get32be(p->network + 16);
}

static inline const struct vip_entry *vip_probe(const struct gwb_worker *w, const struct packet *p)
{
    const struct vip_entry *entries = w->vip_entries;
    const uint64_t high = vip_high(p);
    const uint64_t low = vip_low(p);

    for (uint32_t i = p->vip_first;; i++) {
        const struct vip_entry *entry = &entries[i & w->vip_mask];
        if (likely(entry->key == p->vip_key && entry->low == low && entry->high == high))
            return entry;
        if (entry->key == VIP_FREE)
            return NULL;
    }
}

static bool is_vip(const struct gwb_worker *w, const struct packet *p)
{
    const struct vip_address *entries = w->vip_addresses;
    const uint64_t high = vip_high(p);
    const uint64_t low = vip_low(p);
    const int32_t family = p->ipv6 ? VIP_KEY_IPV6 : 0;

    for (uint32_t i = vip_spread(high, low, family);; i++) {
        const struct vip_address *entry = &entries[i & w->vip_address_mask];
        if (entry->family == family && entry->low == low && entry->high == high)
            return true;
        if (entry->family == VIP_ADDRESS_FREE)
            return false;
    }
}

/* Finds where to look, and asks memory for it. */
static inline void classify_begin(const struct gwb_worker *w, struct packet *p)
{
    p->vip_first = vip_spread(vip_high(p), vip_low(p), p->vip_key);
    rte_prefetch0((const struct vip_entry *)w->vip_entries + (p->vip_first & w->vip_mask));
}

static enum verdict classify_missed(const struct gwb_worker *w, const struct packet *p)
{
    if (!is_vip(w, p))
        return NOT_OURS;
    if (p->fragment)
        return FRAGMENT;
    if (p->protocol != 1 && p->protocol != 58)
        return NO_SERVICE;
    const enum verdict strange = look_at_source(p);
    return strange != FORWARDED ? strange : ICMP;
}

static inline enum verdict classify(const struct gwb_worker *w, struct packet *p)
{
    const struct vip_entry *entry = vip_probe(w, p);

    if (unlikely(entry == NULL))
        return classify_missed(w, p);
    p->entry = entry;
    return FORWARDED;
}

#endif
