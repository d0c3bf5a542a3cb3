/* SPDX-License-Identifier: Apache-2.0 */
/* Sends or frees every mbuf of a burst: io.guideway.forward.Transmitter. */
#ifndef GUIDEWAY_TRANSMIT_H
#define GUIDEWAY_TRANSMIT_H

#include <rte_ethdev.h>

#include "guideway/bench.h"
#include "packet.h"

/* Offers of one burst to a full queue. */
#define MOST_OFFERS 8

/* Packets by transmit queue, and which of the burst they are; behind them what is given back. */
struct rows {
    struct rte_mbuf *mbufs[GWB_MOST_OUTLETS + 1][GWB_MOST_BURST];
    uint8_t index[GWB_MOST_OUTLETS][GWB_MOST_BURST];
    uint16_t filled[GWB_MOST_OUTLETS + 1];
};

/* Returns how many the queue took. */
static inline uint16_t offer(const struct gwb_worker *w, uint16_t outlet, struct rte_mbuf **mbufs, uint16_t count)
{
    uint16_t sent = 0;

    for (int offers = 0; sent < count && offers < MOST_OFFERS; offers++)
        sent = (uint16_t)(sent
                          + rte_eth_tx_burst(w->tx_ports[outlet], w->tx_queues[outlet], mbufs + sent,
                                             (uint16_t)(count - sent)));
    return sent;
}

static inline void flush(const struct gwb_worker *w, struct rows *rows, struct packet *packets, uint16_t outlet)
{
    struct rte_mbuf **mbufs = rows->mbufs[outlet];
    const uint16_t count = rows->filled[outlet];

    for (uint16_t i = offer(w, outlet, mbufs, count); unlikely(i < count); i++) {
        packets[rows->index[outlet][i]].verdict = TX_FULL;
        rows->mbufs[w->outlets][rows->filled[w->outlets]++] = mbufs[i];
    }
}

static inline void sort(const struct gwb_worker *w, struct rows *rows, const struct packet *packets, uint16_t count)
{
    const struct backend *backends = w->backends;

    for (uint16_t outlet = 0; outlet <= w->outlets; outlet++)
        rows->filled[outlet] = 0;
    for (uint16_t i = 0; i < count; i++) {
        const struct packet *p = &packets[i];
        if (likely(p->verdict == FORWARDED)) {
            const uint32_t outlet = backends[p->record].port;
            rows->index[outlet][rows->filled[outlet]] = (uint8_t)i;
            rows->mbufs[outlet][rows->filled[outlet]++] = p->mbuf;
        } else {
            rows->mbufs[w->outlets][rows->filled[w->outlets]++] = p->mbuf;
        }
    }
}

static inline bool all_forwarded(const struct packet *packets, uint16_t count)
{
    uint8_t others = 0;

    for (uint16_t i = 0; i < count; i++)
        others |= packets[i].verdict;
    return others == FORWARDED;
}

/* Nearly always: the burst as it stands. */
static inline void transmit_whole(const struct gwb_worker *w, struct packet *packets, struct rte_mbuf **mbufs, uint16_t count)
{
    const uint16_t sent = offer(w, 0, mbufs, count);

    for (uint16_t i = sent; unlikely(i < count); i++)
        packets[i].verdict = TX_FULL;
    if (unlikely(sent < count))
        rte_pktmbuf_free_bulk(mbufs + sent, (unsigned int)(count - sent));
}

static inline void transmit(const struct gwb_worker *w, struct packet *packets, struct rte_mbuf **mbufs, uint16_t count)
{
    struct rows rows;

    if (likely(w->outlets == 1 && all_forwarded(packets, count))) {
        transmit_whole(w, packets, mbufs, count);
        return;
    }
    sort(w, &rows, packets, count);
    for (uint16_t outlet = 0; outlet < w->outlets; outlet++)
        flush(w, &rows, packets, outlet);
    if (unlikely(rows.filled[w->outlets] > 0))
        rte_pktmbuf_free_bulk(rows.mbufs[w->outlets], rows.filled[w->outlets]);
}

#endif
