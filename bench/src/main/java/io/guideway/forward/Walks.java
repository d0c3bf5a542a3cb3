package io.guideway.forward;

import io.guideway.service.VipIndex;

/** Stages by themselves, each over a whole burst: the worker's walks take several at once. */
final class Walks {
    private Walks() {}

    static void parse(final Batch batch, final int count, final long station) {
        for (int i = 0; i < count; i++) {
            Parser.parse(batch.packet(i), batch.mbuf(i), station);
        }
    }

    static void classify(final Batch batch, final int count, final VipIndex index) {
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.verdict(packet) == Batch.FORWARD) {
                Classifier.begin(packet, index);
                Classifier.classify(packet, index);
            }
        }
    }

    static void chooseSlots(final Batch batch, final int count, final Selector selector) {
        for (int i = 0; i < count; i++) {
            final long packet = batch.packet(i);
            if (Packet.verdict(packet) == Batch.FORWARD) {
                selector.chooseSlot(packet, Packet.entry(packet));
            }
        }
    }
}
