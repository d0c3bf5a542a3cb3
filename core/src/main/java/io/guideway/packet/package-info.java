/**
 * Ethernet, IPv4, IPv6, TCP and UDP headers seen in place, checksums, addresses, and the verdicts that a packet can get.
 * Knows native memory and nothing else of ours.
 */
package io.guideway.packet;
