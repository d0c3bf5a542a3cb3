/* SPDX-License-Identifier: Apache-2.0 */
/* Pools of mbufs and the memory they lie in. */

#include "guideway/dpdk_shim.h"

#include <errno.h>

#include <rte_errno.h>
#include <rte_mbuf.h>
#include <rte_mempool.h>

int gw_pool_create(const char *name, uint32_t count, uint32_t cache, uint16_t data_room, int socket,
                   struct rte_mempool **pool)
{
    if (data_room > UINT16_MAX - RTE_PKTMBUF_HEADROOM)
        return -EINVAL;

    *pool = rte_pktmbuf_pool_create(name, count, cache, 0, (uint16_t)(data_room + RTE_PKTMBUF_HEADROOM), socket);
    return *pool == NULL ? -rte_errno : 0;
}

void gw_pool_free(struct rte_mempool *pool)
{
    rte_mempool_free(pool);
}

uint32_t gw_pool_in_use(const struct rte_mempool *pool)
{
    return rte_mempool_in_use_count(pool);
}

int gw_pool_alloc(struct rte_mempool *pool, struct rte_mbuf **mbufs, uint32_t count)
{
    return rte_pktmbuf_alloc_bulk(pool, mbufs, count);
}

struct regions {
    struct gw_memory *to;
    uint32_t capacity;
    uint32_t count;
};

static void add_region(struct rte_mempool *pool, void *opaque, struct rte_mempool_memhdr *chunk, unsigned int index)
{
    struct regions *regions = opaque;

    (void)pool;
    (void)index;
    if (regions->count < regions->capacity)
        regions->to[regions->count] = (struct gw_memory){.address = chunk->addr, .length = chunk->len};
    regions->count++;
}

uint32_t gw_pool_memory(struct rte_mempool *pool, struct gw_memory *regions, uint32_t capacity)
{
    struct regions found = {.to = regions, .capacity = capacity, .count = 0};

    rte_mempool_mem_iter(pool, add_region, &found);
    return found.count;
}
