/**
 * What a packet becomes on its way to a backend: one file a mode, and the table of prepared headers that they copy from.
 * Knows {@code packet}, {@code service} and native memory.
 */
package io.guideway.rewrite;
