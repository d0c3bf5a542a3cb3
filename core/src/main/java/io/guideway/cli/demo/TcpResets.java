package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** How many TCP resets a host's kernel has sent, over IPv4 and IPv6 (RFC 2012, tcpOutRsts; {@code /proc/net/snmp} of Linux). */
final class TcpResets {
    private static final String PREFIX = "Tcp: ";

    private TcpResets() {}

    /** The count of the network namespace in which this process runs. */
    static long sent(final ProcessHandle inside) throws IOException {
        return parse(Files.readAllLines(Path.of("/proc", Long.toString(inside.pid()), "net", "snmp")));
    }

    /** Reads two lines that begin with {@code Tcp:}, names and then values. */
    static long parse(final List<String> lines) {
        final Iterator<String> tcp =
                lines.stream().filter(line -> line.startsWith(PREFIX)).iterator();
        final int column = List.of(tcp.next().split(" ")).indexOf("OutRsts");
        return Long.parseLong(tcp.next().split(" ")[column]);
    }
}
