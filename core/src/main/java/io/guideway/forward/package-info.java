/**
 * The packet's walk: one file a stop, and the worker that takes a burst through all of them. Parser, classifier, selector,
 * encapsulator, transmitter; then the tally. No threads are made here, no files read, and once warm nothing is allocated.
 */
package io.guideway.forward;
