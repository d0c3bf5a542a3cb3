/* SPDX-License-Identifier: Apache-2.0 */
/* Versions, and the one structure that callers read and write in place. */

#include "guideway/dpdk_shim.h"

#include <rte_mbuf.h>
#include <rte_version.h>

uint32_t gw_abi_version(void)
{
    return GW_ABI_VERSION;
}

const char *gw_dpdk_version(void)
{
    return rte_version();
}

void gw_mbuf_layout(struct gw_mbuf_layout *layout)
{
    *layout = (struct gw_mbuf_layout){
        .buf_addr = offsetof(struct rte_mbuf, buf_addr),
        .data_off = offsetof(struct rte_mbuf, data_off),
        .nb_segs = offsetof(struct rte_mbuf, nb_segs),
        .ol_flags = offsetof(struct rte_mbuf, ol_flags),
        .pkt_len = offsetof(struct rte_mbuf, pkt_len),
        .data_len = offsetof(struct rte_mbuf, data_len),
        .buf_len = offsetof(struct rte_mbuf, buf_len),
        .port = offsetof(struct rte_mbuf, port),
        .next = offsetof(struct rte_mbuf, next),
        .size = sizeof(struct rte_mbuf),
        .headroom = RTE_PKTMBUF_HEADROOM,
    };
}

/* Callers in other languages lay these out themselves. A new size or a new place is a new GW_ABI_VERSION. */
_Static_assert(sizeof(struct gw_mbuf_layout) == 44, "gw_mbuf_layout");
_Static_assert(sizeof(struct gw_memory) == 16, "gw_memory");
_Static_assert(sizeof(struct gw_port_capabilities) == 152, "gw_port_capabilities");
_Static_assert(offsetof(struct gw_port_capabilities, socket) == 128, "gw_port_capabilities.socket");
_Static_assert(offsetof(struct gw_port_capabilities, max_rx_queues) == 140, "gw_port_capabilities.max_rx_queues");
_Static_assert(sizeof(struct gw_port_settings) == 80, "gw_port_settings");
_Static_assert(offsetof(struct gw_port_settings, rss) == 12, "gw_port_settings.rss");
_Static_assert(sizeof(struct gw_port_link) == 8, "gw_port_link");
_Static_assert(sizeof(struct gw_port_stats) == 64, "gw_port_stats");
_Static_assert(sizeof(struct gw_port_xstat) == 72, "gw_port_xstat");
