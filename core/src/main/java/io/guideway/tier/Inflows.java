package io.guideway.tier;

import io.guideway.flow.RecordTable;
import io.guideway.service.ServedBackends;
import io.guideway.service.ServicePast;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What other nodes say, and the copy of their records that comes of it. A run is believed when it has answered a question of
 * this node: an echo of old letters cannot. One thread.
 */
final class Inflows {
    private static final int MOST = 64;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long UNPROVEN_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(60);

    private final LocalNode node;
    private final TierCounts counts;
    private final LongSupplier nonces;
    private final Map<Long, Inflow> byRun = new HashMap<>();
    private ServedBackends served;

    /** @param nonces never 0, and not to be foreseen */
    Inflows(final LocalNode node, final TierCounts counts, final LongSupplier nonces) {
        this.node = node;
        this.counts = counts;
        this.nonces = nonces;
        served = node.served();
    }

    Collection<Inflow> all() {
        return byRun.values();
    }

    /**
     * Takes a letter of another node.
     *
     * @return whether a question in it deserves an answer
     */
    boolean take(final Letter letter, final long nowNs) {
        final Inflow inflow = inflow(letter.run(), nowNs);
        if (inflow == null) {
            return false;
        }
        if (!inflow.isProven() && !proves(inflow, letter)) {
            inflow.heard(nowNs);
            return takeUnproven(inflow, letter.message());
        }
        if (inflow.isOld(letter.sequence())) {
            counts.add(TierCounter.REPLAYED, 1);
            return false;
        }
        inflow.heard(nowNs);
        counts.add(TierCounter.MESSAGES_LOST, inflow.follow(letter.sequence(), nowNs));
        counts.add(TierCounter.MESSAGES_RECEIVED, 1);
        return takeProven(inflow, letter.message(), nowNs);
    }

    private Inflow inflow(final long run, final long nowNs) {
        final Inflow known = byRun.get(run);
        if (known != null) {
            return known;
        }
        forgetSilent(nowNs);
        if (byRun.size() >= MOST) {
            counts.add(TierCounter.TOO_MANY_NODES, 1);
            if (!makeRoom()) {
                return null;
            }
        }
        final Inflow added = new Inflow(run, nowNs);
        byRun.put(run, added);
        return added;
    }

    /** Whether there was somebody who has not proved its run; the one who had the longest time for it goes. */
    private boolean makeRoom() {
        final Optional<Inflow> eldest = byRun.values().stream()
                .filter(inflow -> !inflow.isProven())
                .min(Comparator.comparing(Inflow::firstHeardNs));
        eldest.ifPresent(inflow -> byRun.remove(inflow.run()));
        return eldest.isPresent();
    }

    private void forgetSilent(final long nowNs) {
        byRun.values().removeIf(inflow -> nowNs - inflow.heardNs() > (inflow.isProven() ? SILENT_NS : UNPROVEN_NS));
    }

    private boolean proves(final Inflow inflow, final Letter letter) {
        final long nonce = switch (letter.message()) {
            case final Records records -> records.nonce();
            case final Past past -> past.nonce();
            case Hello _, Ask _ -> Records.NO_NONCE;
        };
        if (!inflow.isAsked(nonce)) {
            return false;
        }
        inflow.prove(letter.sequence());
        forgetBefore(inflow);
        return true;
    }

    /** A node that has begun a new run sends the old one no more. */
    private void forgetBefore(final Inflow proven) {
        if (!proven.name().isEmpty()) {
            byRun.values()
                    .removeIf(other ->
                            other != proven && other.isProven() && other.name().equals(proven.name()));
        }
    }

    private boolean takeUnproven(final Inflow inflow, final Message message) {
        switch (message) {
            case final Hello hello -> inflow.name(hello.name());
            case Ask _ -> {
                return true;
            }
            case Records _, Past _ -> counts.add(TierCounter.UNPROVEN, 1);
        }
        return false;
    }

    private boolean takeProven(final Inflow inflow, final Message message, final long nowNs) {
        switch (message) {
            case final Hello hello -> {
                inflow.name(hello.name());
                forgetBefore(inflow);
            }
            case Ask _ -> {
                return true;
            }
            case final Records records -> take(inflow, records, nowNs);
            case final Past past -> {
                if (inflow.isAsked(past.nonce())) {
                    inflow.answered(nowNs);
                    keep(inflow, past.service());
                }
            }
        }
        return false;
    }

    private void keep(final Inflow inflow, final ServicePast past) {
        if (served.has(past.service())) {
            inflow.keep(past);
        } else {
            inflow.toldUnknown();
        }
    }

    private void take(final Inflow inflow, final Records records, final long nowNs) {
        record(inflow, records);
        if (inflow.isAsked(records.nonce())) {
            inflow.answered(nowNs);
            if (records.isLast()) {
                complete(inflow);
            }
        }
    }

    private void complete(final Inflow inflow) {
        counts.add(TierCounter.SNAPSHOTS_RECEIVED, 1);
        node.learn(inflow.complete());
    }

    private void record(final Inflow inflow, final Records records) {
        final int[] lasting =
                records.backends().stream().mapToInt(served::lasting).toArray();
        final RecordTable copy = node.copy();
        final int now = node.now();
        int taken = 0;
        int unknown = 0;
        for (int i = 0; i < records.count(); i++) {
            final int backend = lasting[records.places()[i]];
            if (backend == ServedBackends.NONE) {
                unknown++;
            } else if (copy.learn(records.flows()[i], backend, records.kinds()[i], records.ages()[i], now)) {
                taken++;
            }
        }
        if (unknown > 0) {
            inflow.toldUnknown();
        }
        inflow.took(taken);
        counts.add(TierCounter.RECORDS_RECEIVED, taken);
        counts.add(TierCounter.RECORDS_UNKNOWN, unknown);
        counts.add(TierCounter.RECORDS_REFUSED, records.count() - taken - unknown);
    }

    /** Time passes: silent nodes are forgotten, and who has more to say is asked. A node without services has no use for it yet. */
    void tick(final long nowNs, final Consumer<Ask> asker) {
        forgetSilent(nowNs);
        if (served != node.served()) {
            served = node.served();
            byRun.values().forEach(inflow -> inflow.servedOthers(nowNs));
        }
        if (served.isEmpty()) {
            return;
        }
        for (final Inflow inflow : byRun.values()) {
            if (inflow.isQuestionDue(nowNs, PATIENCE_NS)) {
                asker.accept(inflow.ask(nonces.getAsLong(), nowNs));
            }
        }
    }

    /** How many nodes are believed. */
    int proven() {
        return (int) byRun.values().stream().filter(Inflow::isProven).count();
    }

    /** Whether all that is known of has been said; who does not prove its run within ten seconds is not waited for. */
    boolean areComplete(final long nowNs) {
        return !served.isEmpty()
                && byRun.values().stream()
                        .allMatch(inflow -> inflow.isComplete()
                                || !inflow.isProven() && nowNs - inflow.firstHeardNs() > UNPROVEN_NS);
    }
}
