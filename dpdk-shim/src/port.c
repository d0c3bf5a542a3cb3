/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a port that is set up, its address and its link. */

#include "guideway/dpdk_shim.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include <rte_ethdev.h>

int gw_port_start(uint16_t port)
{
    return rte_eth_dev_start(port);
}

int gw_port_stop(uint16_t port)
{
    return rte_eth_dev_stop(port);
}

/* Held, as a driver may be taking the same port down in its interrupt callback: net_memif when the other side ends. */
int gw_port_close(uint16_t port)
{
    const bool held = gw_interrupts_hold() == 0;
    const int rc = rte_eth_dev_close(port);

    if (held)
        gw_interrupts_release();
    return rc;
}

int gw_port_mac(uint16_t port, uint8_t mac[6])
{
    struct rte_ether_addr address;
    const int rc = rte_eth_macaddr_get(port, &address);

    if (rc == 0)
        memcpy(mac, address.addr_bytes, sizeof(address.addr_bytes));
    return rc;
}

int gw_port_promiscuous(uint16_t port, int on)
{
    return on != 0 ? rte_eth_promiscuous_enable(port) : rte_eth_promiscuous_disable(port);
}

int gw_port_link(uint16_t port, struct gw_port_link *link)
{
    struct rte_eth_link now;
    const int rc = rte_eth_link_get_nowait(port, &now);

    if (rc != 0)
        return rc;
    *link = (struct gw_port_link){
        .speed_mbps = now.link_speed == RTE_ETH_SPEED_NUM_UNKNOWN ? 0 : now.link_speed,
        .up = now.link_status == RTE_ETH_LINK_UP,
        .full_duplex = now.link_duplex == RTE_ETH_LINK_FULL_DUPLEX,
    };
    return 0;
}
