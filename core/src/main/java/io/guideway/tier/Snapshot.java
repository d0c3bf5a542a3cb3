package io.guideway.tier;

import io.guideway.flow.RecordTable;
import io.guideway.service.ServicePast;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a node that joins or has lost messages, made piece by piece while it is sent: the past of slots, then records,
 * then the word that this is the end. One thread.
 */
final class Snapshot {
    private static final int BUCKETS_AT_ONCE = 8;
    private static final int RECORDS_AT_ONCE = 4 * BUCKETS_AT_ONCE;

    /** So that a walk over a table without records takes no long time at once: 256 KiB. */
    private static final int BUCKETS_A_PIECE = 4096;

    /** Octets of a tenure with a backend of its own: 8 and 16. */
    private static final int TENURES_A_PIECE = LetterWriter.ROOM / 24;

    private final LocalNode node;
    private final long nonce;
    private final List<Message> past;
    private final List<RecordTable> tables;
    private final Batch batch = new Batch();
    private int nextPast;
    private int table;
    private int cursor;
    private Message piece;
    private boolean isLast;

    Snapshot(final LocalNode node, final Ask ask) {
        this.node = node;
        nonce = ask.nonce();
        tables = new ArrayList<>(node.own());
        past = ask.everything() ? parts(node.past()) : List.of();
        if (ask.everything()) {
            tables.add(node.copy());
        }
        advance();
    }

    private List<Message> parts(final List<ServicePast> services) {
        final List<Message> parts = new ArrayList<>();
        for (final ServicePast service : services) {
            final List<ServicePast.Tenure> tenures = service.tenures();
            for (int from = 0; from < tenures.size(); from += TENURES_A_PIECE) {
                final int to = Math.min(from + TENURES_A_PIECE, tenures.size());
                parts.add(new Past(
                        nonce, new ServicePast(service.service(), service.tableSize(), tenures.subList(from, to))));
            }
        }
        return parts;
    }

    /** What is to be said now. */
    Message piece() {
        return piece;
    }

    /** Goes on to the next piece; whether there is one. */
    boolean advance() {
        if (isLast) {
            return false;
        }
        if (nextPast < past.size()) {
            piece = past.get(nextPast);
            nextPast++;
            return true;
        }
        for (int looked = 0;
                table < tables.size() && looked < BUCKETS_A_PIECE && batch.hasRoom(RECORDS_AT_ONCE);
                looked += BUCKETS_AT_ONCE) {
            look();
        }
        isLast = table == tables.size();
        piece = batch.take(nonce, isLast);
        return true;
    }

    private void look() {
        cursor = tables.get(table)
                .forEach(
                        cursor,
                        BUCKETS_AT_ONCE,
                        node.now(),
                        (flow, lasting, kind, ageTicks) -> batch.add(flow, lasting, kind, ageTicks, node.served()));
        if (cursor == 0) {
            table++;
        }
    }
}
