/* SPDX-License-Identifier: Apache-2.0 */
/* Between our three kinds of RSS fields and DPDK's many. */

#ifndef GUIDEWAY_RSS_H
#define GUIDEWAY_RSS_H

#include "guideway/dpdk_shim.h"

#include <rte_ethdev.h>

/** DPDK's RTE_ETH_RSS_* bits that the GW_RSS_* bits stand for. */
static inline uint64_t gw_rss_to_dpdk(uint32_t rss)
{
    return ((rss & GW_RSS_IP) != 0 ? RTE_ETH_RSS_IP : 0) | ((rss & GW_RSS_TCP) != 0 ? RTE_ETH_RSS_TCP : 0) |
           ((rss & GW_RSS_UDP) != 0 ? RTE_ETH_RSS_UDP : 0);
}

/** GW_RSS_* bits of which a device has at least one of DPDK's. */
static inline uint32_t gw_rss_of_dpdk(uint64_t types)
{
    return ((types & RTE_ETH_RSS_IP) != 0 ? GW_RSS_IP : 0) | ((types & RTE_ETH_RSS_TCP) != 0 ? GW_RSS_TCP : 0) |
           ((types & RTE_ETH_RSS_UDP) != 0 ? GW_RSS_UDP : 0);
}

#endif
