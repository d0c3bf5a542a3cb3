/**
 * {@code ./guideway lab}: the forwarder as a device under test, measured by the standards of the trade (RFC 2544, RFC 8219's
 * and RFC 9004's amendments, MLRsearch). {@code Rfc2544} says in which order; what is offered and counted is in
 * {@code traffic}, what is searched for in {@code search}, the forwarder in {@code device}, what is told in {@code report}.
 */
package io.guideway.bench.lab;
