package io.guideway.bench.change;

import io.guideway.maglev.TableSize;
import io.guideway.service.Service;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command asks that changes services. A mixin. */
public final class SiteOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--services", paramLabel = "N", defaultValue = "1", description = "Services (${DEFAULT-VALUE}).")
    private int services;

    @Option(
            names = "--backends",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Backends of each service (${DEFAULT-VALUE}).")
    private int backends;

    @Option(
            names = "--weights",
            defaultValue = "even",
            description = "even: 1 each; mixed: from 1 to 100 (${DEFAULT-VALUE}).")
    private String weights;

    @Option(
            names = "--table-size",
            paramLabel = "SLOTS",
            defaultValue = "" + Service.DEFAULT_TABLE_SIZE,
            description = "Slots of each service's lookup table, a prime (${DEFAULT-VALUE}).")
    private int tableSize;

    /**
     * What was asked for.
     *
     * @throws ParameterException if that cannot be
     */
    public ChangingSite site() {
        requireRange("services", services, 1, ChangingSite.MOST_SERVICES);
        requireRange("backends", backends, 2, ChangingSite.MOST_BACKENDS);
        require(weights.equals("even") || weights.equals("mixed"), "weights is %s; give even or mixed", weights);
        requireRange("table-size", tableSize, backends, TableSize.MAX);
        require(
                TableSize.isPrime(tableSize),
                "table-size is %s; give a prime, such as " + TableSize.nextPrime(tableSize),
                tableSize);
        return new ChangingSite(services, backends, weights.equals("mixed"), tableSize);
    }

    /** Lets no number through that is out of its range. */
    public void requireRange(final String name, final long value, final long least, final long most) {
        require(value >= least && value <= most, name + " is %d; give " + least + " to " + most, value);
    }

    /** Lets no value through that is not fine. */
    public void require(final boolean fine, final String otherwise, final Object value) {
        if (!fine) {
            throw new ParameterException(spec.commandLine(), otherwise.formatted(value));
        }
    }
}
