package io.guideway.bench.stall;

import java.util.List;

/** All runs of Java, or all of C. */
record Side(List<Round> rounds) {
    Side {
        rounds = List.copyOf(rounds);
    }

    Gaps gaps() {
        return Gaps.sum(rounds.stream().map(Round::gaps).toList());
    }

    ThreadUse use() {
        return rounds.stream().map(Round::use).reduce(ThreadUse.NONE, ThreadUse::plus);
    }

    double seconds() {
        return rounds.stream().mapToLong(round -> round.rate().nanoseconds()).sum() / 1e9;
    }
}
