package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferTest {
    @Test
    void aFineTransferIsRead() {
        final Transfer transfer =
                Transfer.parse("transfer 200 41234 0.000512 0 ").orElseThrow();
        assertEquals(new Transfer(200, 41234, 512, 0, ""), transfer);
        assertTrue(transfer.succeeded());
    }

    @Test
    void aFailedTransferKeepsCurlsWords() {
        final Transfer transfer = Transfer.parse(
                        "transfer 000 0 5.001234 28 Connection timed out after 5001 milliseconds")
                .orElseThrow();
        assertEquals(new Transfer(0, 0, 5_001_234, 28, "Connection timed out after 5001 milliseconds"), transfer);
        assertFalse(transfer.succeeded());
        assertEquals("Connection timed out after 5001 milliseconds", transfer.reason());
    }

    @Test
    void anAnswerCutOffIsAFailureThoughItsStatusIs200() {
        assertFalse(Transfer.parse("transfer 200 41234 5.0 28 Operation timed out")
                .orElseThrow()
                .succeeded());
    }

    @Test
    void anotherStatusIsTheReasonWhereCurlHasNone() {
        assertEquals(
                "HTTP status 502",
                Transfer.parse("transfer 502 41234 0.1 0 ").orElseThrow().reason());
    }

    @Test
    void aPortThatCurlDoesNotKnowIsNone() {
        assertEquals(
                0,
                Transfer.parse("transfer 000 -1 0.000000 7 refused")
                        .orElseThrow()
                        .sourcePort());
    }

    @Test
    void whatABackendAnsweredIsNoTransfer() {
        assertEquals(Optional.empty(), Transfer.parse("b1"));
    }
}
