/* SPDX-License-Identifier: Apache-2.0 */
/* Where threads run, and what DPDK knows of them. */

#define _GNU_SOURCE

#include "guideway/dpdk_shim.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>

#include <rte_errno.h>
#include <rte_lcore.h>

int gw_thread_pin(uint32_t cpu)
{
    cpu_set_t cpus;

    if (cpu >= CPU_SETSIZE)
        return -EINVAL;
    CPU_ZERO(&cpus);
    CPU_SET(cpu, &cpus);
    return -pthread_setaffinity_np(pthread_self(), sizeof(cpus), &cpus);
}

int gw_thread_keep_off(int32_t thread, const uint32_t *cpus, uint32_t count)
{
    cpu_set_t allowed;

    if (sched_getaffinity(thread, sizeof(allowed), &allowed) != 0)
        return -errno;
    for (uint32_t i = 0; i < count; i++)
        if (cpus[i] < CPU_SETSIZE)
            CPU_CLR(cpus[i], &allowed);
    if (CPU_COUNT(&allowed) == 0)
        return -EINVAL;
    return sched_setaffinity(thread, sizeof(allowed), &allowed) == 0 ? 0 : -errno;
}

int gw_thread_cpu(void)
{
    const int cpu = sched_getcpu();

    return cpu < 0 ? -errno : cpu;
}

int gw_thread_register(void)
{
    if (rte_lcore_id() == LCORE_ID_ANY && rte_thread_register() != 0)
        return -rte_errno;
    return (int)rte_lcore_id();
}

void gw_thread_unregister(void)
{
    rte_thread_unregister();
}
