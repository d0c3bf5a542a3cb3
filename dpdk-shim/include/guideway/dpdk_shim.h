/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GUIDEWAY_DPDK_SHIM_H
#define GUIDEWAY_DPDK_SHIM_H

/*
 * A thin face on DPDK for callers that cannot use its inline functions. It gives each a symbol and adds nothing: no policy,
 * no printing, no exit.
 *
 * Returns. Bursts return a count. What cannot fail returns void or its value. Everything else returns 0 (or, where said, a
 * count) or a negative errno; beside the errnos named at each function a driver may return others, which pass through as
 * they are. A NULL where a pointer is asked for is the caller's mistake and is not looked for.
 *
 * Threads. "Control thread" below means: the one thread that called gw_eal_init(), one call at a time. Bursts belong to the
 * thread that owns the queue. Calls without such a remark may come from any thread.
 *
 * Ports are DPDK's numbers, from 0. Fixed-width integers are in host order. A char array in a structure ends with a NUL.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GW_EXPORT __attribute__((visibility("default")))

struct rte_mbuf;
struct rte_mempool;

/* ---- versions and layout ------------------------------------------------------------------------------------------- */

/** Grows by one with every change to this header that an older caller would not survive. */
#define GW_ABI_VERSION 1

/**
 * The GW_ABI_VERSION that this library was built with; compare it with your own before anything else. Time: constant.
 */
GW_EXPORT uint32_t gw_abi_version(void);

/**
 * The version of the DPDK in use, such as "DPDK 22.11.11". The text is static, never freed. Time: constant.
 */
GW_EXPORT const char *gw_dpdk_version(void);

/** Where the fields of struct rte_mbuf stand: octets from its start. Width of the field in octets behind each. */
struct gw_mbuf_layout {
    uint32_t buf_addr; /**< 8 */
    uint32_t data_off; /**< 2 */
    uint32_t nb_segs;  /**< 2 */
    uint32_t ol_flags; /**< 8 */
    uint32_t pkt_len;  /**< 4 */
    uint32_t data_len; /**< 2 */
    uint32_t buf_len;  /**< 2 */
    uint32_t port;     /**< 2 */
    uint32_t next;     /**< 8 */
    uint32_t size;     /**< octets of the structure itself */
    uint32_t headroom; /**< free octets that DPDK leaves before the data of a fresh mbuf */
};

/**
 * Tells the layout of struct rte_mbuf that this library was compiled against. Time: constant.
 * @param layout  out
 */
GW_EXPORT void gw_mbuf_layout(struct gw_mbuf_layout *layout);

/* ---- environment abstraction layer --------------------------------------------------------------------------------- */

/**
 * rte_eal_init() (DPDK Programmer's Guide, "Environment Abstraction Layer"). Once per process, whether it succeeds or not:
 * a failed attempt leaves traces in DPDK that spoil the next.
 *
 * Thread: one of your own for this purpose, which thereby becomes the control thread: DPDK pins it to the main lcore's
 * CPUs, and threads born from it inherit that. Time: unbounded (maps memory, probes devices); tens of milliseconds without
 * hardware.
 *
 * @param argc  arguments in argv, the program's name included
 * @param argv  as main() gets it, the name first; DPDK reorders the array but keeps neither it nor the texts
 * @return arguments that EAL took, 0 or more
 * @retval -EALREADY   there has been an attempt before
 * @retval -EINVAL     EAL did not understand an argument, or it is a request for help, on which EAL would end the process
 * @retval -EACCES, -ENOMEM, -ENODEV, ...  as rte_eal_init() says; its log names the reason
 */
GW_EXPORT int gw_eal_init(int argc, char **argv);

/**
 * rte_eal_cleanup(): gives back everything that EAL holds. No port runs any more and no mbuf is in use; no other call of this
 * library may follow. EAL's interrupt thread waits from then on until the process ends. Thread: control. Time: unbounded,
 * milliseconds.
 *
 * @retval 0         done
 * @retval -ENOENT   EAL is not running
 */
GW_EXPORT int gw_eal_cleanup(void);

/* ---- devices ------------------------------------------------------------------------------------------------------- */

