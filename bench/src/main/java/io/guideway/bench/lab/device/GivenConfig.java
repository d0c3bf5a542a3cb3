package io.guideway.bench.lab.device;

import io.guideway.bench.lab.LabException;
import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.ConfigurationFile;
import io.guideway.controller.PortConfig;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A device by a configuration of the user's own: frames are for its first UDP service of the family asked for. */
public final class GivenConfig {
    private GivenConfig() {}

    /**
     * Reads it.
     *
     * @param station Ethernet address of the port that the device receives by; where there is none, the first port's
     *     {@code mac} is taken
     * @throws LabException if the file is refused, or has no such service, or there is no address
     */
    public static DeviceSetup read(final Path file, final boolean ipv6, final OptionalLong station) throws IOException {
        final Configuration configuration = configuration(file);
        final Service service = configuration.services().stream()
                .filter(one -> one.protocol() == Protocol.UDP && one.vip().isIpv4() != ipv6)
                .filter(one -> !one.backends().isEmpty())
                .findFirst()
                .orElseThrow(() -> new LabException(
                        "%s has no UDP service over IPv%d with a backend; add one, or choose the other --family"
                                .formatted(file, ipv6 ? 6 : 4)));
        return new DeviceSetup(
                Files.readString(file),
                station.isPresent() ? station.getAsLong() : mac(file, configuration),
                service.vip(),
                service.port(),
                service.mode(),
                DeviceSetup.added(
                        service.mode(), !service.backends().getFirst().address().isIpv4()),
                service.backends().size());
    }

    private static Configuration configuration(final Path file) {
        try {
            return ConfigurationFile.read(file).configuration();
        } catch (final ConfigurationException refused) {
            throw new LabException(refused.getMessage());
        }
    }

    private static long mac(final Path file, final Configuration configuration) {
        final PortConfig port = configuration.dpdk().ports().getFirst();
        return port.mac()
                .orElseThrow(() -> new LabException(
                        "%s names no 'mac' for its first port; add it, or give --device-mac".formatted(file)));
    }
}
