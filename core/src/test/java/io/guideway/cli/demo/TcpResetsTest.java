package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TcpResetsTest {
    @Test
    void theColumnIsFoundByItsName() {
        assertEquals(
                17,
                TcpResets.parse(List.of(
                        "Ip: Forwarding", "Ip: 1", "Tcp: RtoAlgorithm InErrs OutRsts", "Tcp: 1 0 17", "Udp: InErrs")));
    }

    @Test
    void thisHostHasIt() throws Exception {
        assertTrue(TcpResets.sent(ProcessHandle.current()) >= 0);
    }
}
