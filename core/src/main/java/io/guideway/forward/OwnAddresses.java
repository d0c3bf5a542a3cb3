package io.guideway.forward;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.VipIndex;
import java.util.List;

/**
 * What a port answers its link for: its own addresses, and VIPs by its rule. Immutable; any thread. Rare path, but on it for
 * every question of the link, so it makes no objects.
 *
 * @param port place of the port among the node's ports, from 0
 * @param outlet index of the transmit queue by which answers leave
 * @param mac Ethernet address of the port
 * @param prefixes the port's addresses with the networks on its link
 * @param announced the VIPs that it answers for besides
 * @param hasKernelPath whether what is not ours goes to the kernel
 */
public record OwnAddresses(
        int port, int outlet, long mac, List<Prefix> prefixes, AnnouncedVips announced, boolean hasKernelPath) {
    /** Answers for nothing. */
    public static final OwnAddresses NONE = new OwnAddresses(0, 0, 0, List.of(), AnnouncedVips.NONE, false);

    /** Takes a copy. */
    public OwnAddresses {
        prefixes = List.copyOf(prefixes);
    }

    /** Whether questions for a VIP are answered: it is known to be one. */
    public boolean announces(final IpAddress vip) {
        return announces(vip.high(), vip.low());
    }

    /** Whether the port answers for an address, as {@link IpAddress} holds it. */
    boolean answers(final long high, final long low, final boolean ipv6, final VipIndex vips) {
        return isOwn(high, low) || announces(high, low) && vips.isVip(high, low, ipv6 ? VipIndex.IPV6 : 0);
    }

    private boolean announces(final long high, final long low) {
        return switch (announced) {
            case NONE -> false;
            case ON_LINK -> isOnLink(high, low);
            case ALL -> true;
        };
    }

    // By index: an iterator would be an object for each question.

    private boolean isOwn(final long high, final long low) {
        for (int i = 0; i < prefixes.size(); i++) {
            final IpAddress own = prefixes.get(i).address();
            if (own.low() == low && own.high() == high) {
                return true;
            }
        }
        return false;
    }

    private boolean isOnLink(final long high, final long low) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (prefixes.get(i).contains(high, low)) {
                return true;
            }
        }
        return false;
    }
}
