/* SPDX-License-Identifier: Apache-2.0 */

#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void expect(int64_t expected, int64_t actual, const char *text, const char *file, int line)
{
    if (expected == actual)
        return;
    fprintf(stderr, "%s:%d: %s is %" PRId64 ", not %" PRId64 "\n", file, line, text, actual, expected);
    exit(EXIT_FAILURE);
}

/* What EAL is given stands on the heap and is freed, so that AddressSanitizer sees whether EAL keeps a pointer to it. */
void start_eal(void)
{
    char lcores[32];

    snprintf(lcores, sizeof(lcores), "--lcores=0@%d", gw_thread_cpu());

    const char *const arguments[] = {"test", "--no-huge", "--no-shconf", "--no-telemetry", "--no-pci",
                                     "-m",   "128",       lcores,        "--log-level=warning"};
    const int count = (int)(sizeof(arguments) / sizeof(arguments[0]));
    char *copies[sizeof(arguments) / sizeof(arguments[0]) + 1] = {NULL};
    char *given[sizeof(arguments) / sizeof(arguments[0]) + 1] = {NULL};

    for (int i = 0; i < count; i++)
        given[i] = copies[i] = strdup(arguments[i]);
    EXPECT(1, gw_eal_init(count, given) >= 0);
    for (int i = 0; i < count; i++)
        free(copies[i]);
}

struct rte_mempool *create_pool(const char *name)
{
    struct rte_mempool *pool = NULL;

    EXPECT(0, gw_pool_create(name, 1023, 32, 2048, -1, &pool));
    EXPECT(0, gw_pool_in_use(pool));
    return pool;
}

struct gw_port_settings plain_settings(void)
{
    return (struct gw_port_settings){
        .rx_queues = 1, .tx_queues = 1, .rx_descriptors = 512, .tx_descriptors = 512, .mtu = 1500};
}

uint16_t open_port(const char *devargs, struct rte_mempool *pool)
{
    struct gw_port_settings settings = plain_settings();
    uint16_t port = UINT16_MAX;

    EXPECT(0, gw_device_attach(devargs, &port));
    EXPECT(0, gw_port_configure(port, &settings, pool));
    EXPECT(0, gw_port_start(port));
    return port;
}

void close_port(uint16_t port)
{
    EXPECT(0, gw_port_stop(port));
    EXPECT(0, gw_device_detach(port));
}
