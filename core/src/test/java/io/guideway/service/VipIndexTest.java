package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Beside a HashMap: whatever the services, both find the same. */
class VipIndexTest {
    private static final int[] PROTOCOLS = {6, 17};
    private static final int LOOKUPS = 5_000;

    private record Key(IpAddress vip, int protocol, int port) {}

    @Property(tries = 30)
    void aServiceIsFoundExactlyWhereAHashMapHasIt(
            @ForAll final long seed, @ForAll @IntRange(max = 5_000) final int services) {
        final Random random = new Random(seed);
        final Map<Key, Long> expected = new HashMap<>();
        final List<Service> list = new ArrayList<>();
        while (list.size() < services) {
            final Key key = new Key(vip(random), PROTOCOLS[random.nextInt(2)], port(random));
            if (expected.putIfAbsent(key, (long) list.size()) == null) {
                list.add(service(key));
            }
        }
        final List<Key> keys = new ArrayList<>(expected.keySet());
        final Set<IpAddress> vips = new HashSet<>(keys.stream().map(Key::vip).toList());
        try (VipIndex index = index(list)) {
            keys.forEach(key -> assertEquals(expected.get(key), find(index, key)));
            for (int i = 0; i < LOOKUPS; i++) {
                final Key key = near(random, keys);
                final long miss = vips.contains(key.vip()) ? VipIndex.NO_SERVICE : VipIndex.NOT_OURS;
                assertEquals(expected.getOrDefault(key, miss), find(index, key), key::toString);
            }
        }
    }

    /** An IPv6 packet can name the address in which an IPv4 VIP is kept (RFC 4291, section 2.5.5.2). It is not for that VIP. */
    @Property
    void anIpv6PacketNeverFindsAnIpv4Service(
            @ForAll final int bits, @ForAll @IntRange(min = 1, max = 0xFFFF) final int port) {
        final Key key = new Key(IpAddress.ipv4(bits), 6, port);
        try (VipIndex index = index(List.of(service(key)))) {
            assertEquals(0, find(index, key));
            final int ipv6 = VipIndex.key(true, 6, port);
            assertEquals(VipIndex.NOT_OURS, entry(index, key.vip(), ipv6));
        }
    }

    @Test
    void withoutServicesNothingIsOurs() {
        try (VipIndex index = index(List.of())) {
            assertEquals(VipIndex.NOT_OURS, find(index, new Key(IpAddress.parse("192.0.2.1"), 6, 80)));
            assertEquals(VipIndex.NOT_OURS, find(index, new Key(IpAddress.parse("::"), 6, 80)));
        }
    }

    /** Few networks and few hosts, so that many services share an address and many addresses differ in one bit. */
    private static IpAddress vip(final Random random) {
        final int host = random.nextInt(256);
        return switch (random.nextInt(4)) {
            case 0 -> IpAddress.ipv4(0xCB00_7100 | host);
            case 1 -> IpAddress.ipv4(host << 24 | 0x0A_0001);
            case 2 -> new IpAddress(0x2001_0DB8_0000_0000L | host, 1);
            default -> new IpAddress(0xFD00_0000_0000_0000L, (long) host << 56 | random.nextInt(4));
        };
    }

    private static int port(final Random random) {
        return random.nextInt(10) == 0 ? 1 + random.nextInt(0xFFFF) : 1 + random.nextInt(64);
    }

    /** A key that is there, or one that differs from it in one field, or any. */
    private static Key near(final Random random, final List<Key> keys) {
        final Key any = new Key(vip(random), PROTOCOLS[random.nextInt(2)], port(random));
        if (keys.isEmpty()) {
            return any;
        }
        final Key there = keys.get(random.nextInt(keys.size()));
        return switch (random.nextInt(5)) {
            case 0 -> there;
            case 1 -> new Key(there.vip(), there.protocol(), random.nextInt(0x10000));
            case 2 -> new Key(there.vip(), 23 - there.protocol(), there.port());
            case 3 -> new Key(there.vip(), 0xFF, 0);
            default -> any;
        };
    }

    /** Position of the service, or what the index says instead. */
    private static long find(final VipIndex index, final Key key) {
        final boolean ipv6 = !key.vip().isIpv4();
        final long entry = entry(index, key.vip(), VipIndex.key(ipv6, key.protocol(), key.port()));
        return entry < 0 ? entry : VipIndex.service(entry);
    }

    /** What the index says of an address and a key. */
    static long entry(final VipIndex index, final IpAddress vip, final int key) {
        return index.find(index.first(vip.high(), vip.low(), key), vip.high(), vip.low(), key);
    }

    /** Services without backends need no tables. */
    static VipIndex index(final List<Service> services) {
        final Parts parts = new Parts(services);
        try (TableStore store = new TableStore();
                LookupTables none = new LookupTables(parts, store)) {
            return new VipIndex(services, parts, none, new BackendNumbers(services));
        }
    }

    private static Service service(final Key key) {
        final Protocol protocol = key.protocol() == Protocol.TCP.number() ? Protocol.TCP : Protocol.UDP;
        return service(key.toString(), Endpoint.of(key.vip(), protocol, key.port()), HashFields.SOURCE);
    }

    /** One without backends. */
    static Service service(final String name, final Endpoint endpoint, final HashFields hash) {
        return new Service(
                name,
                endpoint,
                Mode.IPIP,
                hash,
                7,
                List.of(),
                List.of(),
                List.of(),
                FlowTracking.DEFAULT,
                Handling.DEFAULT);
    }
}
