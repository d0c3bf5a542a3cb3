/** A node's state for Prometheus, and a TCP port that tells it. */
package io.guideway.controller.metrics;
