/* SPDX-License-Identifier: Apache-2.0 */
/* What a call from Java costs when there is nothing to do. */

#include "guideway/bench.h"

uint64_t gwb_echo(uint64_t value)
{
    return value;
}
