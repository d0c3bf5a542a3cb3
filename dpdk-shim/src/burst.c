/* SPDX-License-Identifier: Apache-2.0 */
/* The hot path: DPDK's inline functions, given symbols. */

#include "guideway/dpdk_shim.h"

#include <rte_ethdev.h>
#include <rte_mbuf.h>
#include <rte_prefetch.h>

uint16_t gw_rx_burst(uint16_t port, uint16_t queue, struct rte_mbuf **mbufs, uint16_t count)
{
    const uint16_t received = rte_eth_rx_burst(port, queue, mbufs, count);

    for (uint16_t i = 0; i < received; i++)
        rte_prefetch0(rte_pktmbuf_mtod(mbufs[i], const void *));
    return received;
}

uint16_t gw_tx_burst(uint16_t port, uint16_t queue, struct rte_mbuf **mbufs, uint16_t count)
{
    return rte_eth_tx_burst(port, queue, mbufs, count);
}

void gw_free_burst(struct rte_mbuf **mbufs, uint32_t count)
{
    rte_pktmbuf_free_bulk(mbufs, count);
}
