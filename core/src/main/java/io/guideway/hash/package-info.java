/**
 * The keyed hash by itself: SipHash-1-3 over octets in native memory. What is hashed, and with which key, is the business
 * of {@code io.guideway.flow} (the flow key, under the tier's secret) and of {@code io.guideway.maglev} (identities of
 * backends, under published keys); the two know this package and not each other. It knows only
 * {@link io.guideway.ring.Mem} and {@link io.guideway.ring.NativeBlock}.
 */
package io.guideway.hash;
