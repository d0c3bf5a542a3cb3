/** {@code ./guideway bench suite}: all JMH benchmarks, or some groups of them, by one command. */
package io.guideway.bench.suite;
