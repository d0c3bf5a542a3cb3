package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.SteadyRequest.Result;
import org.junit.jupiter.api.Test;

class SteadyRequestTest {
    @Test
    void anAnswerNamesItsBackend() {
        assertEquals(new SteadyRequest(17, 42, Result.ANSWERED, "b1"), SteadyRequest.parse("17 42 answered b1"));
    }

    @Test
    void aFailureKeepsItsWords() {
        assertEquals(
                new SteadyRequest(17, 42, Result.REFUSED, "[Errno 111] Connection refused"),
                SteadyRequest.parse("17 42 refused [Errno 111] Connection refused"));
    }

    @Test
    void anythingElseIsRefusedAndShown() {
        final DemoException refused =
                assertThrows(DemoException.class, () -> SteadyRequest.parse("Traceback (most recent call last):"));
        assertTrue(refused.getMessage().contains("Traceback"), refused.getMessage());
    }
}
