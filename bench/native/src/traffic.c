/* SPDX-License-Identifier: Apache-2.0 */
/* The lab's generator and sink: one thread, open loop. */

#include "guideway/lab.h"

#include <errno.h>

#include <rte_cycles.h>
#include <rte_ethdev.h>
#include <rte_mbuf.h>
#include <rte_mempool.h>
#include <rte_prefetch.h>

#include "frame.h"
#include "sink.h"

_Static_assert(sizeof(struct gwl_flow) == 24, "io.guideway.bench.lab.traffic.Flows");
_Static_assert(sizeof(struct gwl_shape) == 72, "io.guideway.bench.lab.traffic.Stream");
_Static_assert(sizeof(struct gwl_stream) == 624, "io.guideway.bench.lab.traffic.Stream");
_Static_assert(sizeof(struct gwl_sink) == 112, "io.guideway.bench.lab.traffic.Sink");
_Static_assert(sizeof(struct gwl_trial) == 96, "io.guideway.bench.lab.traffic.Generator");

/* Bursts that one look at the receive queue takes at the most, so that sending is not kept waiting. */
#define RECEIVE_BURSTS 2

/* How far ahead of the one that is judged frames are fetched. */
#define AHEAD 4

struct sender {
    const struct gwl_stream *stream;
    struct gwl_sink *sink;
    struct gwl_trial *trial;
    struct rte_mempool *pool;
    struct turn turn;
    uint64_t slots; /* dealt with: offered and missed */
};

uint64_t gwl_tsc_hz(void)
{
    return rte_get_tsc_hz();
}

static inline const uint8_t *end_of(const struct rte_mbuf *mbuf)
{
    return rte_pktmbuf_mtod(mbuf, const uint8_t *) + rte_pktmbuf_data_len(mbuf) - GWL_TRAILER;
}

/* Takes what has come back. Frames of several segments would be ours only if mbufs were too small, so they are foreign. */
static uint32_t receive(uint16_t port, struct gwl_sink *sink)
{
    struct rte_mbuf *mbufs[GWB_MOST_BURST];
    const uint16_t count = rte_eth_rx_burst(port, 0, mbufs, GWB_MOST_BURST);
    uint64_t now;

    if (count == 0)
        return 0;
    now = rte_rdtsc();
    for (uint16_t i = 0; i < count; i++) {
        if (i + AHEAD < count)
            rte_prefetch0(end_of(mbufs[i + AHEAD]));
        if (likely(mbufs[i]->nb_segs == 1))
            judge(sink, rte_pktmbuf_mtod(mbufs[i], const uint8_t *), rte_pktmbuf_data_len(mbufs[i]), now);
        else
            sink->foreign++;
    }
    rte_pktmbuf_free_bulk(mbufs, count);
    return count;
}

static void receive_some(const struct sender *s)
{
    for (uint32_t i = 0; i < RECEIVE_BURSTS; i++)
        if (receive(s->stream->rx_port, s->sink) < GWB_MOST_BURST)
            return;
}

static void send_burst(struct sender *s, uint16_t count, uint64_t now)
{
    struct rte_mbuf *mbufs[GWB_MOST_BURST];
    uint16_t taken;

    if (rte_pktmbuf_alloc_bulk(s->pool, mbufs, count) != 0) {
        s->trial->missed += count;
        return;
    }
    for (uint16_t i = 0; i < count; i++) {
        const uint32_t length = write_frame(s->stream, &s->turn, now, rte_pktmbuf_mtod(mbufs[i], uint8_t *));

        mbufs[i]->data_len = (uint16_t)length;
        mbufs[i]->pkt_len = length;
        s->trial->taken_octets += length;
        next_turn(s->stream, &s->turn);
    }
    s->trial->offered += count;
    s->sink->sent += count;
    taken = rte_eth_tx_burst(s->stream->tx_port, 0, mbufs, count);
    if (unlikely(taken < count)) {
        s->trial->refused += (uint64_t)count - taken;
        for (uint16_t i = taken; i < count; i++)
            s->trial->taken_octets -= mbufs[i]->pkt_len;
        rte_pktmbuf_free_bulk(mbufs + taken, (uint32_t)(count - taken));
    }
}

/* Slots that are due at this time and not dealt with; those beyond the slip are given up. */
static inline uint64_t due(struct sender *s, uint64_t elapsed)
{
    const struct gwl_trial *t = s->trial;
    uint64_t slots;

    if (t->frames_per_cycle == 0)
        return s->stream->burst;
    slots = (uint64_t)((double)elapsed * t->frames_per_cycle) + 1;
    if (t->frames != 0 && slots > t->frames)
        slots = t->frames;
    if (slots - s->slots > t->slip) {
        s->trial->missed += slots - s->slots - t->slip;
        s->slots = slots - t->slip;
    }
    return slots - s->slots;
}

static void send_and_receive(struct sender *s)
{
    struct gwl_trial *t = s->trial;
    const uint32_t *stop = &t->stop;
    const uint64_t start = rte_rdtsc();
    uint64_t now = start;
    uint64_t before = start;

    while (now - start < t->cycles && (t->frames == 0 || s->slots < t->frames)
           && __atomic_load_n(stop, __ATOMIC_RELAXED) == 0) {
        const uint64_t slots = due(s, now - start);

        if (slots > 0) {
            const uint16_t count = (uint16_t)RTE_MIN(slots, (uint64_t)s->stream->burst);

            s->slots += count;
            send_burst(s, count, now);
        }
        receive_some(s);
        before = now;
        now = rte_rdtsc();
        if (now - before > t->longest_pause)
            t->longest_pause = now - before;
    }
    t->elapsed = now - start;
}

static void drain(const struct sender *s)
{
    const uint32_t *stop = &s->trial->stop;
    const uint64_t start = rte_rdtsc();

    while (rte_rdtsc() - start < s->trial->drain && __atomic_load_n(stop, __ATOMIC_RELAXED) == 0) {
        receive_some(s);
        if (s->trial->early != 0 && s->sink->received + s->trial->refused == s->trial->offered)
            return;
    }
}

int gwl_run(const struct gwl_stream *stream, struct gwl_sink *sink, struct gwl_trial *trial)
{
    struct sender s = {.stream = stream, .sink = sink, .trial = trial, .pool = rte_mempool_lookup(stream->pool)};

    if (s.pool == NULL)
        return -ENOENT;
    send_and_receive(&s);
    drain(&s);
    return 0;
}

uint32_t gwl_write(const struct gwl_stream *stream, uint64_t place, uint64_t now, uint8_t *frame)
{
    const struct turn turn = {
        .flow = (uint32_t)(place % stream->flow_count),
        .round = (uint32_t)(place / stream->flow_count),
        .step = (uint32_t)(place % stream->pattern_length),
    };

    return write_frame(stream, &turn, now, frame);
}

void gwl_judge(struct gwl_sink *sink, const uint8_t *frame, uint32_t length, uint64_t now)
{
    judge(sink, frame, length, now);
}

uint64_t gwl_discard(uint16_t port)
{
    struct rte_mbuf *mbufs[GWB_MOST_BURST];
    uint64_t thrown = 0;
    uint16_t count;

    while ((count = rte_eth_rx_burst(port, 0, mbufs, GWB_MOST_BURST)) > 0) {
        rte_pktmbuf_free_bulk(mbufs, count);
        thrown += count;
    }
    return thrown;
}
