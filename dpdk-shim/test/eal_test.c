/* SPDX-License-Identifier: Apache-2.0 */
/* Versions, the layout of an mbuf, devices that come and go. */

#include "harness.h"

#include <string.h>

#include <rte_mbuf.h>

static void the_library_names_its_versions(void)
{
    EXPECT(GW_ABI_VERSION, gw_abi_version());
    EXPECT(0, strncmp("DPDK ", gw_dpdk_version(), 5));
}

static void an_mbuf_written_by_its_layout_is_read_alike_by_dpdk(void)
{
    struct gw_mbuf_layout layout;
    union {
        struct rte_mbuf mbuf;
        uint8_t octets[sizeof(struct rte_mbuf)];
    } seen;
    const uint16_t data_off = 0x1234;
    const uint32_t pkt_len = 0x12345678;

    gw_mbuf_layout(&layout);
    EXPECT(sizeof(seen.mbuf), layout.size);
    EXPECT(RTE_PKTMBUF_HEADROOM, layout.headroom);
    memset(&seen, 0, sizeof(seen));
    memcpy(seen.octets + layout.data_off, &data_off, sizeof(data_off));
    memcpy(seen.octets + layout.pkt_len, &pkt_len, sizeof(pkt_len));
    EXPECT(data_off, seen.mbuf.data_off);
    EXPECT(pkt_len, rte_pktmbuf_pkt_len(&seen.mbuf));
}

static void eal_starts_once(void)
{
    char *arguments[] = {(char[]){"test"}, NULL};

    start_eal();
    EXPECT(-EALREADY, gw_eal_init(1, arguments));
}

static void devices_come_and_go(void)
{
    uint16_t null_port = UINT16_MAX;
    uint16_t ring_port = UINT16_MAX;
    uint16_t ids[2] = {UINT16_MAX, UINT16_MAX};

    EXPECT(0, gw_port_ids(NULL, 0));
    EXPECT(0, gw_device_attach("net_null0,size=100", &null_port));
    EXPECT(0, gw_device_attach("net_ring0", &ring_port));
    EXPECT(2, gw_port_ids(ids, 1));
    EXPECT(UINT16_MAX, ids[1]);
    EXPECT(2, gw_port_ids(ids, 2));
    EXPECT(null_port, ids[0]);
    EXPECT(ring_port, ids[1]);
    EXPECT(0, gw_device_detach(null_port));
    EXPECT(0, gw_device_detach(ring_port));
    EXPECT(0, gw_port_ids(NULL, 0));
}

static void devices_that_do_not_exist_are_errors(void)
{
    uint16_t port = UINT16_MAX;

    EXPECT(-EFAULT, gw_device_attach("no_such_device0", &port));
    EXPECT(-ENODEV, gw_device_detach(7));
    EXPECT(UINT16_MAX, port);
}

int main(void)
{
    the_library_names_its_versions();
    an_mbuf_written_by_its_layout_is_read_alike_by_dpdk();
    eal_starts_once();
    devices_come_and_go();
    devices_that_do_not_exist_are_errors();
    EXPECT(0, gw_eal_cleanup());
    EXPECT(-ENOENT, gw_eal_cleanup());
    return 0;
}
