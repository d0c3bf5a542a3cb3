/* SPDX-License-Identifier: Apache-2.0 */
/* The keyed hash of the flow chooses a slot: io.guideway.forward.Selector, io.guideway.flow.FlowHash, docs/hash.md. */
#ifndef GUIDEWAY_SELECT_H
#define GUIDEWAY_SELECT_H

#include <rte_prefetch.h>

#include "guideway/bench.h"
#include "octets.h"
#include "packet.h"
#include "strange.h"

struct sip {
    uint64_t v0, v1, v2, v3;
};

static inline uint64_t rotate(uint64_t x, int bits) { return x << bits | x >> (64 - bits); }

static inline void sip_round(struct sip *s)
{
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v2 += s->v1;
    s->v0 = rotate(s->v0, 32) + s->v3;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 = rotate(s->v2, 32);
}

static inline void sip_word(struct sip *s, uint64_t word)
{
    s->v3 ^= word;
    sip_round(s);
    s->v0 ^= word;
}

/* SipHash-1-3 over `words` words at `at`, and a last one that holds the rest and the length. */
static inline uint64_t siphash(const struct gwb_worker *w, const uint8_t *at, int words, uint64_t last)
{
    struct sip s = {w->k0 ^ 0x736f6d6570736575ULL, w->k1 ^ 0x646f72616e646f6dULL, w->k0 ^ 0x6c7967656e657261ULL,
                    w->k1 ^ 0x7465646279746573ULL};

    for (int i = 0; i < words; i++)
        sip_word(&s, get64(at + 8 * i));
    sip_word(&s, last);
    s.v2 ^= 0xFF;
    sip_round(&s);
    sip_round(&s);
    sip_round(&s);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

static inline uint64_t hash_ipv4(const struct gwb_worker *w, const struct packet *p, uint32_t fields)
{
    const uint8_t *source = p->network + 12;

    if (fields == FIVE_TUPLE)
        return siphash(w, source, 1, get32(p->transport) | (uint64_t)p->protocol << 32 | 13ULL << 56);
    if (fields == SOURCE)
        return siphash(w, source, 0, get32(source) | 4ULL << 56);
    return siphash(w, source, 0, get32(source) | (uint64_t)get16(p->transport) << 32 | 6ULL << 56);
}

static inline uint64_t hash_ipv6(const struct gwb_worker *w, const struct packet *p, uint32_t fields)
{
    const uint8_t *source = p->network + 8;

    if (fields == FIVE_TUPLE)
        return siphash(w, source, 4, get32(p->transport) | (uint64_t)p->protocol << 32 | 37ULL << 56);
    if (fields == SOURCE)
        return siphash(w, source, 2, 16ULL << 56);
    return siphash(w, source, 2, get16(p->transport) | 18ULL << 56);
}

static inline enum verdict select_slot(const struct gwb_worker *w, struct packet *p)
{
    const struct vip_entry *service = p->entry;
    const enum verdict strange = look_at_source(p);

    if (unlikely(strange != FORWARDED))
        return strange;
    if (unlikely(service->slots == 0))
        return NO_BACKEND;
    p->hash = p->ipv6 ? hash_ipv6(w, p, service->hash_fields) : hash_ipv4(w, p, service->hash_fields);
    p->slot = (uint32_t)((p->hash & UINT32_MAX) * service->slots >> 32);
    rte_prefetch0(&service->lookup_table[p->slot]);
    return FORWARDED;
}

static inline void select_backend(const struct gwb_worker *w, struct packet *p)
{
    const struct vip_entry *service = p->entry;

    const uint32_t backend = service->lookup_table[p->slot];

    p->backend = service->first_backend + backend;
    p->record = service->first_record + backend;
    rte_prefetch0((const struct backend *)w->backends + p->record);
    rte_prefetch0(&w->backend_counts[p->backend]);
}

#endif
