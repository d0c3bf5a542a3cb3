package io.guideway.service;

import java.util.Arrays;
import java.util.List;

/** The backends of all services, numbered from 0 in the order of the services and of their lists. Immutable. */
public final class BackendNumbers {
    private final int[] first;

    /** Numbers them. */
    public BackendNumbers(final List<Service> services) {
        first = new int[services.size() + 1];
        for (int i = 0; i < services.size(); i++) {
            first[i + 1] = first[i] + services.get(i).backends().size();
        }
    }

    /** The first number of service {@code index}. */
    public int first(final int index) {
        return first[index];
    }

    /** The number behind the last of service {@code index}. */
    public int end(final int index) {
        return first[index + 1];
    }

    /** The service that a backend is of, by its number. */
    public int service(final int number) {
        final int found = Arrays.binarySearch(first, number);
        if (found < 0) {
            return -found - 2;
        }
        int last = found; // services without backends begin where the next one does
        while (first[last + 1] == number) {
            last++;
        }
        return last;
    }

    /** Services. */
    public int services() {
        return first.length - 1;
    }

    /** Backends in all. */
    public int count() {
        return first[first.length - 1];
    }
}
