/**
 * {@code guideway demo}: the forwarder at work between real programs, on one machine and out of everyone's way.
 *
 * <p>{@link io.guideway.cli.demo.Lab} lays out a client, the node and three backends in network namespaces joined by a
 * bridge; nginx serves the VIPs on the backends, curl asks for them in the client, and the packaged forwarder stands
 * between. {@link io.guideway.cli.demo.Guardian} removes all of it, however the demo ends. Tests use the same lab.
 */
package io.guideway.cli.demo;
