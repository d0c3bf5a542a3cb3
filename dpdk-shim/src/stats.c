/* SPDX-License-Identifier: Apache-2.0 */
/* A port's counters: the basic ones, and all that its device has. */

#include "guideway/dpdk_shim.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <rte_ethdev.h>

int gw_port_stats(uint16_t port, struct gw_port_stats *stats)
{
    struct rte_eth_stats now;
    const int rc = rte_eth_stats_get(port, &now);

    if (rc != 0)
        return rc;
    *stats = (struct gw_port_stats){
        .rx_packets = now.ipackets,
        .tx_packets = now.opackets,
        .rx_bytes = now.ibytes,
        .tx_bytes = now.obytes,
        .rx_missed = now.imissed,
        .rx_errors = now.ierrors,
        .tx_errors = now.oerrors,
        .rx_no_mbuf = now.rx_nombuf,
    };
    return 0;
}

/* Names and values come by two calls; both list the counters in the order of their ids, 0 to count - 1. */
static int read_xstats(uint16_t port, struct gw_port_xstat *xstats, unsigned int count)
{
    struct rte_eth_xstat_name *names = calloc(count, sizeof(*names));
    struct rte_eth_xstat *values = calloc(count, sizeof(*values));
    int rc = names == NULL || values == NULL ? -ENOMEM : 0;

    if (rc == 0)
        rc = rte_eth_xstats_get_names(port, names, count);
    if (rc >= 0)
        rc = rte_eth_xstats_get(port, values, count);
    for (unsigned int i = 0; rc >= 0 && i < count; i++) {
        snprintf(xstats[i].name, sizeof(xstats[i].name), "%s", names[i].name);
        xstats[i].value = values[i].value;
    }
    free(values);
    free(names);
    return rc;
}

int gw_port_xstats(uint16_t port, struct gw_port_xstat *xstats, uint32_t capacity)
{
    const int count = rte_eth_xstats_get_names(port, NULL, 0);

    if (count <= 0 || (uint32_t)count > capacity)
        return count;
    return read_xstats(port, xstats, (unsigned int)count);
}
