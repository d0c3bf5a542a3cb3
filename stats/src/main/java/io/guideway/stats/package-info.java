/** Off-heap counters, and times counted by their length, that one thread writes and any thread reads. Knows nothing of packets. */
package io.guideway.stats;
