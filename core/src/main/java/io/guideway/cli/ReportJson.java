package io.guideway.cli;

import io.guideway.forwarder.DeviceCounts;
import io.guideway.forwarder.Report;
import io.guideway.forwarder.VerdictCounts;
import io.guideway.packet.Verdict;
import io.guideway.service.Ports;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. */
final class ReportJson {
    private ReportJson() {}

    /** One object: generation; received, verdicts and drops by reason, in all and by worker; services; ports and mbufs. */
    static ObjectNode of(final Report report) {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("generation", report.generation());
        put(json, report.verdicts());
        final ArrayNode services = json.putArray("services");
        report.services().forEach(service -> put(services.addObject(), service));
        final ArrayNode workers = json.putArray("workers");
        for (final Report.WorkerCount worker : report.workers()) {
            put(workers.addObject().put("cpu", worker.cpu()), worker.verdicts());
        }
        put(json, report.devices());
        return json;
    }

    private static void put(final ObjectNode json, final DeviceCounts devices) {
        final ArrayNode ports = json.putArray("ports");
        for (final DeviceCounts.PortCount port : devices.ports()) {
            final ObjectNode one = ports.addObject();
            one.put("id", port.id());
            one.put("rx_packets", port.statistics().rxPackets());
            one.put("rx_missed", port.statistics().rxMissed());
            one.put("rx_errors", port.statistics().rxErrors());
            one.put("rx_no_mbuf", port.statistics().rxNoMbuf());
            one.put("tx_packets", port.statistics().txPackets());
            one.put("tx_errors", port.statistics().txErrors());
        }
        json.putObject("mbufs").put("size", devices.mbufs()).put("in_use", devices.mbufsInUse());
    }

    private static void put(final ObjectNode json, final VerdictCounts counts) {
        json.put("received", counts.received());
        final ObjectNode verdicts = json.putObject("verdicts");
        verdicts.put("forwarded", counts.of(Verdict.FORWARDED));
        verdicts.put("answered", counts.of(Verdict.ANSWERED));
        verdicts.put("kernel", counts.of(Verdict.KERNEL));
        verdicts.put("dropped", counts.dropped());
        final ObjectNode drops = json.putObject("drops");
        counts.packets().forEach((verdict, packets) -> {
            if (verdict.isDrop()) {
                drops.put(verdict.text(), packets);
            }
        });
    }

    private static void put(final ObjectNode json, final Report.ServiceCount service) {
        json.put("name", service.service().name());
        json.put("vip", service.service().endpoint().vipText());
        json.put("protocol", ReportText.lower(service.service().protocol()));
        putPort(json, service.service().endpoint().ports());
        json.put("mode", ReportText.lower(service.service().mode()));
        json.put("packets", service.packets());
        json.put("bytes", service.octets());
        final ArrayNode backends = json.putArray("backends");
        for (final Report.BackendCount backend : service.backends()) {
            final ObjectNode one = backends.addObject();
            one.put("address", backend.backend().address().toString());
            one.put("weight", backend.backend().weight());
            one.put("packets", backend.packets());
            one.put("bytes", backend.octets());
        }
    }

    /** A number where there is one port, as the configuration has it. */
    private static void putPort(final ObjectNode json, final Ports ports) {
        if (ports.isSingle()) {
            json.put("port", ports.first());
        } else {
            json.put("port", ports.toString());
        }
    }
}
