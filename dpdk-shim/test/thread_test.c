/* SPDX-License-Identifier: Apache-2.0 */
/* Threads: pinned to one CPU, known to DPDK or not, with a pool's cache of their own or without. */

#define _GNU_SOURCE

#include "harness.h"

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

/* The process's own affinity is left as it was: the thread ends. */
static void *mover(void *nothing)
{
    const uint32_t here = (uint32_t)gw_thread_cpu();
    const uint32_t none[] = {UINT32_MAX, CPU_SETSIZE};
    cpu_set_t before;
    cpu_set_t after;

    EXPECT(0, sched_getaffinity(0, sizeof(before), &before));
    EXPECT(0, gw_thread_keep_off(gettid(), none, 2));
    EXPECT(0, sched_getaffinity(0, sizeof(after), &after));
    EXPECT(1, CPU_EQUAL(&before, &after));
    EXPECT(CPU_COUNT(&before) > 1 ? 0 : -EINVAL, gw_thread_keep_off(gettid(), &here, 1));
    EXPECT(0, gw_thread_pin(here));
    EXPECT(-EINVAL, gw_thread_keep_off(gettid(), &here, 1));
    EXPECT((int)here, gw_thread_cpu());
    EXPECT(-ESRCH, gw_thread_keep_off(INT32_MAX, &here, 1));
    return nothing;
}

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

static void run(void *(*body)(void *), void *argument)
{
    pthread_t thread;

    EXPECT(0, pthread_create(&thread, NULL, body, argument));
    EXPECT(0, pthread_join(thread, NULL));
}

int main(void)
{
    start_eal();

    struct rte_mempool *pool = create_pool("pool");

    EXPECT(0, gw_thread_register()); /* the control thread is lcore 0 already */
    for (int i = 0; i < 200; i++) /* more often than there are lcores: each is given back */
        run(worker, pool);
    run(mover, NULL);
    EXPECT(0, gw_pool_in_use(pool));
    gw_pool_free(pool);
    EXPECT(0, gw_eal_cleanup());
    return 0;
}
