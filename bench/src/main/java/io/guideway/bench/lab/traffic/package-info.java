/**
 * The lab's generator and sink: what is sent (sizes, shapes, flows), by which ports, and what came back. The loop itself is C,
 * {@code bench/native/src/traffic.c}, whose header {@code guideway/lab.h} has the layouts; {@code TrafficLibrary} binds it.
 */
package io.guideway.bench.lab.traffic;
