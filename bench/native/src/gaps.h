/* SPDX-License-Identifier: Apache-2.0 */
/* How long a queue waited between two polls. The same is io.guideway.bench.stall.GapRecorder. */
#ifndef GUIDEWAY_GAPS_H
#define GUIDEWAY_GAPS_H

#include "guideway/bench.h"

#include <rte_branch_prediction.h>

_Static_assert(sizeof(struct gwb_gaps) == 16 + 8 * GWB_GAP_COUNTS + 16 * GWB_LONGEST_GAPS,
               "io.guideway.bench.stall.NativeGaps");

#define LONGEST_GAP ((1ULL << 36) - 1)

/* Counters of a doubling. */
#define HALF_BITS 7
#define HALF (1U << HALF_BITS)

/* HdrHistogram's countsArrayIndex(): the doubling that a length is in, and its leading 8 bits. */
static inline uint32_t gap_counter(uint64_t length)
{
    const uint32_t doubling = 63U - HALF_BITS - (uint32_t)__builtin_clzll(length | (2 * HALF - 1));

    return ((doubling + 1) << HALF_BITS) + (uint32_t)(length >> doubling) - HALF;
}

static inline struct gwb_gap *shortest_kept(struct gwb_gaps *gaps)
{
    struct gwb_gap *shortest = &gaps->longest[0];

    for (int i = 1; i < GWB_LONGEST_GAPS; i++)
        if (gaps->longest[i].length < shortest->length)
            shortest = &gaps->longest[i];
    return shortest;
}

static inline void keep_gap(struct gwb_gaps *gaps, uint64_t length)
{
    *shortest_kept(gaps) = (struct gwb_gap){.start = gaps->last, .length = length};
    gaps->threshold = shortest_kept(gaps)->length;
}

static inline void count_gap(struct gwb_gaps *gaps, uint64_t now)
{
    const uint64_t length = now - gaps->last;

    gaps->counts[gap_counter(length > LONGEST_GAP ? LONGEST_GAP : length)]++;
    if (unlikely(length > gaps->threshold))
        keep_gap(gaps, length);
    gaps->last = now;
}

#endif
