/* SPDX-License-Identifier: Apache-2.0 */
/* The packet path in C. One compilation unit: the compiler sees all stages at once, as HotSpot does. */

#include "guideway/bench.h"

#include <time.h>

#include <rte_ethdev.h>
#include <rte_prefetch.h>

#include "classify.h"
#include "count.h"
#include "gaps.h"
#include "parse.h"
#include "rewrite.h"
#include "select.h"
#include "transmit.h"

_Static_assert(sizeof(struct gwb_worker) == 136 && offsetof(struct gwb_worker, tx_ports) == 100,
               "io.guideway.bench.forward.Reference");

/* The VipIndex of up to 127 services. */
#define FEW_VIP_ENTRIES 2048

/* Bursts between two looks at the clock. */
#define BURSTS 256

static inline uint16_t receive(const struct gwb_worker *w, struct rte_mbuf **mbufs)
{
    const uint16_t received = rte_eth_rx_burst(w->rx_port, w->rx_queue, mbufs, w->burst);

    for (uint16_t i = 0; i < received; i++)
        rte_prefetch0(rte_pktmbuf_mtod(mbufs[i], const void *));
    return received;
}

static inline void begin(const struct gwb_worker *w, struct packet *p, struct rte_mbuf *mbuf)
{
    p->mbuf = mbuf;
    p->entry = NULL;
    p->verdict = (uint8_t)parse(p, w->station);
    if (likely(p->verdict == FORWARDED))
        classify_begin(w, p);
}

/* Few services stay in the cache, and one walk as far as the slot is the fastest. */
static inline void find_slots(const struct gwb_worker *w, struct packet *packets, struct rte_mbuf **mbufs, uint16_t count)
{
    for (uint16_t i = 0; i < count; i++) {
        struct packet *p = &packets[i];
        begin(w, p, mbufs[i]);
        if (likely(p->verdict == FORWARDED))
            p->verdict = (uint8_t)classify(w, p);
        if (likely(p->verdict == FORWARDED))
            p->verdict = (uint8_t)select_slot(w, p);
    }
}

/* With many, a walk goes as far as to what may not be in the cache, and asks for it: so the misses of a burst overlap. */
static inline void find_slots_of_many(const struct gwb_worker *w, struct packet *packets, struct rte_mbuf **mbufs,
                                      uint16_t count)
{
    for (uint16_t i = 0; i < count; i++)
        begin(w, &packets[i], mbufs[i]);
    for (uint16_t i = 0; i < count; i++)
        if (likely(packets[i].verdict == FORWARDED))
            packets[i].verdict = (uint8_t)classify(w, &packets[i]);
    for (uint16_t i = 0; i < count; i++)
        if (likely(packets[i].verdict == FORWARDED))
            packets[i].verdict = (uint8_t)select_slot(w, &packets[i]);
}

static inline void forward(struct gwb_worker *w, struct rte_mbuf **mbufs, uint16_t count)
{
    struct packet packets[GWB_MOST_BURST];

    if (w->vip_mask < FEW_VIP_ENTRIES)
        find_slots(w, packets, mbufs, count);
    else
        find_slots_of_many(w, packets, mbufs, count);
    for (uint16_t i = 0; i < count; i++)
        if (likely(packets[i].verdict == FORWARDED))
            select_backend(w, &packets[i]);
    for (uint16_t i = 0; i < count; i++) {
        struct packet *p = &packets[i];
        if (likely(p->verdict == FORWARDED))
            p->verdict = (uint8_t)rewrite(w, p, (const struct backend *)w->backends + p->record);
    }
    transmit(w, packets, mbufs, count);
    count_burst(w, packets, count);
}

static inline uint16_t pass(struct gwb_worker *w)
{
    struct rte_mbuf *mbufs[GWB_MOST_BURST];
    const uint16_t received = receive(w, mbufs);

    if (likely(received > 0))
        forward(w, mbufs, received);
    return received;
}

static inline uint16_t pass_source(struct gwb_worker *w)
{
    struct rte_mbuf *mbufs[GWB_MOST_BURST];
    const uint16_t received = receive(w, mbufs);
    const uint16_t sent = rte_eth_tx_burst(w->tx_ports[0], w->tx_queues[0], mbufs, received);

    if (unlikely(sent < received))
        rte_pktmbuf_free_bulk(mbufs + sent, (unsigned int)(received - sent));
    return received;
}

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

static inline void run(struct gwb_worker *w, uint16_t (*turn)(struct gwb_worker *), uint32_t milliseconds,
                       struct gwb_result *result)
{
    const uint64_t start = now();
    const uint64_t end = start + milliseconds * 1000000ULL;
    uint64_t packets = 0;
    uint64_t time;

    do {
        for (int i = 0; i < BURSTS; i++)
            packets += turn(w);
        time = now();
    } while (time < end);
    *result = (struct gwb_result){.packets = packets, .nanoseconds = time - start};
}

uint32_t gwb_pass(struct gwb_worker *worker)
{
    return pass(worker);
}

void gwb_run(struct gwb_worker *worker, uint32_t milliseconds, struct gwb_result *result)
{
    run(worker, pass, milliseconds, result);
}

void gwb_run_source(struct gwb_worker *worker, uint32_t milliseconds, struct gwb_result *result)
{
    run(worker, pass_source, milliseconds, result);
}

void gwb_gaps_poll(struct gwb_gaps *gaps, uint64_t time)
{
    count_gap(gaps, time);
}

void gwb_run_gaps(struct gwb_worker *worker, uint32_t milliseconds, struct gwb_gaps *gaps, struct gwb_result *result)
{
    const uint64_t start = now();
    const uint64_t end = start + milliseconds * 1000000ULL;
    uint64_t packets = 0;

    gaps->last = start;
    do {
        packets += pass(worker);
        count_gap(gaps, now());
    } while (gaps->last < end);
    *result = (struct gwb_result){.packets = packets, .nanoseconds = gaps->last - start};
}
