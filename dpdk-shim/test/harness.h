/* SPDX-License-Identifier: Apache-2.0 */
/* What the C tests share: checks that end the program, and an EAL without hardware or huge pages. */

#ifndef GUIDEWAY_TEST_HARNESS_H
#define GUIDEWAY_TEST_HARNESS_H

#include "guideway/dpdk_shim.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>

#define BURST 64

/** Ends the program as failed, naming the line, unless `actual` is `expected`; both are compared as int64_t. */
#define EXPECT(expected, actual) expect((int64_t)(expected), (int64_t)(actual), #actual, __FILE__, __LINE__)

void expect(int64_t expected, int64_t actual, const char *text, const char *file, int line);

/** Starts EAL for a test: no huge pages, no PCI; its log shows warnings only. */
void start_eal(void);

/** A pool of 1023 mbufs of 2048 octets that each registered thread may cache 32 of. */
struct rte_mempool *create_pool(const char *name);

/** Settings that every virtual device takes: one queue each way, 512 descriptors, MTU 1500, no RSS. */
struct gw_port_settings plain_settings(void);

/** Attaches a device, sets its first port up with one queue each way and starts it. */
uint16_t open_port(const char *devargs, struct rte_mempool *pool);

/** Stops a port and removes its device. */
void close_port(uint16_t port);

#endif
