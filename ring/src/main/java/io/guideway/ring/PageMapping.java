package io.guideway.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Zeroed memory straight from the kernel, which is asked for transparent huge pages (madvise(2), MADV_HUGEPAGE): a table of
 * hundreds of megabytes in pages of 4 KiB costs a walk of the page table with nearly every access. Where the kernel has none
 * to give, the memory is the same with ordinary pages. Any thread.
 */
final class PageMapping {
    /** Octets of a huge page on the processors that DPDK knows; mappings begin at a multiple of it. */
    static final long HUGE_PAGE = 2L << 20;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MMAP = link(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP = link("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle MADVISE =
            link("madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    private static final int PROT_READ_AND_WRITE = 3;
    private static final int MAP_PRIVATE_AND_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;
    private static final long FAILED = -1;

    private final long mapped;
    private final long mappedSize;

    /** @throws OutOfMemoryError if the kernel gives no memory */
    PageMapping(final long size) {
        mappedSize = size + HUGE_PAGE;
        mapped = map(mappedSize);
        advise(address(), size);
    }

    /** Where it begins. */
    long address() {
        return (mapped + HUGE_PAGE - 1) & -HUGE_PAGE;
    }

    private static long map(final long size) {
        final long address;
        try {
            address = (long) MMAP.invokeExact(0L, size, PROT_READ_AND_WRITE, MAP_PRIVATE_AND_ANONYMOUS, -1, 0L);
        } catch (final Throwable impossible) {
            throw new AssertionError("mmap does not throw", impossible);
        }
        if (address == FAILED) {
            throw new OutOfMemoryError("the kernel refuses %d octets of memory".formatted(size));
        }
        return address;
    }

    /** Only advice: what it answers changes nothing for us. */
    private static void advise(final long address, final long size) {
        try {
            final int ignored = (int) MADVISE.invokeExact(address, size, MADV_HUGEPAGE);
        } catch (final Throwable impossible) {
            throw new AssertionError("madvise does not throw", impossible);
        }
    }

    /** Gives the memory back; once. */
    void unmap() {
        try {
            final int ignored = (int) MUNMAP.invokeExact(mapped, mappedSize);
        } catch (final Throwable impossible) {
            throw new AssertionError("munmap does not throw", impossible);
        }
    }

    @SuppressWarnings("restricted") // granted in the manifest of the program
    private static MethodHandle link(final String name, final FunctionDescriptor shape) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape);
    }
}
