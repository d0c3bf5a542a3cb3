/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel's counters of events on one thread: perf_event_open(2). */

#define _GNU_SOURCE

#include "guideway/bench.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

_Static_assert(sizeof(struct gwb_events) == 8, "io.guideway.bench.forward.ProcessorEvents");

/* What read(2) gives for a group of two. */
struct group {
    uint64_t members;
    uint64_t counts[2];
};

/* Returns a file descriptor or a negative errno. */
static int open_event(uint32_t type, uint64_t event, int leader)
{
    struct perf_event_attr attributes = {
        .type = type,
        .size = sizeof(attributes),
        .config = event,
        .exclude_kernel = 1,
        .exclude_hv = 1,
        .read_format = PERF_FORMAT_GROUP,
    };
    const long descriptor = syscall(SYS_perf_event_open, &attributes, 0, -1, leader, PERF_FLAG_FD_CLOEXEC);

    return descriptor < 0 ? -errno : (int)descriptor;
}

int gwb_events_open(struct gwb_events *events, uint32_t type, uint64_t first, uint64_t second)
{
    events->leader = open_event(type, first, -1);
    if (events->leader < 0)
        return events->leader;
    events->follower = open_event(type, second, events->leader);
    if (events->follower < 0) {
        close(events->leader);
        return events->follower;
    }
    return 0;
}

int gwb_events_read(const struct gwb_events *events, uint64_t counts[2])
{
    struct group group;

    if (read(events->leader, &group, sizeof(group)) != (ssize_t)sizeof(group))
        return errno == 0 ? -EIO : -errno;
    counts[0] = group.counts[0];
    counts[1] = group.counts[1];
    return 0;
}

void gwb_events_close(const struct gwb_events *events)
{
    close(events->follower);
    close(events->leader);
}
