package io.guideway.ring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The huge pages of this host, all sizes, as the kernel counts them (Linux, {@code admin-guide/mm/hugetlbpage}). Any thread.
 */
public final class HugePages {
    private static final Path SIZES = Path.of("/sys/kernel/mm/hugepages");

    private HugePages() {}

    /** Octets in huge pages that are neither used nor promised to anyone; 0 where the kernel has none. */
    public static long freeBytes() {
        return freeBytes(SIZES);
    }

    /** @param sizes a directory like {@code /sys/kernel/mm/hugepages}: one directory {@code hugepages-<n>kB} per size */
    static long freeBytes(final Path sizes) {
        if (!Files.isDirectory(sizes)) {
            return 0;
        }
        try (Stream<Path> each = Files.list(sizes)) {
            return each.mapToLong(HugePages::freeBytesOfSize).sum();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long freeBytesOfSize(final Path size) {
        final String name = size.getFileName().toString();
        final long kilobytes = Long.parseLong(name, name.indexOf('-') + 1, name.length() - "kB".length(), 10);
        return (number(size.resolve("free_hugepages")) - number(size.resolve("resv_hugepages"))) * kilobytes * 1024;
    }

    private static long number(final Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
