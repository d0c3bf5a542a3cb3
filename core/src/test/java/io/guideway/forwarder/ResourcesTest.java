package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private final Resources open = new Resources();
    private final List<Integer> closed = new ArrayList<>();

    @Test
    void theLastOpenedIsClosedFirstAndEachOnce() {
        for (int i = 0; i < 3; i++) {
            final int number = i;
            open.add(() -> closed.add(number));
        }
        open.close();
        open.close();
        assertEquals(List.of(2, 1, 0), closed);
    }

    @Test
    void whatFailsToCloseKeepsNothingElseOpen() {
        final Exception failure = new Exception("stuck");
        open.add(() -> closed.add(0));
        open.add(() -> {
            throw failure;
        });
        open.add(() -> closed.add(2));
        final IllegalStateException reported = assertThrows(IllegalStateException.class, open::close);
        assertEquals(List.of(2, 0), closed);
        assertArrayEquals(new Throwable[] {failure}, reported.getSuppressed());
    }

    @Test
    void theFirstFailureStaysTheOneToReport() {
        open.add(() -> {
            throw new Exception("stuck");
        });
        final RuntimeException first = new RuntimeException("port 7 cannot be opened");
        open.closeAfter(first);
        assertEquals(1, first.getSuppressed().length);
    }
}
