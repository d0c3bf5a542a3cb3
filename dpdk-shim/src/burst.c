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

void gw_prefetch(const void *pointers, uint32_t stride, uint32_t count)
{
    const uint8_t *at = pointers;

    for (uint32_t i = 0; i < count; i++)
        rte_prefetch0(*(const void *const *)(const void *)(at + (size_t)i * stride));
}

void gw_prefetch_rows(const void *rows, uint32_t size, const void *indices, uint32_t stride, uint32_t count)
{
    const uint8_t *at = indices;

    for (uint32_t i = 0; i < count; i++)
        rte_prefetch0((const uint8_t *)rows + *(const int32_t *)(const void *)(at + (size_t)i * stride) * (int64_t)size);
}
