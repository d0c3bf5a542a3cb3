package io.guideway.forwarder;

import io.guideway.flow.RecordCounter;
import io.guideway.forward.Choice;
import io.guideway.forward.FlowMemory;
import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IcmpBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A node of one worker and one service, which the test's own thread runs; its time is the test's. Backends have numbers, and a
 * packet that is sent tells its backend's by its Ethernet address.
 */
final class LoneNode implements AutoCloseable {
    /** How long slots drain, in seconds. */
    static final int DRAIN = 60;

    private static final long MARK = 0x0200_0000_0000L;

    /** What a backend may be. */
    enum State {
        TAKES,
        DRAINS,
        FAILED,
        REMOVED
    }

    final Map<Integer, State> states = new TreeMap<>();
    final Generations generations;
    final FlowStore flows;
    private final FlowTracking.Scope scope;
    private final Rig rig;
    private List<ClientRule> clients;
    private long second;

    LoneNode(final FlowTracking.Scope scope, final int backends) {
        this(scope, taking(backends));
    }

    LoneNode(final FlowTracking.Scope scope, final int backends, final List<ClientRule> clients) {
        this(scope, taking(backends), clients);
    }

    /** One that begins with these backends, and knows of no time before. */
    LoneNode(final FlowTracking.Scope scope, final Map<Integer, State> backends) {
        this(scope, backends, List.of());
    }

    private LoneNode(
            final FlowTracking.Scope scope, final Map<Integer, State> backends, final List<ClientRule> clients) {
        this.scope = scope;
        this.clients = clients;
        states.putAll(backends);
        generations = new Generations(1, List.of(service()), LoneNode::route, () -> TimeUnit.SECONDS.toNanos(second));
        flows = new FlowStore(1, 1 << 16, FlowMemory.IDLE, new long[] {1, 2});
        rig = new Rig(List.of(service()), LoneNode::route, flows.of(0));
        rig.worker.offer(generations.view());
        rig.worker.runOnce();
        generations.join(0, rig.worker, () -> false); // it adopts with the next burst
    }

    private static Map<Integer, State> taking(final int backends) {
        final Map<Integer, State> states = new TreeMap<>();
        for (int i = 1; i <= backends; i++) {
            states.put(i, State.TAKES);
        }
        return states;
    }

    private Service service() {
        final List<Backend> backends = new ArrayList<>();
        states.forEach((number, state) -> {
            if (state != State.REMOVED) {
                final IpAddress address = IpAddress.parse("10.0.0." + number);
                backends.add(new Backend(address, state == State.TAKES ? 1 : 0, state != State.FAILED));
            }
        });
        return new Service(
                        "web",
                        IpAddress.parse(Sites.VIP4),
                        Protocol.TCP,
                        80,
                        Mode.L2DSR,
                        HashFields.FIVE_TUPLE,
                        251,
                        List.of(),
                        backends,
                        new FlowTracking(scope, DRAIN, false),
                        Handling.DEFAULT)
                .withClients(clients);
    }

    void divide(final List<ClientRule> rules) {
        clients = rules;
        generations.adopt(generations.current().number() + 1, List.of(service()));
    }

    void set(final int backend, final State state) {
        states.put(backend, state);
        generations.adopt(generations.current().number() + 1, List.of(service()));
    }

    void prepare(final int backend, final State state) {
        final State before = states.put(backend, state);
        generations.prepare(generations.current().number() + 1, List.of(service()));
        states.put(backend, before);
    }

    void pass(final int seconds) {
        second += seconds;
        flows.tick(TimeUnit.SECONDS.toNanos(second));
        generations.retire(flows);
    }

    long second() {
        return second;
    }

    boolean serves(final int backend) {
        final State state = states.get(backend);
        return state == State.TAKES || state == State.DRAINS;
    }

    /** Backends for the same clients that take flows. */
    long takersBeside(final int backend) {
        return states.entrySet().stream()
                .filter(one -> one.getKey() != backend && one.getValue() == State.TAKES)
                .filter(one -> clients.isEmpty() || (one.getKey() - 1) / 3 == (backend - 1) / 3)
                .count();
    }

    int begin(final int flow) {
        return sent(frame(flow).syn(port(flow), 80).frame());
    }

    int goOn(final int flow) {
        return sent(frame(flow).tcp(port(flow), 80, 10).frame());
    }

    /** A router says that an answer of the flow's backend did not arrive. */
    int fail(final int flow) {
        final byte[] answer = FrameBuilder.packet(Sites.VIP4, client(flow))
                .tcp(80, port(flow), 0)
                .ip();
        return sent(IcmpBuilder.packet("192.0.2.1", Sites.VIP4, 3, 4, 1400, IcmpBuilder.first(28, answer))
                .macs(MARK, Rig.STATION)
                .frame());
    }

    private static String client(final int flow) {
        return "198.51.100." + flow % 250;
    }

    private static FrameBuilder frame(final int flow) {
        return FrameBuilder.packet(client(flow), Sites.VIP4).macs(MARK, Rig.STATION);
    }

    private static int port(final int flow) {
        return 1024 + flow / 250;
    }

    /** Both packets in one burst. */
    List<Integer> beginAndGoOn(final int flow) {
        final byte[] syn = frame(flow).syn(port(flow), 80).frame();
        final byte[] ack = frame(flow).tcp(port(flow), 80, 10).frame();
        return rig.walk(syn, ack).stream().map(sent -> sent[5] & 0xFF).toList();
    }

    /** Hears at once all that another node has recorded; both number backends alike. */
    void hear(final LoneNode other) {
        other.flows
                .of(0)
                .own()
                .forEach(
                        other.flows.now(),
                        (flow, lasting, kind, age) -> flows.peers().learn(flow, lasting, kind, age, flows.now()));
    }

    private int sent(final byte[] frame) {
        return rig.walk(frame).getFirst()[5] & 0xFF;
    }

    long packets(final Choice choice) {
        return rig.worker.counters().packets(choice);
    }

    /** Records of both kinds. */
    long records() {
        return flows.sum(RecordCounter.EMBRYONIC) + confirmed();
    }

    long confirmed() {
        return flows.sum(RecordCounter.CONFIRMED);
    }

    @Override
    public void close() {
        generations.close();
        rig.close();
        flows.close();
    }

    private static Route route(final Service service, final Backend backend) {
        return new Route(0, 1500, Rig.STATION, MARK | backend.address().low() & 0xFF, null);
    }
}
