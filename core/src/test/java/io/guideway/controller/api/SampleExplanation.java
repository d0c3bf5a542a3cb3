package io.guideway.controller.api;

import io.guideway.controller.operate.Explanation;
import io.guideway.controller.operate.Question;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import io.guideway.wire.Explained.Departure;
import io.guideway.wire.Explained.Movement;
import io.guideway.wire.Explained.Recorded;
import io.guideway.wire.Explained.Selection;
import io.guideway.wire.Explained.Tracked;
import io.guideway.wire.Explained.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a node says of packets: that all of them follow a record on a moving slot. */
final class SampleExplanation {
    private static final IpAddress OWNER = IpAddress.parse("10.0.1.1");
    private static final IpAddress FORMER = IpAddress.parse("10.0.1.2");

    private SampleExplanation() {}

    static Explanation of(final Question question) {
        final List<Explanation.Fate> fates = new ArrayList<>();
        for (final Map.Entry<String, Explain> packet : question.packets().entrySet()) {
            final Explain asked = packet.getValue();
            fates.add(Explanation.Fate.of(
                    packet.getKey(),
                    asked.frame(),
                    new Explained(
                            asked.id(),
                            7,
                            Verdict.FORWARDED,
                            Optional.of("web"),
                            Optional.of(new Selection(0x0123_4567_89ab_cdefL, 4711, 65537, OWNER, FORMER)),
                            new Tracked(Movement.MOVING, Optional.of(FORMER), Way.RECORD, Recorded.CONFIRMED, 2),
                            List.of(new Departure(0, asked.frame())),
                            "")));
        }
        return new Explanation(fates);
    }
}
