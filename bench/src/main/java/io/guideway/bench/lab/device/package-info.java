/** The device under test: the ordinary forwarder as a process of its own, its configuration, and what it counted. */
package io.guideway.bench.lab.device;
