/**
 * The porter: the thread of the forwarder that knows its neighbours on each link, asks for those that it does not know, tells
 * the link of our addresses, and carries what is not ours to the kernel and back. Workers hand it what it needs through their
 * hatches ({@link io.guideway.forward.Hatch}) and wait for nothing.
 */
package io.guideway.forwarder.porter;
