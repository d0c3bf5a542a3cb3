/**
 * {@code ./guideway bench stall}: how long a receive queue may wait for its worker, in Java and in C, while the rest of the
 * program is busy; and what the JVM was doing when it waited longest.
 */
package io.guideway.bench.stall;
