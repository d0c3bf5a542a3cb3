package io.guideway.service;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * What two lists do not have in common at their beginning and their end. Most changes are of one entry among thousands, so that
 * looking closer at the middles alone leaves hardly anything behind for the collector.
 *
 * @param head entries that agree from the beginning on
 * @param tail entries that agree from the end on, without those of the head
 */
public record Middle(int head, int tail) {
    /** Compares. */
    public static <T> Middle of(final List<T> one, final List<T> other, final BiPredicate<T, T> agree) {
        final int most = Math.min(one.size(), other.size());
        int head = 0;
        while (head < most && agree.test(one.get(head), other.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && agree.test(one.get(one.size() - 1 - tail), other.get(other.size() - 1 - tail))) {
            tail++;
        }
        return new Middle(head, tail);
    }

    /** Index behind the middle of a list of that size. */
    public int end(final int size) {
        return size - tail;
    }

    /** The middle of one of the two lists. */
    public <T> List<T> in(final List<T> list) {
        return list.subList(head, end(list.size()));
    }
}
