package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MiddleTest {
    @Test
    void oneEntryMoreIsTheMiddleOfTheLongerList() {
        final List<Integer> one = List.of(1, 2, 3);
        final List<Integer> other = List.of(1, 7, 2, 3);
        final Middle middle = Middle.of(one, other, Objects::equals);
        assertEquals(List.of(), middle.in(one));
        assertEquals(List.of(7), middle.in(other));
    }

    @Test
    void noEntryIsCountedAtBothEnds() {
        final List<Integer> one = List.of(1, 1);
        final List<Integer> other = List.of(1, 1, 1);
        final Middle middle = Middle.of(one, other, Objects::equals);
        assertEquals(List.of(), middle.in(one));
        assertEquals(List.of(1), middle.in(other));
    }

    @Test
    void whatAgreesNowhereIsAllMiddle() {
        final Middle middle = Middle.of(List.of(1, 2), List.of(2, 1), Objects::equals);
        assertEquals(new Middle(0, 0), middle);
    }

    @Test
    void anEmptyListHasNoMiddle() {
        assertEquals(new Middle(0, 0), Middle.of(List.of(), List.of(1), Objects::equals));
    }
}
