/* SPDX-License-Identifier: Apache-2.0 */
/* Pools: what is taken is counted, lies in known memory, and comes back. */

#include "harness.h"

#include <rte_mbuf.h>

static void what_is_taken_is_in_use_until_it_comes_back(struct rte_mempool *pool)
{
    struct rte_mbuf *mbufs[BURST];

    EXPECT(0, gw_pool_alloc(pool, mbufs, BURST));
    EXPECT(BURST, gw_pool_in_use(pool));
    for (int i = 0; i < BURST; i++) {
        EXPECT(0, rte_pktmbuf_pkt_len(mbufs[i]));
        EXPECT(RTE_PKTMBUF_HEADROOM, rte_pktmbuf_headroom(mbufs[i]));
        EXPECT(2048, rte_pktmbuf_tailroom(mbufs[i]));
    }
    gw_free_burst(mbufs, BURST);
    EXPECT(0, gw_pool_in_use(pool));
}

static void an_exhausted_pool_gives_nothing(struct rte_mempool *pool)
{
    static struct rte_mbuf *mbufs[1023];
    struct rte_mbuf *more[2] = {NULL, NULL};

    EXPECT(0, gw_pool_alloc(pool, mbufs, 1022));
    EXPECT(-ENOBUFS, gw_pool_alloc(pool, more, 2));
    EXPECT(1, more[0] == NULL);
    EXPECT(0, gw_pool_alloc(pool, mbufs + 1022, 1));
    EXPECT(1023, gw_pool_in_use(pool));
    gw_free_burst(mbufs, 1023);
    EXPECT(0, gw_pool_in_use(pool));
}

static int lies_in(const struct gw_memory *regions, uint32_t count, const void *from, size_t length)
{
    const uintptr_t at = (uintptr_t)from;

    for (uint32_t i = 0; i < count; i++) {
        const uintptr_t start = (uintptr_t)regions[i].address;

        if (at >= start && at + length <= start + regions[i].length)
            return 1;
    }
    return 0;
}

static void every_mbuf_lies_in_the_pools_memory(struct rte_mempool *pool)
{
    struct gw_memory regions[BURST] = {{NULL, 0}};
    struct rte_mbuf *mbufs[BURST];
    const uint32_t count = gw_pool_memory(pool, regions, BURST);

    EXPECT(count, gw_pool_memory(pool, NULL, 0));
    EXPECT(1, count >= 1 && count <= BURST);
    EXPECT(0, gw_pool_alloc(pool, mbufs, BURST));
    for (int i = 0; i < BURST; i++) {
        EXPECT(1, lies_in(regions, count, mbufs[i], sizeof(struct rte_mbuf)));
        EXPECT(1, lies_in(regions, count, mbufs[i]->buf_addr, mbufs[i]->buf_len));
    }
    gw_free_burst(mbufs, BURST);
}

static void pools_that_cannot_be_are_errors(void)
{
    struct rte_mempool *pool = NULL;

    EXPECT(-EEXIST, gw_pool_create("pool", 63, 0, 2048, -1, &pool));
    EXPECT(-EINVAL, gw_pool_create("room", 63, 0, UINT16_MAX, -1, &pool));
    EXPECT(-EINVAL, gw_pool_create("cache", 63, 63, 2048, -1, &pool));
    EXPECT(-ENOMEM, gw_pool_create("memory", 1 << 24, 0, 2048, -1, &pool));
    EXPECT(-ENAMETOOLONG, gw_pool_create("a name that is longer than a name may be", 63, 0, 2048, -1, &pool));
    EXPECT(1, pool == NULL);
}

int main(void)
{
    start_eal();

    struct rte_mempool *pool = create_pool("pool");

    what_is_taken_is_in_use_until_it_comes_back(pool);
    an_exhausted_pool_gives_nothing(pool);
    every_mbuf_lies_in_the_pools_memory(pool);
    pools_that_cannot_be_are_errors();
    gw_pool_free(pool);
    EXPECT(0, gw_eal_cleanup());
    return 0;
}
