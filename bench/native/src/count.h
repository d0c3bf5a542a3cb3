/* SPDX-License-Identifier: Apache-2.0 */
/* Counts every packet under its verdict, and under service and backend where it came so far: io.guideway.forward.Tally. */
#ifndef GUIDEWAY_COUNT_H
#define GUIDEWAY_COUNT_H

#include "guideway/bench.h"
#include "packet.h"

static inline void add(struct gwb_count *counter, int32_t octets)
{
    counter->packets++;
    counter->octets += (uint64_t)octets;
}

static inline void count_burst(struct gwb_worker *w, const struct packet *packets, uint16_t count)
{
    uint64_t forwarded = 0;

    for (uint16_t i = 0; i < count; i++) {
        const struct packet *p = &packets[i];
        if (likely(p->service >= 0))
            add(&w->service_counts[p->service], p->length);
        if (likely(p->verdict == FORWARDED)) {
            add(&w->backend_counts[p->backend], p->length);
            forwarded++;
        } else {
            w->verdicts[p->verdict]++;
        }
    }
    w->verdicts[FORWARDED] += forwarded;
}

#endif
