/** What every part with a thread of its own needs. */
package io.guideway.thread;
