package io.guideway.cli.operate;

import io.guideway.controller.operate.NodeStatus;
import java.time.Instant;

/**
 * A node at one moment.
 *
 * @param at when it was asked
 * @param nanoTime the same by the clock that never jumps
 */
record Sample(NodeStatus status, Instant at, long nanoTime) {}
