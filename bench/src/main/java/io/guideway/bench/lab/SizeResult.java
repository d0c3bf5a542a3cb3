package io.guideway.bench.lab;

import io.guideway.bench.lab.search.BackToBack;
import io.guideway.bench.lab.search.LatencyAtLoad;
import io.guideway.bench.lab.search.LossCurve;
import io.guideway.bench.lab.search.RateFound;
import io.guideway.bench.lab.traffic.FrameSize;
import java.util.List;

/**
 * What was found for one frame size.
 *
 * @param latency empty where the throughput is 0
 * @param loss from the highest load down
 */
public record SizeResult(
        FrameSize size,
        GeneratorCheck generator,
        RateFound throughput,
        RateFound ndr,
        RateFound pdr,
        List<LatencyAtLoad> latency,
        List<LossCurve.Point> loss,
        BackToBack backToBack) {
    /** Takes copies. */
    public SizeResult {
        latency = List.copyOf(latency);
        loss = List.copyOf(loss);
    }

    /** Whether the device may do more than it was asked to: no loss at the highest rate that the generator could offer. */
    public boolean generatorWasTheLimit() {
        return throughput.limitedByOffer() && generator.limit() == GeneratorCheck.Limit.GENERATOR;
    }
}
