/* SPDX-License-Identifier: Apache-2.0 */
/* What a device can do. */

#include "guideway/dpdk_shim.h"

#include <stdio.h>

#include <rte_dev.h>
#include <rte_ethdev.h>

#include "mtu.h"
#include "rss.h"

int gw_port_capabilities(uint16_t port, struct gw_port_capabilities *capabilities)
{
    struct rte_eth_dev_info info;
    const int asked = rte_eth_dev_info_get(port, &info);

    if (asked != 0)
        return asked;

    *capabilities = (struct gw_port_capabilities){
        .socket = rte_eth_dev_socket_id(port),
        .max_frame = info.max_rx_pktlen,
        .rss = gw_rss_of_dpdk(info.flow_type_rss_offloads),
        .max_rx_queues = info.max_rx_queues,
        .max_tx_queues = info.max_tx_queues,
        .min_mtu = info.min_mtu,
        .max_mtu = gw_largest_mtu(&info),
        .reta_size = info.reta_size,
        .rss_key_length = info.hash_key_size,
    };
    snprintf(capabilities->driver, sizeof(capabilities->driver), "%s", info.driver_name);
    snprintf(capabilities->device, sizeof(capabilities->device), "%s", rte_dev_name(info.device));
    return 0;
}
