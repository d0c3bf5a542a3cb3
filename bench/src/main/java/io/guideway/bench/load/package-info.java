/** {@code ./guideway bench load}: how long it takes from a large configuration file until packets are forwarded by it. */
package io.guideway.bench.load;
