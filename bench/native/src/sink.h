/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of a frame that comes back: counted once, as what it is. */
#ifndef GUIDEWAY_SINK_H
#define GUIDEWAY_SINK_H

#include <stdbool.h>
#include <stdint.h>

#include "guideway/lab.h"

#include "frame.h"

#define WORD 64

/* Log-linear: below GWL_EXACT a bucket for each value, then GWL_EXACT / 2 buckets for each power of two. */
static inline uint32_t bucket_of(uint64_t cycles)
{
    const uint32_t half = GWL_EXACT / 2;
    uint32_t shift;
    uint64_t bucket;

    if (cycles < GWL_EXACT)
        return (uint32_t)cycles;
    shift = 63 - (uint32_t)__builtin_clzll(cycles) - 7;
    bucket = (uint64_t)shift * half + (cycles >> shift);
    return bucket < GWL_BUCKETS ? (uint32_t)bucket : GWL_BUCKETS - 1;
}

/* Forgets the places that the window leaves when its head moves on to the place after this one. */
static inline void advance(struct gwl_sink *sink, uint64_t place)
{
    const uint64_t mask = sink->window / WORD - 1;
    const uint64_t last = place / WORD;
    uint64_t word = sink->head / WORD;

    /* A head on the border of a word has not entered that word yet. */
    if (sink->head % WORD != 0)
        word++;
    if (last >= word + mask)
        word = last - mask;
    for (; word <= last; word++)
        sink->seen[word & mask] = 0;
    sink->head = place + 1;
}

/* Whether the place is new; marks it. */
static inline bool mark(struct gwl_sink *sink, uint64_t place)
{
    uint64_t *word = &sink->seen[place / WORD & (sink->window / WORD - 1)];
    const uint64_t bit = 1ULL << place % WORD;
    const bool fresh = (*word & bit) == 0;

    *word |= bit;
    return fresh;
}

static inline void count_order(struct gwl_sink *sink, uint32_t flow, uint64_t round, bool overtaken)
{
    sink->overtaken += overtaken;
    if (round >= sink->next_round[flow])
        sink->next_round[flow] = round + 1;
    else
        sink->reordered++;
}

static inline void judge(struct gwl_sink *sink, const uint8_t *frame, uint32_t length, uint64_t now)
{
    const uint8_t *trailer = frame + length - GWL_TRAILER;
    uint64_t place;
    uint64_t then;
    uint32_t flow;
    uint32_t round;
    bool overtaken;

    if (length < GWL_TRAILER || get16(trailer) != sink->signature) {
        sink->foreign++;
        return;
    }
    flow = get32(trailer + FLOW);
    round = get32(trailer + ROUND);
    place = (uint64_t)round * sink->flow_count + flow;
    if (flow >= sink->flow_count || place >= sink->sent) {
        sink->foreign++;
        return;
    }
    overtaken = place < sink->head;
    /* One word less than the window: the head's own word is shared with the oldest places. */
    if (overtaken && sink->head - place > sink->window - WORD) {
        sink->stale++;
        return;
    }
    if (!overtaken)
        advance(sink, place);
    if (!mark(sink, place)) {
        sink->duplicates++;
        return;
    }
    then = get64(trailer + TIMESTAMP);
    sink->received++;
    sink->octets += length;
    count_order(sink, flow, round, overtaken);
    sink->buckets[bucket_of(now > then ? now - then : 0)]++;
}

#endif
