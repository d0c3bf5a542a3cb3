/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GUIDEWAY_BENCH_H
#define GUIDEWAY_BENCH_H

/*
 * What Java's packet path is measured by: the same work in C (the reference), a source of packets for both, and a call
 * that does nothing.
 *
 * The reference reads the tables that Java has built, at their addresses, so both forward by the same services, lookup
 * tables and prepared headers; src/tables.h mirrors their layouts. It writes counters of its own.
 *
 * EAL runs, and the port is started. All structures are the caller's. A NULL where a pointer is asked for is the caller's
 * mistake and is not looked for.
 */

#include <stdint.h>

#define GWB_EXPORT __attribute__((visibility("default")))

/** Most transmit queues of a worker. */
#define GWB_MOST_OUTLETS 8

/** Most packets in one burst. */
#define GWB_MOST_BURST 64

/** Packets and octets of a service or backend. */
struct gwb_count {
    uint64_t packets;
    uint64_t octets;
};

/** One receive queue, the tables to forward by, and where to count. Tables and counters outlive their use. */
struct gwb_worker {
    uint64_t k0;                /**< hash key: the seed's first eight octets, read little-endian */
    uint64_t k1;                /**< its last eight */
    uint64_t station;           /**< Ethernet address that frames must be for, 48 bits; all ones: any */
    const void *vip_entries;    /**< VipIndex */
    const void *services;       /**< ServiceTable: the record of service 0 */
    const void *backends;       /**< BackendTable: the record of backend 0 */
    uint64_t *verdicts;         /**< a counter for each verdict */
    struct gwb_count *service_counts;
    struct gwb_count *backend_counts;
    uint32_t vip_mask;          /**< entries of the VipIndex, less one */
    uint32_t first_identification; /**< number of this worker among the node's */
    uint32_t identification_step;  /**< workers of the node */
    uint32_t identification;    /**< the last IPv4 identification given out; first_identification before any */
    uint16_t rx_port;
    uint16_t rx_queue;
    uint16_t burst;             /**< 1 to GWB_MOST_BURST */
    uint16_t outlets;           /**< 1 to GWB_MOST_OUTLETS */
    uint16_t tx_ports[GWB_MOST_OUTLETS];  /**< by the port index that routes name */
    uint16_t tx_queues[GWB_MOST_OUTLETS];
};

/** What a timed run did. */
struct gwb_result {
    uint64_t packets;
    uint64_t nanoseconds;
};

/**
 * Takes one burst from the receive queue through all stages to the transmit queues.
 * Thread: the one worker that owns the queues, registered with DPDK. Time: bounded by the burst.
 * @return packets received
 */
GWB_EXPORT uint32_t gwb_pass(struct gwb_worker *worker);

/**
 * Forwards for a time. Thread: as gwb_pass(). Time: as told, and 256 bursts.
 * @param result  out
 */
GWB_EXPORT void gwb_run(struct gwb_worker *worker, uint32_t milliseconds, struct gwb_result *result);

/**
 * The same without forwarding: what is received is sent again as it came, by the first outlet, and freed where that is
 * full. What this takes is the cost of source and devices.
 */
GWB_EXPORT void gwb_run_source(struct gwb_worker *worker, uint32_t milliseconds, struct gwb_result *result);

/** The packets that a source writes: UDP without data, the shortest of their family, padded to the length of the frame. */
struct gwb_source {
    uint8_t frame[64];      /**< headers of flow 0 for service 0, with source address, source port and checksum 0 */
    uint64_t state;         /**< counts packets; where to begin */
    uint32_t flows;         /**< 1 to 2^24 */
    uint32_t services;      /**< 1 to 65536; their VIPs differ in the last 16 bits, from 0 up */
    uint32_t header_sum;    /**< IPv4: sum over the header in the frame, 16-bit words in network order, not folded */
    uint32_t ipv6;          /**< 0 or 1 */
};

/**
 * From now on every packet that the queue receives is written over with the first 64 octets of a packet of the next flow.
 * Flows come in the order of a generator, not in turn; each has a source address of its own, and keeps its service.
 * Thread: any, while nobody polls the queue. Time: bounded.
 * @param source  lives as long as the port; belongs to the thread that polls the queue
 * @return 0, or a negative errno
 */
GWB_EXPORT int gwb_source_attach(uint16_t port, uint16_t queue, struct gwb_source *source);

/**
 * Does nothing: what is left is the call. Thread: any; EAL need not run. Time: none worth mentioning.
 * @return value
 */
GWB_EXPORT uint64_t gwb_echo(uint64_t value);

#endif
