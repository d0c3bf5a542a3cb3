/* SPDX-License-Identifier: Apache-2.0 */
/* Setting up a port and its queues. */

#include "guideway/dpdk_shim.h"

#include <errno.h>

#include <rte_ethdev.h>

#include "mtu.h"
#include "rss.h"

static int check_limits(const struct rte_eth_dev_info *info, const struct gw_port_settings *settings)
{
    if (settings->rx_queues < 1 || settings->rx_queues > info->max_rx_queues)
        return -ERANGE;
    if (settings->tx_queues < 1 || settings->tx_queues > info->max_tx_queues)
        return -ERANGE;
    if (settings->mtu < info->min_mtu || settings->mtu > gw_largest_mtu(info))
        return -ERANGE;
    if (settings->rss_key_length > GW_RSS_KEY_MAX)
        return -EINVAL;
    if (settings->rss_key_length != 0 && info->hash_key_size != 0 && settings->rss_key_length != info->hash_key_size)
        return -EINVAL;
    return 0;
}

static int configure_device(uint16_t port, const struct rte_eth_dev_info *info, struct gw_port_settings *settings)
{
    const uint64_t rss = gw_rss_to_dpdk(settings->rss) & info->flow_type_rss_offloads;
    struct rte_eth_conf conf = {.rxmode = {.mtu = settings->mtu}};

    if (rss != 0) {
        conf.rxmode.mq_mode = RTE_ETH_MQ_RX_RSS;
        conf.rx_adv_conf.rss_conf.rss_hf = rss;
        if (settings->rss_key_length != 0) {
            conf.rx_adv_conf.rss_conf.rss_key = settings->rss_key;
            conf.rx_adv_conf.rss_conf.rss_key_len = settings->rss_key_length;
        }
    }
    settings->rss = gw_rss_of_dpdk(rss);
    return rte_eth_dev_configure(port, settings->rx_queues, settings->tx_queues, &conf);
}

static int set_up_queues(uint16_t port, struct gw_port_settings *settings, struct rte_mempool *pool)
{
    const unsigned int socket = (unsigned int)rte_eth_dev_socket_id(port);
    int rc = rte_eth_dev_adjust_nb_rx_tx_desc(port, &settings->rx_descriptors, &settings->tx_descriptors);

    for (uint16_t queue = 0; rc == 0 && queue < settings->rx_queues; queue++)
        rc = rte_eth_rx_queue_setup(port, queue, settings->rx_descriptors, socket, NULL, pool);
    for (uint16_t queue = 0; rc == 0 && queue < settings->tx_queues; queue++)
        rc = rte_eth_tx_queue_setup(port, queue, settings->tx_descriptors, socket, NULL);
    return rc;
}

/* A driver without the call has nothing to set: what was asked for lies within its limits already. */
static int unless_unsupported(int rc)
{
    return rc == -ENOTSUP ? 0 : rc;
}

int gw_port_configure(uint16_t port, struct gw_port_settings *settings, struct rte_mempool *pool)
{
    struct rte_eth_dev_info info;
    int rc = rte_eth_dev_info_get(port, &info);

    if (rc == 0)
        rc = check_limits(&info, settings);
    if (rc == 0)
        rc = configure_device(port, &info, settings);
    if (rc == 0)
        rc = unless_unsupported(rte_eth_dev_set_mtu(port, settings->mtu));
    if (rc == 0)
        rc = set_up_queues(port, settings, pool);
    if (rc == 0)
        rc = unless_unsupported(gw_port_promiscuous(port, settings->promiscuous));
    if (rc == 0)
        rc = unless_unsupported(rte_eth_allmulticast_enable(port));
    return rc;
}
