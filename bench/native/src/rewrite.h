/* SPDX-License-Identifier: Apache-2.0 */
/* The headers towards the backend: io.guideway.forward.Encapsulator, io.guideway.rewrite.L2Dsr, IpIp and LinkHeader. */
#ifndef GUIDEWAY_REWRITE_H
#define GUIDEWAY_REWRITE_H

#include <rte_branch_prediction.h>

#include "guideway/bench.h"
#include "octets.h"
#include "packet.h"

#define DONT_FRAGMENT 0x4000
#define LAST_IDENTIFICATION 0xFFFF

/* All ones stand for an address that is not known. */
static inline int is_resolved(const struct backend *b)
{
    static const uint8_t unknown[6] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

    return memcmp(b->link, unknown, sizeof(unknown)) != 0;
}

static inline enum verdict rewrite_l2dsr(const struct packet *p, const struct backend *b)
{
    if (unlikely(p->length - p->link_length > b->largest_packet))
        return TOO_BIG;
    memcpy(rte_pktmbuf_mtod(p->mbuf, uint8_t *), b->link, 12);
    return FORWARDED;
}

/* In this worker's residue class; from the first one again after the last. */
static inline uint32_t next_identification(struct gwb_worker *w)
{
    const uint32_t next = w->identification + w->identification_step;

    w->identification = next <= LAST_IDENTIFICATION ? next : w->first_identification;
    return w->identification;
}

static inline void write_ipv4(struct gwb_worker *w, const struct packet *p, const struct backend *b, uint8_t *header,
                              uint32_t traffic_class)
{
    const uint32_t flags = p->ipv6 ? DONT_FRAGMENT : get16be(p->network + 6) & DONT_FRAGMENT;
    const uint32_t identification = flags == 0 ? next_identification(w) : 0;
    const uint32_t total_length = IPV4_HEADER_LENGTH + (uint32_t)p->network_length;
    const uint32_t sum = b->outer_sum + traffic_class + total_length + identification + flags;

    put32be(header, 0x45U << 24 | traffic_class << 16 | total_length);
    put32be(header + 4, identification << 16 | flags);
    put32be(header + 8, get32be(b->outer + 8) | (uint16_t)~fold_int(sum));
    put64(header + 12, get64(b->outer + 12));
}

static inline void write_ipv6(const struct packet *p, const struct backend *b, uint8_t *header, uint32_t traffic_class)
{
    const uint32_t label = (uint32_t)(p->hash >> 44);

    put32be(header, 6U << 28 | traffic_class << 20 | (label == 0 ? 1 : label));
    put32be(header + 4, (uint32_t)p->network_length << 16 | get16be(b->outer + 6));
    memcpy(header + 8, b->outer + 8, 32);
}

/* Link header and tags as they came, but to the backend and with the type of the outer header. */
static inline void write_link(uint8_t *frame, const uint8_t *old_frame, int32_t length, const struct backend *b)
{
    if (unlikely(length > 14))
        memcpy(frame + 12, old_frame + 12, (size_t)length - 14);
    memcpy(frame, b->link, 12);
    put16(frame + length - 2, get16(b->link + 12));
}

static inline enum verdict rewrite_ipip(struct gwb_worker *w, const struct packet *p, const struct backend *b)
{
    struct rte_mbuf *m = p->mbuf;
    const uint16_t outer_length = (uint16_t)b->outer_length;
    const int32_t sent = m->nb_segs == 1 ? p->network_length : p->length - p->link_length;

    if (unlikely(outer_length + sent > b->largest_packet))
        return TOO_BIG;
    if (unlikely(m->data_off < outer_length))
        return NO_HEADROOM;

    const uint8_t *old_frame = rte_pktmbuf_mtod(m, const uint8_t *);
    uint8_t *frame = rte_pktmbuf_mtod(m, uint8_t *) - outer_length;

    m->data_off = (uint16_t)(m->data_off - outer_length);
    if (likely(m->nb_segs == 1)) {
        m->pkt_len = (uint32_t)(outer_length + p->link_length + p->network_length);
        m->data_len = (uint16_t)m->pkt_len;
    } else {
        m->pkt_len += outer_length;
        m->data_len = (uint16_t)(m->data_len + outer_length);
    }
    write_link(frame, old_frame, p->link_length, b);

    const uint32_t traffic_class = p->ipv6 ? get16be(p->network) >> 4 & 0xFF : p->network[1];
    if (outer_length == IPV4_HEADER_LENGTH)
        write_ipv4(w, p, b, frame + p->link_length, traffic_class);
    else
        write_ipv6(p, b, frame + p->link_length, traffic_class);
    return FORWARDED;
}

static inline enum verdict rewrite(struct gwb_worker *w, const struct packet *p, const struct backend *b)
{
    if (unlikely(!is_resolved(b)))
        return NO_NEIGHBOUR;
    return b->outer_length == 0 ? rewrite_l2dsr(p, b) : rewrite_ipip(w, p, b);
}

#endif
