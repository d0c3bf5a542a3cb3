package io.guideway.bench;

/** A burst of IPv6 packets without extension headers. */
public class Ipv6Column extends PacketColumn {
    public Ipv6Column() {
        super(40);
    }
}
