/* SPDX-License-Identifier: Apache-2.0 */
/* What the stages learn about one packet. */
#ifndef GUIDEWAY_PACKET_H
#define GUIDEWAY_PACKET_H

#include <stdbool.h>
#include <stdint.h>

#include <rte_mbuf.h>

#include "tables.h"

#define IPPROTO_TCP_NUMBER 6
#define IPPROTO_UDP_NUMBER 17
#define IPV4_HEADER_LENGTH 20
#define IPV6_HEADER_LENGTH 40

struct packet {
    struct rte_mbuf *mbuf;
    const uint8_t *network;   /* IP header */
    const uint8_t *transport; /* TCP or UDP header */
    const struct vip_entry *entry; /* or NULL: no service */
    uint64_t hash;
    int32_t length;           /* octets of the frame as received */
    int32_t link_length;      /* octets of the link header, tags included */
    int32_t network_length;   /* octets of the IP packet */
    int32_t vip_key;          /* of the VipIndex */
    uint32_t vip_first;       /* where to look there first */
    uint32_t slot;
    uint32_t backend;
    uint32_t record;          /* its headers, in the BackendTable */
    uint8_t verdict;
    uint8_t protocol;
    bool ipv6;
    bool fragment;
};

#endif
