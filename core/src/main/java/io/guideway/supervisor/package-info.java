/**
 * Keeps the two processes of a node alive ({@link io.guideway.supervisor.Supervisor}): started, watched, started again after
 * growing waits, told to reload, ended in order.
 */
package io.guideway.supervisor;