/**
 * Adds a device to the running process, as --vdev or --allow would have at its start. Thread: control. Time: unbounded.
 *
 * @param devargs  such as "net_ring0" or "0000:03:00.0,arg=1"
 * @param port     out: the first port of the device
 * @retval 0         done
 * @retval -EEXIST   such a device is there already
 * @retval -ENODEV   a device, but it has no port
 * @retval -EFAULT   no bus knows a device of that name
 */
GW_EXPORT int gw_device_attach(const char *devargs, uint16_t *port);

/**
 * Removes a port's device, and with it all ports of that device, from the running process. They are stopped and not closed;
 * this closes them. Thread: control. Time: unbounded.
 *
 * @param port  any port of the device
 * @retval 0         done
 * @retval -ENODEV   there is no such port
 */
GW_EXPORT int gw_device_detach(uint16_t port);

/**
 * Numbers of the ports there are, ascending. Thread: control. Time: bounded by the 32 ports of a DPDK build.
 *
 * @param ports     out: room for `capacity` numbers; may be NULL where capacity is 0
 * @param capacity  how many to write at the most
 * @return how many ports there are, also where that is more than `capacity`
 */
GW_EXPORT uint16_t gw_port_ids(uint16_t *ports, uint16_t capacity);

/* ---- packet buffers ------------------------------------------------------------------------------------------------ */

/**
 * Creates a pool of mbufs (DPDK Programmer's Guide, "Mbuf Library"). Thread: control. Time: bounded by count.
 *
 * @param name       unique, 1 to 25 characters
 * @param count      mbufs, 1 or more; one less than a power of two wastes no memory
 * @param cache      mbufs that each registered thread may keep at hand, 0 to 512 and at most 2/3 of count
 * @param data_room  octets for data and tailroom in each beside the headroom; with it at most 65535
 * @param socket     NUMA node of the memory, -1 for any
 * @param pool       out: the pool; gw_pool_free() ends it
 * @retval 0               done
 * @retval -EEXIST         there is a pool of that name
 * @retval -ENOMEM         not enough memory
 * @retval -EINVAL         count, cache or data_room is out of its range
 * @retval -ENAMETOOLONG   the name
 */
GW_EXPORT int gw_pool_create(const char *name, uint32_t count, uint32_t cache, uint16_t data_room, int socket,
                             struct rte_mempool **pool);

/**
 * Ends a pool. None of its mbufs is in use, no queue is set up with it. Thread: control. Time: bounded by its chunks.
 */
GW_EXPORT void gw_pool_free(struct rte_mempool *pool);

/**
 * mbufs that are out: with drivers, on rings, in hands. Exact while nobody takes or gives any.
 * Time: bounded by the number of lcores that a DPDK build allows (128).
 */
GW_EXPORT uint32_t gw_pool_in_use(const struct rte_mempool *pool);

/**
 * Takes mbufs of one empty segment, all or none. Time: bounded by count.
 *
 * @param mbufs  out: `count` pointers; the caller owns those mbufs
 * @retval 0         done
 * @retval -ENOBUFS   not that many are free; nothing was written
 */
GW_EXPORT int gw_pool_alloc(struct rte_mempool *pool, struct rte_mbuf **mbufs, uint32_t count);

/** A region of memory. */
struct gw_memory {
    void *address;
    uint64_t length; /**< octets */
};

/**
 * The regions in which a pool's mbufs lie. They stay the same while the pool lives. Time: bounded by their number.
 *
 * @param regions   out: room for `capacity` regions
 * @param capacity  how many to write at the most
 * @return how many there are, also where that is more than `capacity`
 */
GW_EXPORT uint32_t gw_pool_memory(struct rte_mempool *pool, struct gw_memory *regions, uint32_t capacity);

/* ---- bursts: the hot path ------------------------------------------------------------------------------------------ */

/**
 * Takes up to `count` received packets off one RX queue, oldest first, and asks the CPU to load the first cache line of each
 * packet's data. Never waits.
 * Thread: the one worker that owns (port, queue) of a started port. Time: bounded by count, so Java may bind it as critical.
 *
 * @param mbufs  out: room for `count` pointers; the caller owns the mbufs it gets
 * @return packets taken, 0 to `count`; there is no error to report
 */
