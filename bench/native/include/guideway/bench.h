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
    const void *vip_addresses;  /**< VipIndex: its set of VIPs */
    const void *backends;       /**< BackendTable: record 0 */
    uint64_t *verdicts;         /**< a counter for each verdict */
    struct gwb_count *dropped;  /**< by service: packets that found theirs and were not sent on */
    struct gwb_count *backend_counts;
    uint32_t vip_mask;          /**< entries of the VipIndex, less one */
    uint32_t first_identification; /**< number of this worker among the node's */
    uint32_t identification_step;  /**< workers of the node */
    uint32_t identification;    /**< the last IPv4 identification given out; first_identification before any */
    uint32_t vip_address_mask;  /**< entries of the set of VIPs, less one */
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

/** Counters of a struct gwb_gaps. */
#define GWB_GAP_COUNTS 3840

/** Gaps that a struct gwb_gaps keeps one by one. */
#define GWB_LONGEST_GAPS 512

/** The time between the starts of two successive polls, in ns. */
struct gwb_gap {
    uint64_t start;  /**< CLOCK_MONOTONIC at the first of the two */
    uint64_t length;
};

/**
 * Gaps counted by length as HdrHistogram counts them in 2 significant digits: up to 255 ns each length by itself, beyond
 * that 128 counters for each doubling, so that a length is known to 2^-7. Gaps of 2^36 ns (69 s) and more count as the longest.
 */
struct gwb_gaps {
    uint64_t last;      /**< CLOCK_MONOTONIC at the last poll; to be set before the first */
    uint64_t threshold; /**< shortest of `longest`; 0 before any */
    uint64_t counts[GWB_GAP_COUNTS];
    struct gwb_gap longest[GWB_LONGEST_GAPS]; /**< in no order; of length 0 where there were fewer */
};

/**
 * Counts the gap that ends now, as a poll begins. Thread: one at a time. Time: constant.
 * @param now  CLOCK_MONOTONIC in ns
 */
GWB_EXPORT void gwb_gaps_poll(struct gwb_gaps *gaps, uint64_t now);

/**
 * Forwards for a time, looks at the clock before every burst, and counts the gaps. Thread: as gwb_pass(). Time: as told, and
 * a burst.
 * @param gaps    counted on; its `last` need not be set
 * @param result  out
 */
GWB_EXPORT void gwb_run_gaps(struct gwb_worker *worker, uint32_t milliseconds, struct gwb_gaps *gaps,
                             struct gwb_result *result);

/** Senders of a flood: any of 128.0.0.0/2, from source ports as honest flows have them; none comes twice in 2^44 packets. */
#define GWB_FLOOD_ANYWHERE 0

/** Or 16 neighbours of one /24, all ports of each in turn: 2^20 senders. */
#define GWB_FLOOD_NEIGHBOURS 1

/**
 * The packets that a source writes: UDP without data, the shortest of their family, padded to the length of the frame. Or TCP
 * over IPv4, part of which is a flood: packets of flows as above, with the frame's flags, and of strangers between them.
 */
struct gwb_source {
    uint8_t frame[64];      /**< headers of flow 0 for service 0, with source address, source port and checksum 0 */
    uint64_t state;         /**< counts packets; where to begin */
    uint32_t flows;         /**< 1 to 2^24 */
    uint32_t services;      /**< 1 to 65536; their VIPs differ in the last 16 bits, from 0 up */
    uint32_t header_sum;    /**< IPv4: sum over the header in the frame, 16-bit words in network order, not folded */
    uint32_t ipv6;          /**< 0 or 1 */
    uint64_t flooded;       /**< TCP: packets of the flood so far; where to begin */
    uint32_t tcp;           /**< 0 or 1; 1 only without ipv6 */
    uint32_t flood_share;   /**< TCP: of 256 packets so many are of the flood; may change while nobody polls, as the next two may */
    uint32_t flood_senders; /**< TCP: GWB_FLOOD_ANYWHERE or GWB_FLOOD_NEIGHBOURS */
    uint32_t flood_flags;   /**< TCP: flags of the flood's packets, 8 bits */
};

/**
 * From now on every packet that the queue receives is written over with the first 64 octets of a packet of the next flow.
 * Flows come in the order of a generator, not in turn; each has a source address of its own, and keeps its service. A packet
 * of a flood costs what another costs, and TCP's checksum is not right.
 * Thread: any, while nobody polls the queue. Time: bounded.
 * @param source  lives as long as the port; belongs to the thread that polls the queue
 * @return 0, or a negative errno; -EINVAL for TCP over IPv6
 */
GWB_EXPORT int gwb_source_attach(uint16_t port, uint16_t queue, struct gwb_source *source);

/**
 * Does nothing: what is left is the call. Thread: any; EAL need not run. Time: none worth mentioning.
 * @return value
 */
GWB_EXPORT uint64_t gwb_echo(uint64_t value);

/** Two events that the kernel counts together. */
struct gwb_events {
    int32_t leader;   /**< file descriptors */
    int32_t follower;
};

/**
 * From now on two events are counted on the calling thread, in user mode. Types and events are those of
 * linux/perf_event.h. Close it after use.
 * @param events  out
 * @return 0, or a negative errno: where the machine has no such counters or gives us none, nothing is open
 */
GWB_EXPORT int gwb_events_open(struct gwb_events *events, uint32_t type, uint64_t first, uint64_t second);

/**
 * What was counted so far. Thread: any.
 * @param counts  out: of the first event, of the second
 * @return 0, or a negative errno
 */
GWB_EXPORT int gwb_events_read(const struct gwb_events *events, uint64_t counts[2]);

/** Counts no longer; once. */
GWB_EXPORT void gwb_events_close(const struct gwb_events *events);

#endif
