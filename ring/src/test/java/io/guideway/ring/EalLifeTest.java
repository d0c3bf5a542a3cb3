package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be seen once per process only. Each test has a JVM of its own, which prints what it saw. */
class EalLifeTest {
    private static final List<String> ARGUMENTS =
            EalArguments.withoutHugePages(List.of("--no-pci", "--log-level=warning"), 64);

    /** Starts EAL twice with arguments that it does not take, the given one first. */
    static final class FailingStarts {
        public static void main(final String[] arguments) {
            for (final String argument : List.of(arguments[0], "--no-huge")) {
                try {
                    Eal.start(List.of(argument));
                    throw new AssertionError("EAL started");
                } catch (final DpdkException e) {
                    System.out.println("errno " + e.errno() + " " + e.getMessage());
                } catch (final IllegalStateException e) {
                    System.out.println("state " + e.getMessage());
                }
            }
        }
    }

    @Test
    void anArgumentThatEalDoesNotKnowIsAnErrorAndThereIsNoSecondAttempt() throws Exception {
        final ChildJvm.Result result = new ChildJvm().run(FailingStarts.class, "--no-such-argument");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(
                result.output().contains("errno 22 EAL does not start with the arguments [--no-such-argument"),
                result.output());
        assertTrue(result.output().contains("state EAL was started before"), result.output());
    }

    @Test
    void aRequestForHelpDoesNotEndTheProcess() throws Exception {
        final ChildJvm.Result result = new ChildJvm().run(FailingStarts.class, "--help");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("errno 22"), result.output());
    }

    /** Opens a port and a pool, leaves both open, closes EAL twice and asks it for something. */
    static final class WholeLife {
        public static void main(final String[] arguments) {
            final Eal eal = Eal.start(ARGUMENTS);
            final MbufPool pool = eal.createPool("pool", 1023, 2048);
            final Port port = eal.openPort(eal.attach("net_ring0"), PortSettings.forWorkers(1), pool);
            eal.close();
            eal.close();
            port.close();
            pool.close();
            try {
                eal.portIds().size();
            } catch (final IllegalStateException e) {
                System.out.println("state " + e.getMessage());
            }
        }
    }

    @Test
    void closingEalClosesWhatItOpenedAndIsFinal() throws Exception {
        final ChildJvm.Result result = new ChildJvm().run(WholeLife.class);
        assertEquals("state EAL is closed, and a process starts it only once\n", result.output());
        assertEquals(0, result.exitCode());
    }

    /** Starts EAL on one CPU only and prints the CPUs of each thread. */
    static final class ThreadsOfAPinnedEal {
        public static void main(final String[] arguments) throws Exception {
            final List<String> pinned = new ArrayList<>(ARGUMENTS);
            pinned.add("--lcores=0@" + arguments[0]);
            final Eal eal = Eal.start(pinned);
            final Thread later = new Thread(ThreadsOfAPinnedEal::printCpus, "later");
            later.start();
            later.join();
            eal.close();
        }

        private static void printCpus() {
            try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
                threads.forEach(ThreadsOfAPinnedEal::printCpus);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void printCpus(final Path thread) {
            try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
                final TreeMap<String, String> fields = new TreeMap<>();
                lines.forEach(line -> fields.put(
                        line.split(":\\s*")[0],
                        line.substring(line.indexOf(':') + 1).strip()));
                System.out.println(fields.get("Name") + "=" + fields.get("Cpus_allowed_list"));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aPinnedEalPinsNoThreadOfJava() throws Exception {
        final int cpu = WorkerThread.cpu();
        final ChildJvm.Result result = new ChildJvm().run(ThreadsOfAPinnedEal.class, Integer.toString(cpu));
        final List<String> lines = result.output().lines().toList();
        final String everyCpu = cpusOf("java", lines);
        assertEquals(Integer.toString(cpu), cpusOf("guideway-eal", lines));
        assertEquals(everyCpu, cpusOf("later", lines));
        assertEquals(everyCpu, cpusOf("VM Thread", lines));
    }

    private static String cpusOf(final String thread, final List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(thread + "="))
                .map(line -> line.substring(thread.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no thread " + thread + " among " + lines));
    }
}
