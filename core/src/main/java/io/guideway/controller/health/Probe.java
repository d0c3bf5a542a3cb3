package io.guideway.controller.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.List;
import javax.net.ssl.SSLException;

/** A check made ready for one backend, to be run again and again, each time on a thread of its own that may wait. */
@FunctionalInterface
interface Probe {
    /** What the kernel says when this node has no room for another socket, which is no backend's fault. */
    List<String> OUR_OWN_TROUBLE = List.of(
            "Too many open files",
            "Cannot assign requested address",
            "Address already in use",
            "No buffer space available");

    /**
     * Asks the backend and returns what it answered, if that is good. Waits as long as it takes: {@link Attempt#end} ends it.
     *
     * @throws CheckFailure if the answer is not good
     * @throws IOException if there is none
     */
    String ask(Attempt attempt) throws IOException, CheckFailure;

    /** Makes {@code check} ready for {@code target}. */
    static Probe of(final Check check, final InetSocketAddress target) {
        return switch (check) {
            case Check.Http http -> new HttpProbe(http, target);
            case Check.Tcp _ -> attempt -> TcpProbe.ask(target, attempt);
            case Check.TlsHandshake handshake -> new TlsProbe(handshake.tls(), target);
            case Check.Udp udp -> new UdpProbe(udp, target);
            case Check.Grpc grpc -> new GrpcProbe(grpc, target);
            case Check.Dns dns -> new DnsProbe(dns, target);
        };
    }

    /** Asks, and says what came of it; throws nothing. */
    default Outcome run(final Attempt attempt) {
        try {
            return Outcome.good(ask(attempt));
        } catch (final NoWayException ours) {
            return Outcome.unknown("this node could not check: " + ours.getMessage());
        } catch (final CheckFailure failure) {
            return Outcome.bad(failure.getMessage());
        } catch (final IOException failure) {
            return judge(failure);
        } catch (final RuntimeException unexpected) {
            return Outcome.bad("the check failed by " + unexpected);
        } catch (final Error ours) {
            return Outcome.unknown("this node could not check: " + ours);
        } finally {
            attempt.arrive();
        }
    }

    private static Outcome judge(final IOException failure) {
        final String message = String.valueOf(failure.getMessage());
        if (OUR_OWN_TROUBLE.stream().anyMatch(message::contains)) {
            return Outcome.unknown("this node could not check: " + message);
        }
        return Outcome.bad(
                switch (failure) {
                    case PortUnreachableException _ -> "nothing listens there (ICMP port unreachable)";
                    case ConnectException _ -> "no connection: " + message;
                    case SSLException _ -> "TLS: " + message;
                    default -> message;
                });
    }
}
