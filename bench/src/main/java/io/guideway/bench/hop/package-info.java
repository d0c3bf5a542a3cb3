/** From thread to thread by Aeron IPC, as conductor and workers, forwarder and controller speak. */
package io.guideway.bench.hop;
