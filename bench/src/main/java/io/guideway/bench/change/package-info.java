/**
 * {@code ./guideway bench change}: how long it takes from a decision of the controller until every worker of the forwarder
 * goes by it, in two processes, while packets come as fast as they can.
 */
package io.guideway.bench.change;
