package io.guideway.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A forwarder's end and controllers' ends of a real driver in this JVM, all polled by the test's thread. */
final class Node implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(60);

    final Path place;
    final ForwarderEnd forwarder;
    final Recorder forwarderHeard = new Recorder();
    private final List<Controller> controllers = new ArrayList<>();

    Node(final Path place) {
        this.place = place;
        forwarder = new ForwarderEnd(place);
    }

    /** A controller's end and what it was told. */
    record Controller(ControllerEnd end, Recorder heard) {}

    /** One more controller, heard by the forwarder. */
    Controller connect() throws ForwarderAbsentException, InterruptedException {
        final int before = forwarderHeard.came;
        final Controller controller = new Controller(ControllerEnd.connect(place), new Recorder());
        controllers.add(controller);
        await(() -> forwarderHeard.came == before + 1 && controller.heard.came == 1);
        return controller;
    }

    void poll() {
        forwarder.poll(forwarderHeard);
        controllers.forEach(controller -> controller.end.poll(controller.heard));
    }

    /** Polls all ends until a condition is true. */
    void await(final BooleanSupplier condition) throws InterruptedException {
        assertTrue(Await.until(
                () -> {
                    poll();
                    return condition.getAsBoolean();
                },
                LONG));
    }

    @Override
    public void close() {
        controllers.forEach(controller -> controller.end.close());
        forwarder.close();
    }
}