GW_EXPORT uint16_t gw_rx_burst(uint16_t port, uint16_t queue, struct rte_mbuf **mbufs, uint16_t count);

/**
 * Hands up to `count` packets to one TX queue in their order. Never waits.
 * Thread: the one worker that owns (port, queue) of a started port. Time: bounded by count, so Java may bind it as critical.
 *
 * @param mbufs  `count` pointers
 * @return packets taken, 0 to `count`: the first ones, now the driver's; the caller goes on owning the others
 */
GW_EXPORT uint16_t gw_tx_burst(uint16_t port, uint16_t queue, struct rte_mbuf **mbufs, uint16_t count);

/**
 * Gives packets back to the pools that they came from, all their segments.
 * Time: bounded by count and segments, so Java may bind it as critical.
 *
 * @param mbufs  `count` pointers to mbufs that the caller owns; NULLs are skipped
 */
GW_EXPORT void gw_free_burst(struct rte_mbuf **mbufs, uint32_t count);

/**
 * Asks memory for what pointers point to, which Java cannot; nobody waits for it. Any value will do as a pointer, and where
 * there is no memory nothing happens. Time: bounded by count, so Java may bind it as critical.
 *
 * @param pointers  the first pointer
 * @param stride    octets from one pointer to the next
 */
GW_EXPORT void gw_prefetch(const void *pointers, uint32_t stride, uint32_t count);

/**
 * The same for rows of a table, by their indices.
 *
 * @param rows     row 0
 * @param size     octets of a row
 * @param indices  the first index, 32 bits; any value will do
 * @param stride   octets from one index to the next
 */
GW_EXPORT void gw_prefetch_rows(const void *rows, uint32_t size, const void *indices, uint32_t stride, uint32_t count);

/* ---- ports --------------------------------------------------------------------------------------------------------- */

/** Fields that a device may hash to spread packets over its RX queues (receive side scaling). Or them together. */
#define GW_RSS_IP 1U  /**< addresses of IPv4 and IPv6, fragments and other protocols included */
#define GW_RSS_TCP 2U /**< addresses and ports of TCP */
#define GW_RSS_UDP 4U /**< addresses and ports of UDP */

/** Longest RSS key, in octets. */
#define GW_RSS_KEY_MAX 64U

/** What a device can do. */
struct gw_port_capabilities {
    char driver[64];          /**< such as "net_ring" */
    char device[64];          /**< such as "net_ring0" or "0000:03:00.0" */
    int32_t socket;           /**< NUMA node, -1 where there is none to name */
    uint32_t max_frame;       /**< longest frame it can receive, in octets */
    uint32_t rss;             /**< GW_RSS_* that it can hash; 0: it has no RSS */
    uint16_t max_rx_queues;
    uint16_t max_tx_queues;
    uint16_t min_mtu;
    uint16_t max_mtu;
    uint16_t reta_size;       /**< entries of the RSS redirection table; 0 where there is none */
    uint16_t rss_key_length;  /**< octets of its RSS key; 0 where the driver does not say */
};

/**
 * Asks what a device can do. Thread: control. Time: bounded by the driver, microseconds.
 *
 * @param capabilities  out
 * @retval 0         done
 * @retval -ENODEV   there is no such port
 */
GW_EXPORT int gw_port_capabilities(uint16_t port, struct gw_port_capabilities *capabilities);

/** How a port is to be set up; in brackets what gw_port_configure() writes back. */
struct gw_port_settings {
    uint16_t rx_queues;      /**< 1 or more */
    uint16_t tx_queues;      /**< 1 or more */
    uint16_t rx_descriptors; /**< packets in an RX queue [adjusted to the device's limits and multiples] */
    uint16_t tx_descriptors; /**< packets in a TX queue [likewise] */
    uint16_t mtu;            /**< octets of the largest IP packet */
    uint8_t promiscuous;     /**< 1: take frames for any address; 0: for its own, and what it cannot filter */
    uint8_t rss_key_length;  /**< octets used of rss_key; 0: the driver's own key */
    uint32_t rss;            /**< GW_RSS_* wanted [those that the device has]; 0: no RSS */
    uint8_t rss_key[GW_RSS_KEY_MAX];
};

