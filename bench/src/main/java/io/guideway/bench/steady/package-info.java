/**
 * {@code ./guideway bench steady}: what the forwarder's heap and its collector do over minutes of packets and changes.
 */
package io.guideway.bench.steady;
