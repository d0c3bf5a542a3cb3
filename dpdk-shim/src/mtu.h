/* SPDX-License-Identifier: Apache-2.0 */
/* The largest MTU of a device, as ethdev will judge it. */

#ifndef GUIDEWAY_MTU_H
#define GUIDEWAY_MTU_H

#include <stdint.h>

#include <rte_ethdev.h>

/** The driver's word where it gives one; else what its longest frame leaves beside Ethernet's header and checksum. */
static inline uint16_t gw_largest_mtu(const struct rte_eth_dev_info *info)
{
    const uint32_t overhead = RTE_ETHER_HDR_LEN + RTE_ETHER_CRC_LEN;

    if (info->max_mtu != UINT16_MAX || info->max_rx_pktlen >= UINT16_MAX + overhead)
        return info->max_mtu;
    return (uint16_t)(info->max_rx_pktlen - overhead);
}

#endif
