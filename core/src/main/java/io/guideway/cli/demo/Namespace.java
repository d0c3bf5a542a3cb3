package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A network namespace of a run, that is, a host or switch of the lab. */
public final class Namespace {
    private final DemoRun run;
    private final String name;

    private Namespace(final DemoRun run, final String role) {
        this.run = run;
        this.name = run.name() + "-" + role;
    }

    /** The namespace with that role, be it there or not yet. */
    public static Namespace of(final DemoRun run, final String role) {
        return new Namespace(run, role);
    }

    /** Of the namespace, with its run's before it. */
    public String name() {
        return name;
    }

    /** Makes it, with kernel settings that every interface made later in it takes over. */
    public void create(final List<Setting> settings) throws IOException, InterruptedException {
        Command.of(run, "ip", "netns", "add", name).execute();
        final String script = settings.stream().map(Setting::shellLine).collect(Collectors.joining("\n"));
        command("sh", "-e", "-c", script).execute();
    }

    /** A kernel setting of the namespace, by its path below {@code /proc/sys/net}. */
    public record Setting(String path, int value) {
        private String shellLine() {
            return "echo %d > /proc/sys/net/%s".formatted(value, path);
        }
    }

    /** A program inside the namespace. */
    public Command command(final String... words) {
        final List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
        inside.addAll(List.of(words));
        return new Command(run, inside);
    }

    /** Lines for {@code ip}, each without the word, done in order by one process. */
    public void ip(final List<String> lines) throws IOException, InterruptedException {
        final Path batch = run.file(name + ".ip");
        Files.write(batch, lines);
        Command.of(run, "ip", "-n", name, "-batch", batch.toString()).execute();
    }

    /**
     * Makes a veth behave like a cable: packets leave it with their checksums filled in and cut to size. Left alone, veth
     * hands such work on with the packet, and someone who reads frames off the device, as DPDK does, would get them half
     * done.
     */
    public void sendWholePackets(final String device) throws IOException, InterruptedException {
        command("ethtool", "-K", device, "tx", "off", "tso", "off", "gso", "off", "gro", "off")
                .execute();
    }
}
