/* SPDX-License-Identifier: Apache-2.0 */
/* Bursts over net_ring, whose RX queue gives back what its TX queue was given. */

#include "harness.h"

static void packets_come_back_in_their_order(uint16_t port, struct rte_mempool *pool)
{
    struct rte_mbuf *sent[BURST];
    struct rte_mbuf *received[BURST];

    for (uint16_t count = 1; count <= BURST; count++) {
        EXPECT(0, gw_pool_alloc(pool, sent, count));
        EXPECT(count, gw_tx_burst(port, 0, sent, count));
        EXPECT(count, gw_rx_burst(port, 0, received, BURST));
        for (uint16_t i = 0; i < count; i++)
            EXPECT(1, sent[i] == received[i]);
        gw_free_burst(received, count);
    }
    EXPECT(0, gw_pool_in_use(pool));
}

static void no_more_is_taken_than_was_asked_for(uint16_t port, struct rte_mempool *pool)
{
    struct rte_mbuf *mbufs[BURST];

    EXPECT(0, gw_pool_alloc(pool, mbufs, BURST));
    EXPECT(BURST, gw_tx_burst(port, 0, mbufs, BURST));
    EXPECT(5, gw_rx_burst(port, 0, mbufs, 5));
    EXPECT(BURST - 5, gw_rx_burst(port, 0, mbufs + 5, BURST));
    EXPECT(0, gw_rx_burst(port, 0, mbufs, BURST));
    gw_free_burst(mbufs, BURST);
}

static uint16_t drain(uint16_t port)
{
    struct rte_mbuf *mbufs[BURST];
    uint16_t drained = 0;
    uint16_t received;

    while ((received = gw_rx_burst(port, 0, mbufs, BURST)) > 0) {
        gw_free_burst(mbufs, received);
        drained = (uint16_t)(drained + received);
    }
    return drained;
}

/* net_ring0's ring holds 1023 packets; the pool has exactly as many, so a second pool overfills it. */
static void a_full_queue_takes_the_first_and_leaves_the_rest(uint16_t port, struct rte_mempool *pool)
{
    struct rte_mempool *second = create_pool("second");
    struct rte_mbuf *mbufs[BURST];
    uint16_t queued = 0;
    uint16_t taken = BURST;

    while (taken == BURST) {
        EXPECT(0, gw_pool_alloc(queued < 512 ? pool : second, mbufs, BURST));
        taken = gw_tx_burst(port, 0, mbufs, BURST);
        queued = (uint16_t)(queued + taken);
    }
    EXPECT(1023, queued);
    EXPECT(queued + BURST - taken, gw_pool_in_use(pool) + gw_pool_in_use(second));
    gw_free_burst(mbufs + taken, (uint32_t)(BURST - taken));
    EXPECT(queued, drain(port));
    EXPECT(0, gw_pool_in_use(pool));
    EXPECT(0, gw_pool_in_use(second));
    gw_pool_free(second);
}

int main(void)
{
    start_eal();

    struct rte_mempool *pool = create_pool("pool");
    const uint16_t port = open_port("net_ring0", pool);

    EXPECT(0, drain(port));
    packets_come_back_in_their_order(port, pool);
    no_more_is_taken_than_was_asked_for(port, pool);
    a_full_queue_takes_the_first_and_leaves_the_rest(port, pool);
    close_port(port);
    gw_pool_free(pool);
    EXPECT(0, gw_eal_cleanup());
    return 0;
}
