/* SPDX-License-Identifier: Apache-2.0 */
/* What EAL cannot start with comes back as an error, and the process lives on. */

#include "harness.h"

static void requests_for_help_are_refused_instead_of_ending_the_process(void)
{
    const char *const requests[] = {"-h", "-vh", "--help", "--he", "--log-level=help"};

    for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
        char *arguments[] = {(char[]){"test"}, (char *)(uintptr_t)requests[i], NULL};

        EXPECT(-EINVAL, gw_eal_init(2, arguments));
    }
}

static void an_argument_that_eal_does_not_know_is_an_error(void)
{
    char *arguments[] = {(char[]){"test"}, (char[]){"--no-such-argument"}, NULL};

    EXPECT(-EINVAL, gw_eal_init(2, arguments));
}

static void there_is_no_second_attempt_after_a_failure(void)
{
    char *arguments[] = {(char[]){"test"}, (char[]){"--no-huge"}, NULL};

    EXPECT(-EALREADY, gw_eal_init(2, arguments));
}

static void what_never_ran_cannot_be_cleaned_up(void)
{
    EXPECT(-ENOENT, gw_eal_cleanup());
    EXPECT(-EINVAL, gw_thread_register());
}

int main(void)
{
    requests_for_help_are_refused_instead_of_ending_the_process();
    an_argument_that_eal_does_not_know_is_an_error();
    there_is_no_second_attempt_after_a_failure();
    what_never_ran_cannot_be_cleaned_up();
    return 0;
}
