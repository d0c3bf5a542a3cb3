/* SPDX-License-Identifier: Apache-2.0 */
/* Threads: pinned to one CPU, known to DPDK or not, with a pool's cache of their own or without. */

#include "harness.h"

#include <pthread.h>

static void *worker(void *pool)
{
    struct rte_mbuf *mbufs[BURST];

    const int cpu = gw_thread_cpu();

    EXPECT(0, gw_thread_pin((uint32_t)cpu));
    EXPECT(cpu, gw_thread_cpu());
    EXPECT(-EINVAL, gw_thread_pin(1023));
    EXPECT(-EINVAL, gw_thread_pin(UINT32_MAX));

    const int lcore = gw_thread_register();

    EXPECT(1, lcore > 0);
    EXPECT(lcore, gw_thread_register());
    EXPECT(0, gw_pool_alloc(pool, mbufs, BURST));
    gw_free_burst(mbufs, BURST);
    gw_thread_unregister();
    gw_thread_unregister();
    EXPECT(0, gw_pool_alloc(pool, mbufs, BURST));
    gw_free_burst(mbufs, BURST);
    return NULL;
}

static void run_worker(struct rte_mempool *pool)
{
    pthread_t thread;

    EXPECT(0, pthread_create(&thread, NULL, worker, pool));
    EXPECT(0, pthread_join(thread, NULL));
}

int main(void)
{
    start_eal();

    struct rte_mempool *pool = create_pool("pool");

    EXPECT(0, gw_thread_register()); /* the control thread is lcore 0 already */
    for (int i = 0; i < 200; i++) /* more often than there are lcores: each is given back */
        run_worker(pool);
    EXPECT(0, gw_pool_in_use(pool));
    gw_pool_free(pool);
    EXPECT(0, gw_eal_cleanup());
    return 0;
}
