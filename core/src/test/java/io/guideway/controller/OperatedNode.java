package io.guideway.controller;

import io.guideway.controller.desired.ChangesFile;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.Outcome;
import io.guideway.controller.vip.VipDevice;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A controller with a real file in a folder of the test's, above a forwarder that is none. */
final class OperatedNode implements AutoCloseable {
    final Path file;
    final Path state;
    final FakeTarget target = new FakeTarget();
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Controller controller;

    /** @param yaml what the file says */
    OperatedNode(final Path folder, final String yaml) throws Exception {
        file = folder.resolve("lb.yaml");
        state = folder.resolve("state/changes.json");
        Files.writeString(file, yaml);
        start();
    }

    private void start() throws ConfigurationException {
        final Beginning beginning = Beginning.of(file, name -> new ChangesFile(state), said::add);
        target.want(beginning.desired().services());
        target.told.clear();
        controller = new Controller(
                beginning, target, said::add, OperatedNode::noVipDevice, Duration.ofMillis(200), Duration.ofMillis(1));
    }

    /** Ends the controller and begins another with what it left. */
    void restart() throws ConfigurationException {
        controller.close();
        start();
    }

    Controller controller() {
        return controller;
    }

    Outcome change(final Change change) throws ChangeRefusedException {
        return controller.change(change, false);
    }

    void write(final String yaml) throws IOException {
        Files.writeString(file, yaml);
    }

    String text() throws IOException {
        return Files.readString(file);
    }

    /** The weights that the forwarder has of a service, written "address=weight". */
    List<String> weights(final String service) {
        return target.services().stream()
                .filter(known -> known.name().equals(service))
                .map(Service::backends)
                .flatMap(List::stream)
                .map(OperatedNode::text)
                .toList();
    }

    private static String text(final Backend backend) {
        return backend.address() + "=" + backend.weight();
    }

    static IpAddress address(final String text) {
        return IpAddress.parse(text);
    }

    @Override
    public void close() {
        controller.close();
    }

    private static VipDevice noVipDevice(final String name) {
        throw new AssertionError("no check asks for " + name);
    }
}
