package io.guideway.bench.compare;

import io.guideway.bench.compare.Result.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * Two files side by side.
 *
 * @param differences of the benchmarks that are in both, in the new file's order
 * @param onlyBefore in the old file alone
 * @param onlyAfter in the new file alone
 * @param notes conditions that are not the same
 */
record Comparison(List<Difference> differences, List<Key> onlyBefore, List<Key> onlyAfter, List<String> notes) {
    /** @throws WrongFileException if the files have nothing in common that could be compared */
    static Comparison of(final ResultFile before, final ResultFile after) throws WrongFileException {
        if (!before.kind().equals(after.kind())) {
            throw new WrongFileException(
                    after.path(),
                    "is of %s and %s of %s; give two of one kind"
                            .formatted(after.kind(), before.path(), before.kind()));
        }
        final List<Difference> differences = new ArrayList<>();
        for (final Result result : after.results().values()) {
            final Result old = before.results().get(result.key());
            if (old != null) {
                requireSameUnit(after, result, old);
                differences.add(Difference.of(old, result));
            }
        }
        if (differences.isEmpty()) {
            throw new WrongFileException(
                    after.path(),
                    "has no benchmark in common with %s: %s there, %s here; give results of the same benchmarks"
                            .formatted(before.path(), first(before), first(after)));
        }
        return new Comparison(differences, only(before, after), only(after, before), notes(before, after));
    }

    /** Those that show a difference. */
    List<Difference> changes() {
        return differences.stream()
                .filter(one -> one.verdict() == Verdict.FASTER || one.verdict() == Verdict.SLOWER)
                .toList();
    }

    private static void requireSameUnit(final ResultFile file, final Result result, final Result old)
            throws WrongFileException {
        if (!old.unit().equals(result.unit())) {
            throw new WrongFileException(
                    file.path(),
                    "has %s in %s, where it was %s; measure again in one unit"
                            .formatted(result.key(), result.unit(), old.unit()));
        }
    }

    private static Key first(final ResultFile file) {
        return file.results().firstEntry().getKey();
    }

    private static List<Key> only(final ResultFile here, final ResultFile notHere) {
        return here.results().keySet().stream()
                .filter(key -> !notHere.results().containsKey(key))
                .toList();
    }

    private static List<String> notes(final ResultFile before, final ResultFile after) {
        return before.conditions().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(after.conditions().get(entry.getKey())))
                .map(entry -> "%s was %s and is %s"
                        .formatted(
                                entry.getKey(),
                                entry.getValue(),
                                after.conditions().get(entry.getKey())))
                .toList();
    }
}
