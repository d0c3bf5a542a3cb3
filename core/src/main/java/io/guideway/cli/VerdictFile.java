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
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what became of each packet of a replay: one JSON object a line, in order. Indices count packets of the input and of
 * the output file from 0. What a packet did not come to is null.
 */
final class VerdictFile implements Replay.BurstListener, Closeable {
    private final UnfinishedFile file;
    private final OutputStream out;
    private final JsonGenerator json;
    private final List<Service> services;
    private final List<IpAddress> backends;
    private final long generation;
    private long index;
    private long outputs;

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
        try {
            for (int i = 0; i < received; i++) {
                write(batch, i);
                index++;
            }
        } catch (final JacksonIOException full) {
            throw full.getCause();
        }
    }

    private void write(final Batch batch, final int i) {
        final Verdict verdict = Verdict.of(batch.verdict(i));
        final int service = batch.service(i);
        final int backend = batch.backend(i);
        json.writeStartObject();
        json.writeNumberProperty("index", index);
        json.writeStringProperty("verdict", verdict.isDrop() ? "dropped" : verdict.text());
        json.writeStringProperty("reason", verdict.isDrop() ? verdict.text() : null);
        json.writeStringProperty(
                "service", service < 0 ? null : services.get(service).name());
        json.writeStringProperty(
                "backend", backend < 0 ? null : backends.get(backend).toString());
        writeSlot(batch.slot(i));
        json.writeNumberProperty("generation", generation);
        json.writeArrayPropertyStart("outputs");
        if (verdict == Verdict.FORWARDED || verdict == Verdict.ANSWERED) {
            json.writeNumber(outputs++);
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
