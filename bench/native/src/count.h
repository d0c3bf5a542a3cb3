/* SPDX-License-Identifier: Apache-2.0 */
/* Counts every packet once: io.guideway.forward.Tally. */
#ifndef GUIDEWAY_COUNT_H
#define GUIDEWAY_COUNT_H

#include "guideway/bench.h"
#include "packet.h"

static inline void add(struct gwb_count *counter, int32_t octets)
{
    counter->packets++;
    counter->octets += (uint64_t)octets;
}

static inline void count_dropped(struct gwb_worker *w, const struct packet *p)
{
    w->verdicts[p->verdict]++;
    if (p->entry != NULL)
        add(&w->dropped[p->entry->service], p->length);
}

static inline void count_burst(struct gwb_worker *w, const struct packet *packets, uint16_t count)
{
    uint64_t forwarded = 0;

    for (uint16_t i = 0; i < count; i++) {
        const struct packet *p = &packets[i];
        if (likely(p->verdict == FORWARDED)) {
            add(&w->backend_counts[p->backend], p->length);
            forwarded++;
        } else {
            count_dropped(w, p);
        }
    }
    w->verdicts[FORWARDED] += forwarded;
}

#endif
