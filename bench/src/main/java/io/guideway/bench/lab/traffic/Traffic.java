package io.guideway.bench.lab.traffic;

/** A stream with its generator: what trials of one frame size are run on. On the generator's thread. */
public final class Traffic implements AutoCloseable {
    private final Generator generator;
    private final Stream stream;
    private final TrafficLinks links;

    Traffic(final Generator generator, final Stream stream, final TrafficLinks links) {
        this.generator = generator;
        this.stream = stream;
        this.links = links;
    }

    /** Runs one trial to its end. */
    public Trial run(final Offer offer) {
        return generator.run(stream, links, offer);
    }

    @Override
    public void close() {
        stream.close();
    }
}
