/**
 * VIPs and their backends, and the immutable picture of them that one generation is. Knows {@code maglev}, the address and
 * native memory.
 */
package io.guideway.service;
