package io.guideway.controller;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what is there twice and may be there once. */
final class Duplicates {
    private Duplicates() {}

    /**
     * Complains about every item whose value an earlier one has.
     *
     * @param items where the values stand
     * @param values as many, in the same order
     * @param what names the value in the message: "the same … as"
     */
    static void check(final List<Item> items, final List<?> values, final String what, final String remedy) {
        final Map<Object, Item> first = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            final Item earlier = first.putIfAbsent(values.get(i), items.get(i));
            if (earlier != null) {
                items.get(i).error("the same %s as %s".formatted(what, earlier.path()), remedy);
            }
        }
    }
}
