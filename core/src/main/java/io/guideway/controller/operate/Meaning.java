package io.guideway.controller.operate;

import io.guideway.packet.Verdict;

/** What verdicts mean and what can be done about them, in a sentence for people who meet them for the first time. */
public final class Meaning {
    private Meaning() {}

    /** Of a verdict. */
    public static String of(final Verdict verdict) {
        return switch (verdict) {
            case FORWARDED -> "It is sent to the backend.";
            case ANSWERED -> "The node itself answers it.";
            case KERNEL -> "It is not for a service, and goes to the kernel.";
            case OTHER_MAC ->
                "It is for the Ethernet address of another station; let the router send to the port's address, or set 'promiscuous: true'.";
            case MULTICAST_MAC ->
                "It was sent to all stations or a group of them, and a node forwards only what was sent to it alone.";
            case ARP -> "It asks for, or tells, an Ethernet address; it is no packet for a service.";
            case NOT_IP -> "It is neither IPv4 nor IPv6.";
            case IPV4_CHECKSUM ->
                "The checksum of its IPv4 header is wrong; something on the way damages packets, or fills it in only later.";
            case NOT_OURS -> "No service has its destination address as VIP.";
            case NO_SERVICE -> "Its destination is a VIP, but no service has this protocol and port there.";
            case NO_BACKEND ->
                "No backend of the service takes flows: add one, or see in 'guideway status' why they are down.";
            case NO_NEIGHBOUR ->
                "The Ethernet address of the backend, or of the gateway to it, is not known: is it up, and is its address or the gateway's right?";
            case TOO_BIG ->
                "With the outer header it is longer than the MTU of the port that it would leave by: let clients send shorter ones, or raise 'mtu'.";
            case TX_FULL -> "The device takes no more packets: it is slower than what comes in.";
            default -> "It is dropped as %s; docs/packets.md has the reason.".formatted(verdict.text());
        };
    }
}
