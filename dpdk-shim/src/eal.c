/* SPDX-License-Identifier: Apache-2.0 */
/* Start and end of DPDK's environment abstraction layer. */

#include "guideway/dpdk_shim.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#include <rte_eal.h>
#include <rte_errno.h>

static atomic_bool attempted;
static atomic_bool running;

/* Short options that take no value may stand together: -vh asks for help as well. */
static bool is_short_help(const char *argument)
{
    return argument[0] == '-' && strchr(argument, 'h') != NULL && strspn(argument + 1, "hv") == strlen(argument + 1);
}

/* getopt takes a long option by any beginning that is unique: --he is --help. */
static bool is_long_help(const char *argument)
{
    const size_t length = strlen(argument);

    return length > strlen("--h") && strncmp(argument, "--help", length) == 0;
}

/* EAL answers these by printing and exit(), which would take the caller's process with it. */
static bool asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (is_short_help(argv[i]) || is_long_help(argv[i]) || strcmp(argv[i], "--log-level=help") == 0)
            return true;
    return false;
}

int gw_eal_init(int argc, char **argv)
{
    if (asks_for_help(argc, argv))
        return -EINVAL;
    if (atomic_exchange(&attempted, true))
        return -EALREADY;

    rte_errno = 0;
    const int taken = rte_eal_init(argc, argv);

    if (taken < 0)
        return rte_errno > 0 ? -rte_errno : -EINVAL;
    atomic_store(&running, true);
    return taken;
}

/*
 * The interrupt thread outlives EAL's memory, in which some of its descriptors are described (net_memif leaves one behind),
 * and it looks at all of them after every change, of which ending EAL makes one. So it never gets on from here.
 */
int gw_eal_cleanup(void)
{
    if (!atomic_exchange(&running, false))
        return -ENOENT;
    (void)gw_interrupts_hold();
    return rte_eal_cleanup();
}
