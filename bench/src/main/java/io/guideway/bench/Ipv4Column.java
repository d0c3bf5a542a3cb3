package io.guideway.bench;

/** A burst of IPv4 packets without options. */
public class Ipv4Column extends PacketColumn {
    public Ipv4Column() {
        super(20);
    }
}
