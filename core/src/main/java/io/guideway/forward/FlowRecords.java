package io.guideway.forward;

import io.guideway.flow.CoarseClock;
import io.guideway.flow.RecordSink;
import io.guideway.flow.RecordTable;

/**
 * What a worker remembers of flows, and is told of them.
 *
 * @param own the worker's own table; it writes, as no other thread does
 * @param peers what other nodes have recorded; another thread writes
 * @param clock by which both age
 * @param sink told of what other nodes should know
 */
public record FlowRecords(RecordTable own, RecordTable peers, CoarseClock clock, RecordSink sink) {}
