package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Mode;
import io.guideway.service.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether what services say of their headers fits their modes. */
final class OuterChecks {
    /** By what a backend tells the VIPs of {@code l3dsr} apart. */
    private record Mark(IpAddress backend, int dscp) {}

    private final Map<Mark, Service> marks = new HashMap<>();

    private OuterChecks() {}

    static void check(final List<Item> items, final List<Service> services) {
        final OuterChecks checks = new OuterChecks();
        for (int i = 0; i < items.size(); i++) {
            checks.check(items.get(i), services.get(i));
        }
    }

    private void check(final Item item, final Service service) {
        final Item mark = item.child("dscp");
        if (service.mode() == Mode.L3DSR) {
            mark(item, mark, service);
        } else {
            warn(mark, "has no effect but with l3dsr", "write `outer: {dscp: …}` for that of outer headers");
        }
        if (service.mode() != Mode.GUE) {
            warn(item.child("gue"), "has no effect but with gue", "remove it");
        }
        if (!service.mode().hasOuterHeader()) {
            warn(item.child("outer"), "has no effect, since this mode has no outer header", "remove it");
        }
    }

    private static void warn(final Item item, final String message, final String remedy) {
        if (item.isPresent()) {
            item.warn(message, remedy);
        }
    }

    private void mark(final Item item, final Item mark, final Service service) {
        if (!mark.isPresent()) {
            item.child("mode").error("needs a DSCP, by which backends know the VIP", "add `dscp: 7`");
        } else if (service.handling().outer().dscp() == 0) {
            mark.error("is what packets have anyway, and tells backends nothing", "use 1 to 63");
        } else if (service.endpoint().vip().length() < service.vip().width()) {
            item.child("vip")
                    .error(
                            "has many addresses, of which a backend finds one by the DSCP",
                            "give an address, or a mode that has outer headers");
        } else {
            distinct(mark, service);
        }
    }

    private void distinct(final Item mark, final Service service) {
        for (final Backend backend : service.backends()) {
            final Service other = marks.putIfAbsent(
                    new Mark(backend.address(), service.handling().outer().dscp()), service);
            if (other != null && !other.vip().equals(service.vip())) {
                mark.error(
                        "is that of service %s too, so backend %s cannot tell the two VIPs apart"
                                .formatted(Shown.quoted(other.name()), backend.address()),
                        "give each VIP its own");
                return;
            }
        }
    }
}
