package io.guideway.bench.lab.report;

import io.guideway.bench.lab.Conservation;
import io.guideway.bench.lab.SizeResult;
import io.guideway.bench.lab.traffic.FrameSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a reader has to know before he believes the figures. */
final class Notices {
    private Notices() {}

    static List<String> of(final LabReport report) {
        final List<String> notices = new ArrayList<>();
        addGenerator(notices, report.results());
        addFrames(notices, report.frames());
        if (report.spoiltTrials() > 0) {
            notices.add(
                    ("The generator itself spoilt %s of %s trials: it was held up or came too late. Each was run again, twice"
                                    + " at the most; give its CPU to nobody else (isolcpus, nohz_full) and there are fewer.")
                            .formatted(report.spoiltTrials(), report.trials().size()));
        }
        final int shortest = FrameSize.shortest(report.plan().ipv6());
        if (report.plan().ipv6()) {
            notices.add(
                    "Over IPv6 the shortest frame is %s octets: headers, checksum and what the sink knows a frame by do not fit 64."
                            .formatted(shortest));
        }
        report.results().stream()
                .map(SizeResult::size)
                .filter(size -> size.mix().size() > 1)
                .findFirst()
                .ifPresent(size -> notices.add(
                        "IMIX is 7 frames of %s octets, 4 of 570 and 1 of %s, in a mixed order; %s octets in the mean."
                                .formatted(shortest, size.mix().getLast(), Numbers.decimal(size.octets(), 1))));
        return notices;
    }

    private static void addGenerator(final List<String> notices, final List<SizeResult> results) {
        final String sizes = results.stream()
                .filter(SizeResult::generatorWasTheLimit)
                .map(result -> result.size().name())
                .collect(Collectors.joining(", "));
        if (!sizes.isEmpty()) {
            notices.add(
                    "The generator was the limit with frames of %s: the device lost nothing of all that it could offer."
                            .formatted(sizes));
        }
    }

    private static void addFrames(final List<String> notices, final Conservation frames) {
        if (!frames.holds()) {
            notices.add("Frames are unaccounted for: %s between generator and device, %s between device and sink."
                    .formatted(frames.lostBefore(), frames.lostBehind()));
        }
    }
}
