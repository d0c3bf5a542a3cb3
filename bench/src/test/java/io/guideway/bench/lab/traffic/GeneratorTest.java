package io.guideway.bench.lab.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.forward.PinnedThread;
import io.guideway.bench.forward.RunningEal;
import io.guideway.ring.Port;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The generator over a ring device, whose frames come back as they went, in this process. How fast it is is not looked at. */
class GeneratorTest {
    private static final Generator.Drain DRAIN = new Generator.Drain(1, true);
    private static final String POOL = "tests";

    /** Runs trials on a ring of its own. */
    private static <T> T onRing(final String device, final Function<Rig, T> trials) {
        try (Port port = RunningEal.open(device);
                Generator generator = new Generator(Streams.FLOWS, false, 1, DRAIN);
                Streams streams = new Streams("64", false, new TrafficLinks(POOL, port.id(), port.id()))) {
            final Rig rig = new Rig(generator, streams, new TrafficLinks(POOL, port.id(), port.id()));
            return PinnedThread.call(0, () -> trials.apply(rig));
        }
    }

    private record Rig(Generator generator, Streams streams, TrafficLinks links) {
        Trial run(final Offer offer) {
            return generator.run(streams.stream(), links, offer);
        }
    }

    private static void assertNothingLost(final Trial trial) {
        assertEquals(0, trial.refused());
        assertEquals(0, trial.lost());
        assertEquals(0, trial.lossRatio());
        assertEquals(trial.sent(), trial.arrived());
        assertEquals(trial.sentOctets(), trial.counts().octets());
        assertEquals(new SinkCounts(trial.sent(), 60 * trial.sent(), 0, 0, 0, 0, 0), trial.counts());
        assertEquals(trial.sent(), trial.latency().getTotalCount());
    }

    @Test
    void whatIsSentIntoARingComesBack() {
        final Trial trial = onRing("net_ring70", rig -> rig.run(Offer.flatOut(0.1)));
        assertTrue(trial.sent() > 0);
        assertEquals(0, trial.missed());
        assertNothingLost(trial);
    }

    @Test
    void aRateIsASlotForEachFrameSentOrMissed() {
        final Trial trial = onRing("net_ring71", rig -> rig.run(Offer.rate(100_000, 0.2)));
        final long slots = trial.sent() + trial.missed();
        assertTrue(slots <= 20_001, () -> slots + " slots");
        assertTrue(slots >= 1, () -> slots + " slots");
        assertNothingLost(trial);
    }

    @Test
    void aBurstHasAsManyFramesAsAskedFor() {
        final Trial trial = onRing("net_ring72", rig -> rig.run(Offer.burst(1_000_000, 12_345)));
        assertEquals(12_345, trial.sent());
        assertEquals(0, trial.missed());
        assertNothingLost(trial);
    }

    @Test
    void trialsFollowEachOtherAndDoNotMix() {
        onRing("net_ring73", rig -> {
            for (int i = 0; i < 5; i++) {
                assertNothingLost(rig.run(Offer.burst(1_000_000, 100 + i)));
            }
            return null;
        });
    }

    @Test
    void aDeviceThatGivesNothingBackLosesEverything() {
        final Trial trial = onRing("net_null74,size=60,no-rx=1", rig -> rig.run(Offer.burst(1_000_000, 1000)));
        assertEquals(1000, trial.sent());
        assertEquals(1000, trial.lost());
        assertEquals(1, trial.lossRatio());
    }

    @Test
    void aStopEndsATrialFromAnotherThread() {
        onRing("net_ring75", rig -> {
            final CompletableFuture<Void> stop = CompletableFuture.runAsync(rig.generator()::stop);
            final Trial trial = rig.run(Offer.rate(1000, 3600));
            stop.join();
            assertTrue(trial.seconds() < 3600);
            return null;
        });
    }

    @Test
    void aPoolThatIsNotThereIsNamed() {
        onRing("net_ring76", rig -> {
            try (Streams streams = new Streams("64", false)) {
                final IllegalStateException refused = assertThrows(
                        IllegalStateException.class,
                        () -> rig.generator()
                                .run(streams.stream(), new TrafficLinks("none", 0, 0), Offer.flatOut(0.01)));
                assertTrue(refused.getMessage().contains("none"), refused.getMessage());
            }
            return null;
        });
    }

    @Test
    void whatComesLateIsMadeUpForOnlyALittle() {
        assertEquals(200, Generator.slip(Offer.rate(10_000_000, 1)));
        assertEquals(Generator.BURST, Generator.slip(Offer.rate(10, 1)));
        assertEquals(5000, Generator.slip(Offer.burst(10, 5000)));
        assertFalse(new Generator.Drain(1, false).early());
    }
}
