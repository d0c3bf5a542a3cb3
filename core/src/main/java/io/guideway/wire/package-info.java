/**
 * The messages between controller and forwarder, and the two streams that carry them (docs/wire.md). Knows {@code service},
 * {@code packet}, Agrona and Aeron; the codecs in {@code wire.sbe} are generated from {@code src/main/sbe/wire.xml}.
 */
package io.guideway.wire;
