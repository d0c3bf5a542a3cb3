package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.forward.ModeSamples;
import io.guideway.forward.Rig;
import io.guideway.forward.Sites;
import io.guideway.packet.PcapFile;
import io.guideway.service.Mode;
import io.guideway.service.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes and their choices from the file to the capture, and what tshark has to say about it. */
class ModesReplayIT {
    private static final int ETHERNET = 14;
    private static final int TAG = 4;

    @TempDir
    private Path directory;

    @Test
    void whatLeavesIsWhatTheWorkerSendsAndSound() throws Exception {
        final List<byte[]> direct = new ArrayList<>();
        final List<byte[]> gue = new ArrayList<>();
        final List<byte[]> insideGue = new ArrayList<>();
        final List<String> udpStatus = new ArrayList<>();
        final List<byte[]> written = replay(allFrames());
        int next = 0;
        try (Rig rig = new Rig(ModeSamples.SERVICES, Sites::route)) {
            for (final Service service : ModeSamples.SERVICES) {
                for (final byte[] frame : ModeSamples.frames(service)) {
                    final byte[] sent = written.get(next++);
                    assertArrayEquals(rig.walk(frame).getFirst(), sent, service::name);
                    if (service.mode() == Mode.GUE) {
                        gue.add(sent);
                        insideGue.add(inside(service, sent));
                        udpStatus.add(service.handling().outer().gue().hasChecksum() ? "1" : "3");
                    } else {
                        direct.add(sent);
                    }
                }
            }
        }
        assertEquals(written.size(), next);
        Tshark.assertSound(write("direct.pcap", direct), direct.size());
        assertEquals(udpStatus, Tshark.udpChecksums(write("gue.pcap", gue)));
        Tshark.assertSound(write("inside.pcap", insideGue), insideGue.size());
    }

    private static List<byte[]> allFrames() {
        return ModeSamples.SERVICES.stream()
                .flatMap(service -> ModeSamples.frames(service).stream())
                .toList();
    }

    /** Takes the packet out as a receiver would; tshark does not know GUE. */
    private static byte[] inside(final Service service, final byte[] frame) {
        final int link = ByteBuffer.wrap(frame).getShort(12) == (short) 0x8100 ? ETHERNET + TAG : ETHERNET;
        final int udp = link + (frame[link] >>> 4 == 4 ? 20 : 40);
        final int variant = frame[udp + 8] >>> 6 & 3;
        assertEquals(service.handling().outer().gue().variant(), variant);
        final int inner = udp + 8 + (variant == 0 ? 4 : 0);
        final int type = frame[inner] >>> 4 == 4 ? 0x0800 : 0x86DD;
        return ByteBuffer.allocate(ETHERNET + frame.length - inner)
                .put(frame, 0, 12)
                .putShort((short) type)
                .put(frame, inner, frame.length - inner)
                .array();
    }

    private List<byte[]> replay(final List<byte[]> frames) throws Exception {
        final Path config = Files.writeString(directory.resolve("lb.yaml"), """
                node: {name: modes, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--no-pci"]
                  ports:
                    - id: 0
                      mac: "02:00:00:00:00:02"
                      address: [10.0.0.2/16, "fd00::2/16"]
                      neighbours:
                        10.0.1.1: "02:00:00:00:0b:00"
                        10.0.1.2: "02:00:00:00:0b:00"
                        fd00:1::1: "02:00:00:00:0b:00"
                  workers: [0]
                services:
                %s""".formatted(ModeSamples.yaml()));
        final Path out = directory.resolve("out.pcap");
        final Program.Result result = Program.guideway("replay", config, write("in.pcap", frames), out);
        assertEquals(0, result.exitCode(), result.err());
        return PcapFile.read(out);
    }

    private Path write(final String name, final List<byte[]> frames) throws IOException {
        final Path file = directory.resolve(name);
        try (PcapFile capture = PcapFile.create(file)) {
            for (final byte[] frame : frames) {
                capture.write(frame);
            }
        }
        return file;
    }
}
