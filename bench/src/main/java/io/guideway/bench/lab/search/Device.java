package io.guideway.bench.lab.search;

import io.guideway.bench.lab.traffic.Offer;
import io.guideway.bench.lab.traffic.Trial;

/** The device under test, and all between generator and sink. */
@FunctionalInterface
public interface Device {
    /** Runs one trial to its end. */
    Trial run(Offer offer);
}
