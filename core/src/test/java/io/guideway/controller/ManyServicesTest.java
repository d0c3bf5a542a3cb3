package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ManyServicesTest {
    @Test
    void tenThousandServicesAreRead() {
        final String yaml = Sample.GOOD.yaml();
        final StringBuilder many = new StringBuilder(yaml.substring(0, yaml.indexOf("services:")) + "services:\n");
        for (int i = 0; i < 10_000; i++) {
            many.append(
                    "- {name: s%d, vip: 203.0.%d.%d, protocol: tcp, port: 80, mode: ipip, backends: [{address: 10.0.1.%d}]}\n"
                            .formatted(i, i / 250, 1 + i % 250, 1 + i % 250));
        }
        final Sample sample = new Sample(many.toString());
        sample.isGood();
        assertEquals(10_000, sample.accepted().services().size());
    }
}
