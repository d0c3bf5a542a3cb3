/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GUIDEWAY_LAB_H
#define GUIDEWAY_LAB_H

/*
 * The line-rate lab's generator and sink: one thread sends frames at an offered rate and, between two bursts, takes what
 * the device under test sent back. Open loop: when a frame is due depends on the clock alone, never on what came back.
 *
 * Every frame is Ethernet, IP and UDP and ends with a trailer of 18 octets, the machine's order:
 *
 *   0 signature 2 | flow 4 | round 4 | timestamp 8
 *
 * Flows take turns, so the frame's place in the stream is round * flows + flow. The timestamp is the TSC's when the burst
 * was made. The sink reads the trailer from the end of the frame, so it does not matter what stands before: the same
 * headers (l2dsr) or an outer header more (ipip). What is shorter, or has another signature, flow or round, is foreign.
 *
 * EAL runs and the ports are started. All structures are the caller's. A NULL where a pointer is asked for is the
 * caller's mistake and is not looked for.
 */

#include <stdint.h>

#include "guideway/bench.h"

/** Octets at the end of every frame. */
#define GWL_TRAILER 18

/** Ethernet, IPv6 and UDP: the longest headers. */
#define GWL_HEADERS 62

/** Most kinds of frames in one stream. */
#define GWL_MOST_SHAPES 8

/** Values below this have a bucket each; above, every power of two has half as many. */
#define GWL_EXACT 256

/** Buckets of a histogram: up to 2^40 cycles, longer ones in the last. */
#define GWL_BUCKETS (GWL_EXACT + 32 * GWL_EXACT / 2)

/** Frames of one kind: all octets before the trailer that are the same in every flow. */
struct gwl_shape {
    uint8_t headers[64];   /**< source address, source port and checksums zero; 62 octets at most are used */
    uint32_t length;       /**< octets of the frame, without its checksum */
    uint32_t sum;          /**< 16-bit words in network order, not folded: IPv4 the IP header, IPv6 pseudo header and UDP */
};

/** One flow: a source address and port, both in network order. IPv4 addresses stand in the first four octets. */
struct gwl_flow {
    uint8_t source[16];
    uint16_t port;
    uint8_t unused[6];
};

/** What is sent, and by which ports. */
struct gwl_stream {
    const struct gwl_flow *flows;
    const uint8_t *pattern;   /**< shape of the first frame, the second and so on, from the start when it ends */
    const char *pool;         /**< name of the pool of mbufs, zero-terminated; its mbufs hold the longest frame */
    uint32_t flow_count;      /**< 1 or more */
    uint32_t pattern_length;  /**< 1 or more */
    uint32_t ipv6;            /**< 0 or 1 */
    uint16_t tx_port;
    uint16_t rx_port;         /**< queue 0 of both; the same port: the device sends back where it received */
    uint16_t burst;           /**< most frames handed over at once, 1 to GWB_MOST_BURST */
    uint16_t signature;       /**< of this trial: frames of an earlier one are foreign */
    uint32_t unused;
    struct gwl_shape shapes[GWL_MOST_SHAPES];
};

/** What the sink knows and counts. The caller clears it, but for the tables' addresses and what stands beside them. */
struct gwl_sink {
    uint64_t *next_round;     /**< by flow: the round after the highest seen */
    uint64_t *seen;           /**< a bit for each of the last window places in the stream */
    uint64_t *buckets;        /**< GWL_BUCKETS counts of latencies in cycles */
    uint64_t window;          /**< places, a power of two and a multiple of 64 */
    uint32_t flow_count;
    uint16_t signature;
    uint16_t unused;
    uint64_t sent;            /**< places given out so far: a frame of a later one is foreign */
    uint64_t head;            /**< the place after the highest seen */
    uint64_t received;        /**< frames of this stream, each once */
    uint64_t octets;          /**< of those, without frame checksums */
    uint64_t duplicates;      /**< frames of this stream seen before */
    uint64_t reordered;       /**< RFC 4737, section 3, per flow: a round below one that was seen */
    uint64_t overtaken;       /**< the same over the whole stream, across flows */
    uint64_t stale;           /**< older than the window: neither received nor duplicates */
    uint64_t foreign;         /**< frames that are not of this stream */
};

/** One trial: how much is offered, and what became of it on the sending side. */
struct gwl_trial {
    double frames_per_cycle;  /**< offered rate in frames for each cycle of the TSC; 0: as fast as the generator can */
    uint64_t cycles;          /**< length, without the wait at the end */
    uint64_t frames;          /**< ends sooner, after so many; 0: does not */
    uint64_t drain;           /**< cycles that it waits for frames on their way */
    uint64_t slip;            /**< slots that may be made up for at once; later ones are given up */
    uint32_t early;           /**< 1: the wait ends when every frame is back */
    uint32_t stop;            /**< set from outside to end it */
    uint64_t offered;         /**< out: frames made and handed to the port */
    uint64_t refused;         /**< out: those of them that the port did not take: a full link */
    uint64_t missed;          /**< out: slots given up, since the generator was late or out of mbufs */
    uint64_t taken_octets;    /**< out: of frames that the port took, without frame checksums */
    uint64_t elapsed;         /**< out: cycles from the first to the last slot */
    uint64_t longest_pause;   /**< out: cycles between two looks at the clock */
};

/** Cycles of the TSC in a second, as EAL measured it. Thread: any. */
GWB_EXPORT uint64_t gwl_tsc_hz(void);

/**
 * Runs one trial. Thread: the one that owns queue 0 of both ports, registered with DPDK. Time: as told.
 * @param trial  in, out; stop may be written meanwhile
 * @return 0, or -ENOENT if there is no pool of that name
 */
GWB_EXPORT int gwl_run(const struct gwl_stream *stream, struct gwl_sink *sink, struct gwl_trial *trial);

/**
 * Writes the frame of one place in the stream. Thread: any. Time: bounded.
 * @param frame  out: headers and trailer; octets between keep what they hold; room for the shape's length
 * @return octets of the frame
 */
GWB_EXPORT uint32_t gwl_write(const struct gwl_stream *stream, uint64_t place, uint64_t now, uint8_t *frame);

/** Judges one received frame. Thread: one at a time. Time: bounded, but for a jump over many places. */
GWB_EXPORT void gwl_judge(struct gwl_sink *sink, const uint8_t *frame, uint32_t length, uint64_t now);

/** Throws away what waits in queue 0 of a port. Thread: the one that owns it. @return frames thrown away */
GWB_EXPORT uint64_t gwl_discard(uint16_t port);

#endif