/**
 * Sets up a stopped port and all its queues. Thread: control. Time: unbounded (hardware), milliseconds.
 *
 * The MTU must lie within what the device can receive. Where the driver can tell a device its MTU it is told; where it
 * cannot (net_null, net_ring, net_pcap), the device takes whatever it is able to, and that suffices.
 * A device that has no promiscuous mode, such as those, receives every frame of its own accord; that is no error either.
 * Multicast frames are received, all of them where a device can: questions for IPv6 neighbours come in such.
 *
 * @param settings  in and out
 * @param pool      where received packets are put; lives as long as the port
 * @retval 0         done; gw_port_start() may follow
 * @retval -ENODEV   there is no such port
 * @retval -EBUSY    the port is running
 * @retval -ERANGE   rx_queues, tx_queues or mtu is more (or less) than the device can
 * @retval -EINVAL   rss_key_length is not the device's, or the driver refused something
 * @retval -ENOMEM   not enough memory for the queues
 */
GW_EXPORT int gw_port_configure(uint16_t port, struct gw_port_settings *settings, struct rte_mempool *pool);

/**
 * Starts a port that was set up. Starting a running port does nothing. Thread: control. Time: unbounded, milliseconds.
 *
 * @retval 0         done; bursts may follow
 * @retval -ENODEV   there is no such port
 * @retval -EINVAL   it was not set up
 */
GW_EXPORT int gw_port_start(uint16_t port);

/**
 * Stops a port, after the last burst of its workers. Stopping a stopped port does nothing. Thread: control.
 * Time: unbounded, milliseconds.
 *
 * @retval 0         done
 * @retval -ENODEV   there is no such port
 */
GW_EXPORT int gw_port_stop(uint16_t port);

/**
 * Ends a stopped port: its queues give back their mbufs (but see the driver: net_ring's rings do not), and its number means
 * nothing any more. The device itself remains until EAL ends; gw_device_detach() would have removed both. What the port
 * set on a kernel interface beneath it (MTU, promiscuous mode) stays as it is. Thread: control. Time: unbounded,
 * milliseconds.
 *
 * @retval 0         done
 * @retval -ENODEV   there is no such port
 * @retval -EINVAL   it is running
 */
GW_EXPORT int gw_port_close(uint16_t port);

/**
 * Reads a port's Ethernet address. Thread: control. Time: constant.
 *
 * @param mac  out: 6 octets in the order of the wire
 * @retval 0         done
 * @retval -ENODEV   there is no such port
 */
GW_EXPORT int gw_port_mac(uint16_t port, uint8_t mac[6]);

/**
 * Takes frames for any Ethernet address (on = 1) or only for the port's own (on = 0). Thread: control. Time: bounded by the
 * driver.
 *
 * @retval 0          done
 * @retval -ENODEV    there is no such port
 * @retval -ENOTSUP   the driver cannot change it
 */
GW_EXPORT int gw_port_promiscuous(uint16_t port, int on);

/** State of a link. */
struct gw_port_link {
    uint32_t speed_mbps;  /**< 0: none, or unknown */
    uint8_t up;           /**< 1: up */
    uint8_t full_duplex;  /**< 1: both directions at once */
};

/**
 * Reads the state of a port's link as it was last known; does not wait for a negotiation. Thread: control. Time: bounded by
 * the driver.
 *
 * @param link  out
 * @retval 0         done
 * @retval -ENODEV   there is no such port
 */
GW_EXPORT int gw_port_link(uint16_t port, struct gw_port_link *link);

/* ---- statistics ---------------------------------------------------------------------------------------------------- */

