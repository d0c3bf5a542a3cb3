/** Off-heap counters that one thread writes and any thread reads. Knows nothing of packets. */
package io.guideway.stats;
