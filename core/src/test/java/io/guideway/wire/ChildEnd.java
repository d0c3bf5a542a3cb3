package io.guideway.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** An end in a JVM of its own, to be killed. */
final class ChildEnd implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private ChildEnd(final Process process) {
        this.process = process;
    }

    /** Starts one of the classes below and waits until it is ready. */
    static ChildEnd start(final Class<?> program, final Path place) throws IOException {
        final ChildEnd child = new ChildEnd(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        program.getName(),
                        place.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        final BufferedReader out = child.process.inputReader();
        if (!READY.equals(out.readLine())) {
            child.close();
            throw new IllegalStateException("%s ended before it was ready".formatted(program.getSimpleName()));
        }
        return child;
    }

    /** SIGKILL, and the end. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("it outlives SIGKILL");
        }
    }

    /** Sends a signal by its name. */
    void signal(final String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A controller in the middle of a large message, which says no more. */
    static final class UnfinishedController {
        private UnfinishedController() {}

        public static void main(final String[] arguments) throws Exception {
            final ControllerEnd end = ControllerEnd.connect(Path.of(arguments[0]));
            final NewGeneration generation =
                    NewGeneration.whole(1, new RandomMessages(new Random(1)).services(5000, 10));
            OfferResult result = end.offer(generation);
            while (result == OfferResult.NOT_CONNECTED || result == OfferResult.BACK_PRESSURE) {
                end.poll(new Recorder());
                result = end.offer(generation);
            }
            System.out.println(result == OfferResult.UNFINISHED ? READY : result);
            System.in.read();
        }
    }

    /** A forwarder that answers every ping, and makes another end where one is of no use any more. */
    static final class RunningForwarder {
        private RunningForwarder() {}

        public static void main(final String[] arguments) {
            final Path place = Path.of(arguments[0]);
            ForwarderEnd end = new ForwarderEnd(place);
            System.out.println(READY);
            while (!Thread.currentThread().isInterrupted()) {
                if (end.isClosed()) {
                    end.close();
                    end = new ForwarderEnd(place);
                }
                answer(end);
                Thread.yield();
            }
        }

        private static void answer(final ForwarderEnd end) {
            final Recorder heard = new Recorder();
            end.poll(heard);
            for (final Message message : heard.messages) {
                end.offer(new Pong(((Ping) message).id()));
            }
        }
    }
}
