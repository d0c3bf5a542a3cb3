package io.guideway.cli.demo;

/** IPv4 or IPv6: of a VIP, its clients, and of the outer header where there is one. */
enum Family {
    IPV4("IPv4"),
    IPV6("IPv6");

    private final String spoken;

    Family(final String spoken) {
        this.spoken = spoken;
    }

    /** As one writes it. */
    String spoken() {
        return spoken;
    }
}