/** Counters since the port was set up. */
struct gw_port_stats {
    uint64_t rx_packets; /**< received */
    uint64_t tx_packets; /**< sent */
    uint64_t rx_bytes;   /**< octets received; some virtual devices count none */
    uint64_t tx_bytes;   /**< octets sent; likewise */
    uint64_t rx_missed;  /**< dropped by the device because its RX queue was full */
    uint64_t rx_errors;  /**< received damaged */
    uint64_t tx_errors;  /**< not sent */
    uint64_t rx_no_mbuf; /**< dropped by the driver because the pool was empty */
};

/**
 * Reads a port's basic counters. Thread: control; workers may go on meanwhile. Time: bounded by the driver.
 *
 * @param stats  out
 * @retval 0         done
 * @retval -ENODEV   there is no such port
 */
GW_EXPORT int gw_port_stats(uint16_t port, struct gw_port_stats *stats);

/** Room for the name of an extended counter, its NUL included. */
#define GW_XSTAT_NAME 64U

/** One extended counter of a device. */
struct gw_port_xstat {
    char name[GW_XSTAT_NAME];
    uint64_t value;
};

/**
 * Reads all counters that a device has, by name. Thread: control; workers may go on meanwhile. Time: bounded by the driver
 * and the number of counters.
 *
 * @param xstats    out: room for `capacity` counters; may be NULL where capacity is 0
 * @param capacity  how many there is room for
 * @return how many there are; where that is more than `capacity`, nothing was written
 * @retval -ENODEV   there is no such port
 * @retval -ENOMEM   no memory to read them into
 */
GW_EXPORT int gw_port_xstats(uint16_t port, struct gw_port_xstat *xstats, uint32_t capacity);

/* ---- threads ------------------------------------------------------------------------------------------------------- */

/**
 * Binds the calling thread to one CPU. Before gw_thread_register(), so that DPDK knows where the thread runs.
 * Time: one system call.
 *
 * @param cpu  the system's number of a CPU, from 0
 * @retval 0         done; the thread runs there
 * @retval -EINVAL   there is no such CPU, or the process may not use it
 */
GW_EXPORT int gw_thread_pin(uint32_t cpu);

/**
 * Takes CPUs from those that a thread of this process may run on. Threads that it starts later inherit that.
 * Time: some system calls.
 *
 * @param thread  the system's number of a thread, as /proc/self/task lists them
 * @param cpus    the system's numbers of CPUs; those that there are not are passed over
 * @param count   how many
 * @retval 0         done; the thread runs there no more
 * @retval -EINVAL   the thread may run nowhere else, and nothing was changed
 * @retval -ESRCH    there is no such thread
 */
GW_EXPORT int gw_thread_keep_off(int32_t thread, const uint32_t *cpus, uint32_t count);

/**
 * Makes EAL's interrupt thread wait, which carries out what drivers learn beside the rings; returns when it does. For whoever
 * polls a port whose driver takes memory away in that thread: net_memif unmaps its rings when the other side ends, under the
 * poll. May be called again: it takes as many releases. Not from a callback of that thread. Time: until the callback ends
 * that runs just now.
 *
 * @retval 0         it waits
 * @retval -ENOMEM, -EMFILE, -ENFILE  no memory or descriptor for it; nothing was changed
 */
GW_EXPORT int gw_interrupts_hold(void);

/** Takes one hold back; after the last, the interrupt thread goes on, with what has come meanwhile. Time: bounded. */
GW_EXPORT void gw_interrupts_release(void);

/**
 * The CPU on which the calling thread runs at this moment. Time: constant.
 * @return its number, or -errno
 */
GW_EXPORT int gw_thread_cpu(void);

/**
 * Makes the calling thread an lcore of DPDK, which gives it a cache of its own in every pool. Until then its calls are
 * correct and slower. Registering twice does nothing. Time: bounded by the lcores of a DPDK build (128).
 *
 * @return the lcore's number, 0 or more
 * @retval -EINVAL   EAL is not running
 * @retval -ENOMEM   every lcore is taken
 */
GW_EXPORT int gw_thread_register(void);

/**
 * Gives the calling thread's lcore back. Does nothing where it has none. Time: bounded by the lcores of a DPDK build (128).
 */
GW_EXPORT void gw_thread_unregister(void);

#ifdef __cplusplus
}
#endif

#endif
