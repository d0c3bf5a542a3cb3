package io.guideway.cli;

import io.guideway.forward.Batch;
import io.guideway.forwarder.Replay;
import io.guideway.forwarder.UnfinishedFile;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Service;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what became of each packet of a replay: one JSON object a line, in order. Indices count packets of the input and of
 * the output file from 0. What a packet did not come to is null. While a packet is held, the lines behind it wait.
 */
final class VerdictFile implements Replay.BurstListener, Closeable {
    private static final long NO_OUTPUT = -1;

    private final UnfinishedFile file;
    private final OutputStream out;
    private final JsonGenerator json;
    private final List<Service> services;
    private final List<IpAddress> backends;
    private final long generation;
    private final Queue<Line> unwritten = new ArrayDeque<>();
    private final Map<Integer, Line> held = new HashMap<>();
    private long index;
    private long outputs;

    /** What became of a packet, as far as that is known. */
    private static final class Line {
        private final long index;
        private Verdict verdict;
        private int service;
        private int backend;
        private int slot;
        private long output;
        private long further;
        private int furtherCount;

        Line(final long index) {
            this.index = index;
        }
    }

    /**
     * @param services in their generation's order
     * @param generation its number
     */
    VerdictFile(final Path file, final List<Service> services, final long generation) throws IOException {
        this.file = new UnfinishedFile(file);
        out = new BufferedOutputStream(Files.newOutputStream(this.file.path()), 1 << 16);
        json = JsonMapper.shared().writer().withRootValueSeparator("\n").createGenerator(out);
        this.services = services;
        this.generation = generation;
        backends = services.stream()
                .flatMap(s -> s.backends().stream())
                .map(b -> b.address())
                .toList();
    }

    @Override
    public void onBurst(final Batch batch, final int received) throws IOException {
        final List<Line> lines = new ArrayList<>();
        for (int i = 0; i < received; i++) {
            lines.add(note(batch, i));
        }
        for (int i = 0; i < received; i++) { // fragments that one packet became leave behind the burst
            lines.get(i).further = outputs;
            lines.get(i).furtherCount = batch.further(i);
            outputs += batch.further(i);
        }
        try {
            while (!unwritten.isEmpty() && unwritten.peek().verdict != Verdict.HELD) {
                write(unwritten.remove());
            }
        } catch (final JacksonIOException full) {
            throw full.getCause();
        }
    }

    private Line note(final Batch batch, final int i) {
        final Line line = batch.isReleased() ? held.remove(batch.ticket(i)) : new Line(index++);
        if (!batch.isReleased()) {
            unwritten.add(line);
        }
        learn(line, batch, i);
        if (line.verdict == Verdict.HELD) {
            held.put(batch.ticket(i), line);
        }
        return line;
    }

    private void learn(final Line line, final Batch batch, final int i) {
        line.verdict = Verdict.of(batch.verdict(i));
        line.service = batch.service(i);
        line.backend = batch.backend(i);
        line.slot = batch.slot(i);
        final boolean isSent = line.verdict == Verdict.FORWARDED || line.verdict == Verdict.ANSWERED;
        line.output = isSent ? outputs++ : NO_OUTPUT;
    }

    private void write(final Line line) {
        final Verdict verdict = line.verdict;
        json.writeStartObject();
        json.writeNumberProperty("index", line.index);
        json.writeStringProperty("verdict", verdict.isDrop() ? "dropped" : verdict.text());
        json.writeStringProperty("reason", verdict.isDrop() ? verdict.text() : null);
        json.writeStringProperty(
                "service", line.service < 0 ? null : services.get(line.service).name());
        json.writeStringProperty(
                "backend", line.backend < 0 ? null : backends.get(line.backend).toString());
        writeSlot(line.slot);
        json.writeNumberProperty("generation", generation);
        json.writeArrayPropertyStart("outputs");
        if (line.output != NO_OUTPUT) {
            json.writeNumber(line.output);
        }
        for (int i = 0; i < line.furtherCount; i++) {
            json.writeNumber(line.further + i);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeSlot(final int slot) {
        if (slot < 0) {
            json.writeNullProperty("slot");
        } else {
            json.writeNumberProperty("slot", slot);
        }
    }

    /** All packets are written: the file takes its name. */
    void keep() throws IOException {
        json.flush();
        if (index > 0) {
            out.write('\n');
        }
        out.flush();
        file.keep();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            out.close();
        }
    }
}
