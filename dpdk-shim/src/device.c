/* SPDX-License-Identifier: Apache-2.0 */
/* Devices that come and go while the process runs, and the ports they bring. */

#include "guideway/dpdk_shim.h"

#include <errno.h>

#include <rte_dev.h>
#include <rte_ethdev.h>

int gw_device_attach(const char *devargs, uint16_t *port)
{
    const int probed = rte_dev_probe(devargs);

    if (probed < 0)
        return probed;

    struct rte_dev_iterator devices;
    uint16_t found;

    RTE_ETH_FOREACH_MATCHING_DEV(found, devargs, &devices) {
        rte_eth_iterator_cleanup(&devices);
        *port = found;
        return 0;
    }
    return -ENODEV;
}

int gw_device_detach(uint16_t port)
{
    struct rte_eth_dev_info info;
    const int asked = rte_eth_dev_info_get(port, &info);

    return asked != 0 ? asked : rte_dev_remove(info.device);
}

/* RTE_ETH_FOREACH_DEV, written out because it converts without a cast. */
uint16_t gw_port_ids(uint16_t *ports, uint16_t capacity)
{
    uint16_t count = 0;
    uint64_t port = rte_eth_find_next_owned_by(0, RTE_ETH_DEV_NO_OWNER);

    while (port < RTE_MAX_ETHPORTS) {
        if (count < capacity)
            ports[count] = (uint16_t)port;
        count++;
        port = rte_eth_find_next_owned_by((uint16_t)(port + 1), RTE_ETH_DEV_NO_OWNER);
    }
    return count;
}
