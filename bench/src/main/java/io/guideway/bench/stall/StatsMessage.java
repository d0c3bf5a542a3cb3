package io.guideway.bench.stall;

import io.guideway.bench.forward.Reference;
import io.guideway.bench.forward.Rig;
import io.guideway.bench.forward.Scenario;
import io.guideway.forward.WorkerCounters;
import io.guideway.packet.Verdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every counter of both workers, read while they count, as one JSON object. */
final class StatsMessage {
    private final WorkerCounters java;
    private final Reference c;
    private final int services;
    private final int backends;

    StatsMessage(final Rig rig, final Scenario scenario) {
        java = rig.counters();
        c = rig.reference();
        services = scenario.services();
        backends = scenario.services() * scenario.backends();
    }

    /** Makes the message; returns it as octets. */
    byte[] publish() {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        final ObjectNode verdicts = json.putObject("verdicts");
        for (final Verdict verdict : Verdict.values()) {
            verdicts.putArray(verdict.text()).add(java.packets(verdict)).add(c.packets(verdict));
        }
        final ObjectNode byService = json.putObject("services");
        for (int i = 0; i < services; i++) {
            byService
                    .putArray(Integer.toString(i))
                    .add(java.servicePackets(i))
                    .add(java.serviceOctets(i))
                    .add(c.servicePackets(i))
                    .add(c.serviceOctets(i));
        }
        final ObjectNode byBackend = json.putObject("backends");
        for (int i = 0; i < backends; i++) {
            byBackend
                    .putArray(Integer.toString(i))
                    .add(java.backendPackets(i))
                    .add(java.backendOctets(i))
                    .add(c.backendPackets(i))
                    .add(c.backendOctets(i));
        }
        return JsonMapper.shared().writeValueAsBytes(json);
    }
}
