/* SPDX-License-Identifier: Apache-2.0 */
/* Java's off-heap tables as C sees them. The classes named here document the layouts; nothing else in C knows any. */
#ifndef GUIDEWAY_TABLES_H
#define GUIDEWAY_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* io.guideway.packet.Verdict, the ordinals. */
enum verdict {
    FORWARDED,
    ANSWERED,
    KERNEL,
    HELD,
    RUNT_FRAME,
    OTHER_MAC,
    MULTICAST_MAC,
    ARP,
    NOT_IP,
    IPV4_TRUNCATED,
    IPV4_HEADER,
    IPV4_LENGTH,
    IPV4_CHECKSUM,
    IPV6_TRUNCATED,
    IPV6_HEADER,
    IPV6_LENGTH,
    TTL_ZERO,
    IPV6_EXTENSION,
    TCP_TRUNCATED,
    TCP_OFFSET,
    UDP_TRUNCATED,
    UDP_LENGTH,
    NOT_OURS,
    NEIGHBOUR_DISCOVERY,
    KERNEL_RATE,
    NO_SERVICE,
    MARTIAN_SOURCE,
    LAND,
    ICMP,
    ICMP_RATE,
    FRAGMENT,
    FRAGMENT_LENGTH,
    FRAGMENT_TINY,
    FRAGMENT_OVERLAP,
    FRAGMENT_ORPHAN,
    NO_BACKEND,
    NO_NEIGHBOUR,
    TTL_EXPIRED,
    NO_CHECKSUM,
    TOO_BIG,
    NO_HEADROOM,
    NO_MBUF,
    TX_FULL
};

/* io.guideway.service.HashFields, the ordinals. */
enum hash_fields { FIVE_TUPLE, SOURCE, SOURCE_PORT };

/* io.guideway.service.VipIndex: an entry. The lookup table is io.guideway.maglev.LookupTable. */
struct vip_entry {
    uint64_t high;
    uint64_t low;
    int32_t key;
    int32_t service;
    const uint16_t *lookup_table;
    uint32_t slots;
    uint32_t first_backend;
    uint32_t hash_fields;
    uint32_t first_record;
    uint8_t unused[16];
};
_Static_assert(sizeof(struct vip_entry) == 64, "VipIndex.ENTRY");
_Static_assert(offsetof(struct vip_entry, first_record) == 44, "VipIndex.FIRST_RECORD");

/* io.guideway.service.AddressSet: an entry. */
struct vip_address {
    uint64_t high;
    uint64_t low;
    int32_t family;
    uint8_t unused[12];
};
_Static_assert(sizeof(struct vip_address) == 32, "AddressSet.ENTRY");

/* The entry is free: its key, and the family of an address. */
#define VIP_FREE 0
#define VIP_ADDRESS_FREE (-1)
#define VIP_KEY_IPV6 (1 << 24)
#define VIP_KEY_FRAGMENT (1 << 25) /* no entry has it */

/* Keys are never negative. */
static inline uint32_t vip_spread(uint64_t high, uint64_t low, int32_t key)
{
    const uint64_t mixed = (high * 0x9E3779B97F4A7C15ULL + low) * 0xC2B2AE3D27D4EB4FULL
                           + (uint32_t)key * 0x165667B19E3779F9ULL;

    return (uint32_t)(mixed >> 32 ^ mixed >> 47);
}

/* io.guideway.rewrite.BackendTable: a record. */
struct backend {
    uint8_t unused_first;
    uint8_t outer_length;
    uint8_t port;
    uint8_t unused;
    uint16_t largest_packet;
    uint16_t outer_sum;
    uint8_t link[14];
    uint8_t unused_too[2];
    uint8_t outer[40];
};
_Static_assert(sizeof(struct backend) == 64, "BackendTable.RECORD");
_Static_assert(offsetof(struct backend, link) == 8, "BackendTable.LINK");
_Static_assert(offsetof(struct backend, outer) == 24, "BackendTable.OUTER");

#endif
