package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import io.guideway.forward.FlowMemory;
import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.forward.Worker;
import io.guideway.packet.CaptureFilter;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import io.guideway.wire.AskCapture;
import io.guideway.wire.AskCapture.Action;
import io.guideway.wire.CaptureState;
import io.guideway.wire.CaptureState.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures beside a worker that forwards one flow without end, and generations that come meanwhile. */
class CaptureSessionTest {
    private static final byte[] FRAME =
            FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4).tcp(40000, 80, 10).frame();
    private static final int ETHERNET_AND_OUTER = 34;

    @TempDir
    private Path folder;

    private final MemoryMbufPool pool = new MemoryMbufPool(64, 2048);
    private final MemoryRing in = new MemoryRing(64);
    private final MemoryRing out = new MemoryRing(64);
    private final NativeBlock pointers = new NativeBlock(8L * 64);
    private final FlowMemory memory = new FlowMemory(4096);
    private Generations generations;
    private Captures captures;
    private Worker worker;
    private Thread thread;
    private long blocks;

    private static List<Service> services(final String backend) {
        return List.of(Sites.service(Sites.VIP4, Protocol.TCP, Mode.IPIP, Sites.backends(backend)));
    }

    @BeforeEach
    void start() {
        generations = new Generations(1, services("10.0.0.1"), Sites::route, System::nanoTime);
        worker = new Worker(
                new Worker.Plan(
                        0,
                        1,
                        32,
                        List.of(new Worker.Inlet(new MemoryRxQueue(in), Worker.Inlet.ANY_STATION)),
                        List.of(new MemoryTxQueue(out)),
                        pool),
                Rig.HASH,
                Optional.of(memory.records()),
                generations.view());
        thread = new Thread(this::forward, "forwarding");
        thread.start();
        generations.join(0, worker, thread::isAlive);
        captures = new Captures(generations);
        blocks = NativeBlock.liveBlocks();
    }

    private void forward() {
        while (!Thread.currentThread().isInterrupted()) {
            Mem.i64(pointers.address(), pool.packet(FRAME));
            in.put(pointers.address(), 1);
            worker.runOnce();
            pool.free(pointers.address(), out.take(pointers.address(), 64));
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        captures.close();
        thread.interrupt();
        thread.join();
        worker.close();
        generations.close();
        memory.close();
        pool.close();
        pointers.close();
    }

    private CaptureState ask(final Action action, final AskCapture.Order order) {
        return captures.answer(new AskCapture(7, action, order));
    }

    private CaptureState look() {
        return ask(Action.LOOK, AskCapture.Order.NONE);
    }

    private AskCapture.Order order(final CaptureFilter filter, final String file, final int count) {
        return new AskCapture.Order(filter, folder.resolve(file).toString(), count, 3600, 256);
    }

    private CaptureState awaitEnd() throws InterruptedException {
        assertTrue(Await.until(() -> look().progress() == Progress.OVER, Duration.ofMinutes(1)));
        return look();
    }

    @Test
    void itEndsAfterSoManyPacketsAndTheFileHasThem() throws Exception {
        assertEquals(CaptureState.none(7), look());
        final CaptureState begun = ask(Action.START, order(CaptureFilter.ALL, "a.pcapng", 20));
        assertEquals("", begun.refusal());
        final CaptureState over = awaitEnd();
        assertEquals(20, over.packets());
        assertEquals("20 packets", over.end());
        final Path file = folder.resolve("a.pcapng");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        for (int i = 0; i < 40; i += 2) {
            assertArrayEquals(FRAME, CapturedFrame.read(file, i));
            final byte[] left = CapturedFrame.read(file, i + 1);
            assertEquals(FRAME.length + 20, left.length);
            assertArrayEquals(
                    Arrays.copyOfRange(FRAME, 14, FRAME.length),
                    Arrays.copyOfRange(left, ETHERNET_AND_OUTER, left.length));
        }
        assertEquals(blocks, NativeBlock.liveBlocks());
    }

    @Test
    void itGoesOnOverGenerations() throws Exception {
        final CaptureFilter second = new CaptureFilter(
                Optional.empty(),
                Optional.of(IpAddress.parse("10.0.0.1")),
                Optional.empty(),
                OptionalInt.empty(),
                CaptureFilter.End.ANY,
                CaptureFilter.End.ANY);
        ask(Action.START, order(second, "a.pcapng", 1_000_000));
        assertTrue(Await.until(() -> look().packets() > 0, Duration.ofMinutes(1)));
        for (int number = 2; number < 10; number++) {
            generations.adopt(number, number % 2 == 0 ? List.of() : services("10.0.0.1"));
        }
        final long before = look().packets();
        assertTrue(Await.until(() -> look().packets() > before, Duration.ofMinutes(1)));
        ask(Action.STOP, AskCapture.Order.NONE);
        assertEquals("stopped", awaitEnd().end());
        assertTrue(worker.adopted().generation().number() == 9);
    }

    @Test
    void oneGoesOnAtATimeAndAnotherMayFollow() throws Exception {
        ask(Action.START, order(CaptureFilter.ALL, "a.pcapng", 1_000_000));
        final CaptureState refused = ask(Action.START, order(CaptureFilter.ALL, "b.pcapng", 1));
        assertTrue(refused.refusal().contains("a.pcapng; stop it"), refused::refusal);
        assertEquals(Progress.RUNNING, refused.progress());
        ask(Action.STOP, AskCapture.Order.NONE);
        awaitEnd();
        assertEquals(
                "", ask(Action.START, order(CaptureFilter.ALL, "b.pcapng", 1)).refusal());
        assertTrue(awaitEnd().file().endsWith("b.pcapng"));
    }

    @Test
    void whatMakesNoSenseIsRefusedAndLeavesNothingBehind() throws Exception {
        final Path there = Files.writeString(folder.resolve("there"), "precious");
        assertRefused("is there already", order(CaptureFilter.ALL, "there", 1));
        assertEquals("precious", Files.readString(there));
        assertRefused("cannot be written", order(CaptureFilter.ALL, "none/a", 1));
        assertRefused("count 0", order(CaptureFilter.ALL, "a", 0));
        assertRefused("absolute", new AskCapture.Order(CaptureFilter.ALL, "a", 1, 1, 256));
        assertRefused("snap 63", new AskCapture.Order(CaptureFilter.ALL, "/a", 1, 1, 63));
        assertRefused("seconds 0", new AskCapture.Order(CaptureFilter.ALL, "/a", 1, 0, 64));
        final CaptureFilter all = CaptureFilter.ALL;
        assertRefused(
                "no service 'shop'",
                order(
                        new CaptureFilter(
                                Optional.of("shop"),
                                all.backend(),
                                all.verdict(),
                                all.protocol(),
                                all.source(),
                                all.destination()),
                        "a",
                        1));
        assertRefused(
                "no backend 10.9.9.9",
                order(
                        new CaptureFilter(
                                all.service(),
                                Optional.of(IpAddress.parse("10.9.9.9")),
                                all.verdict(),
                                all.protocol(),
                                all.source(),
                                all.destination()),
                        "a",
                        1));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(there), files.toList());
        }
        assertEquals(blocks, NativeBlock.liveBlocks());
    }

    private void assertRefused(final String why, final AskCapture.Order order) {
        final CaptureState refused = ask(Action.START, order);
        assertTrue(refused.refusal().contains(why), refused::refusal);
        assertEquals(Progress.NONE, refused.progress());
    }
}
