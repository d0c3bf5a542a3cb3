package io.guideway.controller.vip;

import java.net.InetAddress;

/** The node's kernel as checks via a VIP use it: takes packets out of it before they are encapsulated, and puts them back. */
public interface VipDevice extends AutoCloseable {
    /** The interface's name. */
    String name();

    /**
     * Takes the next packet that the kernel has routed to the interface; waits a moment for it. One thread.
     *
     * @return its length; 0 if there is none
     */
    int receive(byte[] packet);

    /**
     * Sends an IP packet, its outer header whole but for what the kernel fills in of IPv4 (checksum, identification).
     *
     * @return whether the kernel took it
     */
    boolean send(byte[] packet, int length, InetAddress to);

    /**
     * Sends an IP packet in a frame to an Ethernet address.
     *
     * @param interfaceIndex the kernel's number of the interface
     * @param mac in the lower 48 bits
     * @param etherType 0x0800 or 0x86DD
     * @return whether the kernel took it
     */
    boolean send(byte[] packet, int length, int interfaceIndex, long mac, int etherType);

    /** Removes the interface; the receiver has stopped. */
    @Override
    void close();

    /** Makes the device when it is needed. */
    @FunctionalInterface
    interface Maker {
        /**
         * Makes it.
         *
         * @param name of the interface
         * @throws RuntimeException if it cannot be made; the message says why, and what helps
         */
        VipDevice make(String name);
    }
}
