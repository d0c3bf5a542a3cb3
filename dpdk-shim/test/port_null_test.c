/* SPDX-License-Identifier: Apache-2.0 */
/* Ports over net_null, which receives without end, sends into nothing, and has RSS. */

#include "harness.h"

#include <string.h>

#include <rte_mbuf.h>

static void what_is_received_and_sent_is_counted(uint16_t port, struct rte_mempool *pool)
{
    struct rte_mbuf *mbufs[BURST];
    struct gw_port_stats stats;

    EXPECT(BURST, gw_rx_burst(port, 0, mbufs, BURST));
    EXPECT(BURST, gw_pool_in_use(pool));
    for (int i = 0; i < BURST; i++)
        EXPECT(100, rte_pktmbuf_pkt_len(mbufs[i]));
    EXPECT(40, gw_tx_burst(port, 0, mbufs, 40));
    EXPECT(BURST - 40, gw_pool_in_use(pool));
    gw_free_burst(mbufs + 40, BURST - 40);
    EXPECT(0, gw_pool_in_use(pool));
    EXPECT(0, gw_port_stats(port, &stats));
    EXPECT(BURST, stats.rx_packets);
    EXPECT(40, stats.tx_packets);
    EXPECT(0, stats.rx_errors);
}

static void extended_counters_have_names(uint16_t port)
{
    struct gw_port_xstat xstats[256];
    const int count = gw_port_xstats(port, NULL, 0);
    int seen = 0;

    EXPECT(1, count > 0 && count <= 256);
    EXPECT(count, gw_port_xstats(port, xstats, 256));
    for (int i = 0; i < count; i++)
        if (strcmp(xstats[i].name, "tx_good_packets") == 0) {
            EXPECT(40, xstats[i].value);
            seen++;
        }
    EXPECT(1, seen);
}

static void the_device_says_what_it_can(uint16_t port)
{
    struct gw_port_capabilities capabilities;
    struct gw_port_link link;
    uint8_t mac[6];

    EXPECT(0, gw_port_capabilities(port, &capabilities));
    EXPECT(0, strcmp("net_null", capabilities.driver));
    EXPECT(0, strcmp("net_null0", capabilities.device));
    EXPECT(1, capabilities.max_rx_queues > 1);
    EXPECT(1, capabilities.reta_size > 0);
    EXPECT(GW_RSS_TCP | GW_RSS_UDP, capabilities.rss & (GW_RSS_TCP | GW_RSS_UDP));
    EXPECT(0, gw_port_link(port, &link));
    EXPECT(1, link.up);
    EXPECT(0, gw_port_mac(port, mac));
    EXPECT(0, mac[0] & 1);
}

static void settings_are_limited_to_what_the_device_has(struct rte_mempool *pool)
{
    struct gw_port_settings settings = plain_settings();
    uint16_t port = UINT16_MAX;

    EXPECT(0, gw_device_attach("net_null1", &port));
    settings.rx_queues = 2;
    settings.mtu = 9000;
    settings.promiscuous = 1;
    settings.rss = GW_RSS_IP | GW_RSS_TCP | GW_RSS_UDP | 0x80000000U;
    settings.rss_key_length = 40;
    memset(settings.rss_key, 0x6d, 40);
    EXPECT(0, gw_port_configure(port, &settings, pool));
    EXPECT(0, settings.rss & 0x80000000U);
    EXPECT(GW_RSS_TCP | GW_RSS_UDP, settings.rss & (GW_RSS_TCP | GW_RSS_UDP));
    EXPECT(0, gw_port_start(port));
    close_port(port);
}

static void settings_that_the_device_cannot_have_are_errors(struct rte_mempool *pool)
{
    struct gw_port_settings settings = plain_settings();
    uint16_t port = UINT16_MAX;

    EXPECT(0, gw_device_attach("net_null2", &port));
    settings.rx_queues = UINT16_MAX;
    EXPECT(-ERANGE, gw_port_configure(port, &settings, pool));
    settings = plain_settings();
    settings.tx_queues = 0;
    EXPECT(-ERANGE, gw_port_configure(port, &settings, pool));
    settings = plain_settings();
    settings.mtu = 1;
    EXPECT(-ERANGE, gw_port_configure(port, &settings, pool));
    settings = plain_settings();
    settings.rss_key_length = GW_RSS_KEY_MAX + 1;
    EXPECT(-EINVAL, gw_port_configure(port, &settings, pool));
    EXPECT(0, gw_device_detach(port));
}

static void ports_that_do_not_exist_are_errors(struct rte_mempool *pool)
{
    struct gw_port_settings settings = plain_settings();
    struct gw_port_capabilities capabilities;
    struct gw_port_stats stats;
    struct gw_port_link link;
    uint8_t mac[6];

    EXPECT(-ENODEV, gw_port_capabilities(9, &capabilities));
    EXPECT(-ENODEV, gw_port_configure(9, &settings, pool));
    EXPECT(-ENODEV, gw_port_start(9));
    EXPECT(-ENODEV, gw_port_stop(9));
    EXPECT(-ENODEV, gw_port_close(9));
    EXPECT(-ENODEV, gw_port_mac(9, mac));
    EXPECT(-ENODEV, gw_port_promiscuous(9, 1));
    EXPECT(-ENODEV, gw_port_link(9, &link));
    EXPECT(-ENODEV, gw_port_stats(9, &stats));
    EXPECT(-ENODEV, gw_port_xstats(9, NULL, 0));
}

static void a_running_port_is_neither_set_up_nor_closed(uint16_t port, struct rte_mempool *pool)
{
    struct gw_port_settings settings = plain_settings();

    EXPECT(-EBUSY, gw_port_configure(port, &settings, pool));
    EXPECT(-EINVAL, gw_port_close(port));
}

int main(void)
{
    start_eal();

    struct rte_mempool *pool = create_pool("pool");
    const uint16_t port = open_port("net_null0,size=100", pool);

    what_is_received_and_sent_is_counted(port, pool);
    extended_counters_have_names(port);
    the_device_says_what_it_can(port);
    a_running_port_is_neither_set_up_nor_closed(port, pool);
    close_port(port);
    settings_are_limited_to_what_the_device_has(pool);
    settings_that_the_device_cannot_have_are_errors(pool);
    ports_that_do_not_exist_are_errors(pool);
    EXPECT(0, gw_pool_in_use(pool));
    gw_pool_free(pool);
    EXPECT(0, gw_eal_cleanup());
    return 0;
}
