package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a node listens to its tier, and whom it tells. */
class TierChecksTest {
    private static Sample tier(final String flow) {
        return Sample.GOOD.with("services:\n", "tier: " + flow + "\nservices:\n");
    }

    @Test
    void peersAreReadAsTheyAreWritten() throws Exception {
        final TierConfig tier = tier("{listen: \"10.0.0.2:40456\", peers: [\"10.0.0.3:40456\", \"[fd00::4]:40457\"]}")
                .read()
                .configuration()
                .tier()
                .orElseThrow();
        assertEquals("10.0.0.2:40456", tier.listen().orElseThrow().toString());
        assertEquals(
                List.of("10.0.0.3:40456", "[fd00::4]:40457"),
                tier.peers().stream().map(AddressPort::toString).toList());
        assertEquals(Optional.empty(), Sample.GOOD.read().configuration().tier());
    }

    @Test
    void aGroupHasItsInterface() {
        tier("{group: \"239.1.2.3:40456\", interface: 10.0.0.2}").isGood();
        tier("{group: \"239.1.2.3:40456\", interface: \"fd00::2\"}")
                .isMeaningless(
                        14, "tier.interface", "fd00::2", "is of another family than the group", "give one of the same");
    }

    @Test
    void aGroupIsAnOddMulticastAddress() {
        tier("{group: \"239.1.2.4:40456\", interface: 10.0.0.2}")
                .isMeaningless(
                        14,
                        "tier.group",
                        "239.1.2.4:40456",
                        "is even, and the next one is needed too",
                        "take an odd address");
        tier("{group: \"10.0.0.3:40456\", interface: 10.0.0.2}")
                .isMeaningless(
                        14,
                        "tier.group",
                        "10.0.0.3:40456",
                        "is no multicast address",
                        "write 239.1.2.3:40456, or name peers instead");
    }

    @Test
    void aNodeIsNotItsOwnPeer() {
        tier("{listen: \"10.0.0.2:40456\", peers: [\"10.0.0.2:40456\"]}")
                .isMeaningless(
                        14,
                        "tier.peers[0]",
                        "10.0.0.2:40456",
                        "is where this node itself listens",
                        "name the other nodes only");
    }

    @Test
    void aNodeListensWhereOthersReachIt() {
        tier("{listen: \"0.0.0.0:40456\", peers: []}")
                .isMeaningless(
                        14,
                        "tier.listen",
                        "0.0.0.0:40456",
                        "is an unspecified address",
                        "give a unicast address of the node");
    }
}
