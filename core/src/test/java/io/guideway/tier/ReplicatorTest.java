package io.guideway.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.guideway.cli.demo.Await;
import io.guideway.packet.IpAddress;
import io.guideway.service.ServicePast;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that tell each other over loopback, each with a media driver of its own, as forwarders have. */
class ReplicatorTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long[] SEED = {11, 22};
    private static final long[] OTHER_SEED = {11, 23};

    @TempDir
    private Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();
    private int drivers;

    @AfterEach
    void close() {
        CloseHelper.closeAll(open.reversed());
    }

    private <T extends AutoCloseable> T opened(final T resource) {
        open.add(resource);
        return resource;
    }

    private static String endpoint() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    private Path driver() {
        final Path place = directory.resolve("driver-" + drivers++);
        opened(MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(place.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(
                        0, 10, TimeUnit.MICROSECONDS.toNanos(10), TimeUnit.MILLISECONDS.toNanos(1)))));
        return place;
    }

    private Replicator replicator(final String name, final TestNode node, final String listen, final String... peers) {
        return replicator(SEED, name, node, listen, peers);
    }

    private Replicator replicator(
            final long[] seed, final String name, final TestNode node, final String listen, final String... peers) {
        final TierPlan plan = TierPlan.unicast(name, seed[0], seed[1], listen, List.of(peers));
        return opened(new Replicator(plan, node, driver(), _ -> {}));
    }

    private TestNode node(final int offset) {
        return opened(new TestNode(offset, 1 << 17));
    }

    private static long[] flows(final int seed, final int count) {
        return new Random(seed).longs(count).toArray();
    }

    private static void record(final TestNode node, final long[] flows) {
        for (final long flow : flows) {
            node.record(flow, TestNode.backend(flow));
        }
    }

    private static void await(final String what, final BooleanSupplier condition) throws InterruptedException {
        assertTrue(Await.until(condition, BOUND), what);
    }

    @Test
    void whatOneNodeRecordsTheOtherKnowsWithItsOwnNumbers() throws Exception {
        final String a = endpoint();
        final String b = endpoint();
        final TestNode here = node(0);
        final TestNode there = node(500);
        final Replicator one = replicator("lb-1", here, a, b);
        final Replicator other = replicator("lb-2", there, b, a);
        await(
                "both are complete",
                () -> one.status().isComplete() && other.status().isComplete());
        final long[] flows = flows(1, 5000);
        record(here, flows);
        await("the other knows", () -> there.copied(flows) == flows.length);
        final long[] back = flows(2, 100);
        record(there, back);
        await("and the way back", () -> here.copied(back) == back.length);
        await("and who it is", () -> other.status().sources().getFirst().name().equals("lb-1"));
        assertEquals(0, other.get(TierCounter.MESSAGES_LOST));
        assertEquals(0, here.ring.dropped());
    }

    @Test
    void aNodeThatJoinsLearnsWhatWasBeforeAlsoOfNodesThatAreGone() throws Exception {
        final String a = endpoint();
        final String b = endpoint();
        final String c = endpoint();
        final TestNode here = node(0);
        final TestNode there = node(20);
        final long[] flows = flows(3, 20_000);
        final long[] others = flows(4, 3000);
        record(here, flows);
        final Replicator one = replicator("lb-1", here, a, b, c);
        final Replicator two = replicator("lb-2", there, b, a, c);
        record(there, others);
        await("two knows one", () -> there.copied(flows) == flows.length);
        await("one knows two", () -> here.copied(others) == others.length);
        one.close();
        here.past = List.of();
        final long service = there.serve(TestNode.VIP)
                .identity(there.lasting(1))
                .orElseThrow()
                .service();
        there.past = List.of(
                new ServicePast(service, 251, List.of(new ServicePast.Tenure(5, IpAddress.parse("10.0.0.3"), 100))));
        final TestNode joining = node(40);
        final Replicator three = replicator("lb-3", joining, c, b);
        await("three knows of one, by two", () -> joining.copied(flows) == flows.length);
        assertEquals(others.length, joining.copied(others));
        await("and is complete", () -> three.status().isComplete());
        assertEquals(there.past, joining.learned);
        assertTrue(two.get(TierCounter.SNAPSHOTS_SENT) >= 1);
    }

    @Test
    void aNodeThatLostMessagesKnowsItAndAsks() throws Exception {
        final String a = endpoint();
        final String b = endpoint();
        final LossyPath path = opened(new LossyPath(b));
        final TestNode here = node(0);
        final TestNode there = node(20);
        final Replicator one = replicator("lb-1", here, a, path.endpoint());
        final Replicator other = replicator("lb-2", there, b, a);
        await("complete", () -> other.status().isComplete());
        path.cut(true);
        final long[] flows = flows(5, 40_000);
        record(here, flows);
        await("one sends more than fits", () -> one.get(TierCounter.MESSAGES_UNSENT) > 0);
        assertTrue(there.copied(flows) < flows.length);
        path.cut(false);
        await(
                "the other notices",
                () -> other.get(TierCounter.MESSAGES_LOST) > 0
                        || other.status().sources().size() > 1);
        await("and knows all", () -> there.copied(flows) == flows.length);
        await("and says so", () -> other.status().isComplete());
    }

    @Test
    void aPeerThatDoesNotReadStopsNobody() throws Exception {
        final String a = endpoint();
        final String b = endpoint();
        final String slow = endpoint();
        final Aeron aeron = opened(Aeron.connect(new Aeron.Context().aeronDirectoryName(driver().toString())));
        final Subscription unread = aeron.addSubscription("aeron:udp?endpoint=" + slow, 1);
        final String dead = endpoint();
        final TestNode here = node(0);
        final TestNode there = node(20);
        final Replicator one = replicator("lb-1", here, a, slow, b, dead);
        final Replicator other = replicator("lb-2", there, b, a);
        await("the slow one is connected", () -> unread.imageCount() == 1);
        await("complete", () -> other.status().isComplete());
        final long[] flows = flows(6, 60_000);
        for (int from = 0; from < flows.length; from += 1000) {
            final long[] some = Arrays.copyOfRange(flows, from, from + 1000);
            record(here, some);
            await("the one that reads knows", () -> there.copied(some) == some.length);
        }
        assertEquals(0, other.get(TierCounter.MESSAGES_LOST));
        await("unsent are counted", () -> unsent(one, slow) > 0 && unsent(one, dead) > 0);
        assertEquals(0, unsent(one, b));
    }

    private static long unsent(final Replicator replicator, final String destination) {
        return replicator.status().destinations().stream()
                .filter(to -> to.address().equals(destination))
                .findFirst()
                .orElseThrow()
                .unsent();
    }

    @Test
    void aGroupTellsAllAtOnce() throws Exception {
        final String group = "239.77.1.3" + endpoint().replaceAll(".*:", ":");
        final List<TestNode> nodes = List.of(node(0), node(20), node(40));
        final List<Replicator> replicators = new ArrayList<>();
        for (final TestNode node : nodes) {
            final TierPlan plan =
                    TierPlan.multicast("lb-" + replicators.size(), SEED[0], SEED[1], group, Optional.of("127.0.0.1"));
            replicators.add(opened(new Replicator(plan, node, driver(), _ -> {})));
        }
        final long[] flows = flows(10, 2000);
        await(
                "all hear each other",
                () -> replicators.stream()
                        .allMatch(one -> one.status().isComplete()
                                && one.status().sources().size() == 2));
        record(nodes.get(0), flows);
        await("all know", () -> nodes.stream().skip(1).allMatch(node -> node.copied(flows) == flows.length));
        assertEquals(0, nodes.get(0).copied(flows), "its own words mean nothing to a node");
    }

    @Test
    void whoHasAnotherSeedIsCountedAndNotBelieved() throws Exception {
        final String a = endpoint();
        final String b = endpoint();
        final TestNode here = node(0);
        final TestNode stranger = node(0);
        final Replicator one = replicator("lb-1", here, a, b);
        replicator(OTHER_SEED, "lb-2", stranger, b, a);
        final long[] flows = flows(7, 1000);
        record(stranger, flows);
        await("it is heard", () -> one.get(TierCounter.UNAUTHENTICATED) > 0);
        await("more is heard", () -> one.get(TierCounter.UNAUTHENTICATED) > 5);
        assertEquals(0, here.copied(flows));
        assertEquals(List.of(), one.status().sources());
    }

    @Test
    void aNodeWithoutServicesIsIncompleteUntilItHasThem() throws Exception {
        final String a = endpoint();
        final String b = endpoint();
        final TestNode here = node(0);
        final TestNode there = node(20);
        there.served = TestNode.nothing();
        final long[] flows = flows(8, 1000);
        record(here, flows);
        replicator("lb-1", here, a, b);
        final Replicator other = replicator("lb-2", there, b, a);
        await("it hears", () -> !other.status().sources().isEmpty());
        assertFalse(other.status().isComplete());
        there.served = there.serve("203.0.113.99");
        await("another service's records are unknown", () -> other.get(TierCounter.RECORDS_UNKNOWN) > 0);
        there.served = there.serve(TestNode.VIP);
        await("they are asked for again", () -> there.copied(flows) == flows.length);
        await("complete", () -> other.status().isComplete());
    }

    @Test
    void aNodeThatRestartsIsBelievedAgain() throws Exception {
        final String a = endpoint();
        final String b = endpoint();
        final TestNode there = node(20);
        final Replicator other = replicator("lb-2", there, b, a);
        for (int start = 0; start < 2; start++) {
            final TestNode here = node(start);
            final Replicator one = replicator("lb-1", here, a, b);
            final long[] flows = flows(9 + start, 500);
            record(here, flows);
            await("it is known, start " + start, () -> there.copied(flows) == flows.length);
            await("and complete", () -> other.status().isComplete());
            one.close();
        }
        assertEquals(
                1,
                other.status().sources().stream()
                        .filter(TierStatus.Source::isProven)
                        .count());
    }
}
