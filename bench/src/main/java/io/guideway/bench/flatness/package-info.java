/**
 * {@code ./guideway bench flatness}: does a packet cost the same however many flows, backends and services there are? Every
 * point is {@code bench forward} in a JVM of its own.
 */
package io.guideway.bench.flatness;
