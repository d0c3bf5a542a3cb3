/**
 * Is this host ready for Guideway? {@link io.guideway.host.Doctor} looks at huge pages, DPDK, the JVM, privileges, cores
 * and network cards and says what is there, what is missing and the command that mends it. It only reads, and everything
 * it reads goes through {@link io.guideway.host.HostFiles}, so that tests show it a host of their own making.
 */
package io.guideway.host;
