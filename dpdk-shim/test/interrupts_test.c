/* SPDX-License-Identifier: Apache-2.0 */
/* EAL's interrupt thread waits while it is held, and goes on afterwards. */

#include "harness.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>

#include <rte_alarm.h>

static atomic_int rung;

static void ring(void *nothing)
{
    (void)nothing;
    atomic_fetch_add(&rung, 1);
}

static bool rings_within(int alarms, long milliseconds)
{
    const struct timespec pause = {.tv_nsec = 1000000};

    for (long i = 0; i < milliseconds && atomic_load(&rung) < alarms; i++)
        nanosleep(&pause, NULL);
    return atomic_load(&rung) == alarms;
}

int main(void)
{
    start_eal();
    EXPECT(0, rte_eal_alarm_set(1, ring, NULL));
    EXPECT(true, rings_within(1, 10000));

    EXPECT(0, gw_interrupts_hold());
    EXPECT(0, rte_eal_alarm_set(1, ring, NULL));
    EXPECT(0, gw_interrupts_hold());
    gw_interrupts_release(); /* there is a holder left */
    EXPECT(false, rings_within(2, 50));
    gw_interrupts_release();
    EXPECT(true, rings_within(2, 10000));

    gw_interrupts_release(); /* of nothing */
    for (int i = 0; i < 1000; i++) {
        EXPECT(0, gw_interrupts_hold());
        gw_interrupts_release();
    }
    EXPECT(0, rte_eal_alarm_set(1, ring, NULL));
    EXPECT(true, rings_within(3, 10000));
    EXPECT(0, gw_eal_cleanup());
    return 0;
}
