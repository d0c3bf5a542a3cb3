package io.guideway.controller.operate;

import io.guideway.wire.CaptureState;
import java.util.Locale;

/**
 * How the capture goes, or the last one went.
 *
 * @param state {@code none} (there was none since the forwarder's start), {@code running} or {@code over}
 * @param file that the forwarder writes it to
 * @param packets in it
 * @param lost packets that were asked for and came faster than they could be written
 * @param end why it ended; empty while it goes on
 */
public record CaptureStatus(String state, String file, long packets, long lost, String end) {
    /** As the forwarder says it. */
    public static CaptureStatus of(final CaptureState said) {
        return new CaptureStatus(
                said.progress().name().toLowerCase(Locale.ROOT), said.file(), said.packets(), said.lost(), said.end());
    }
}
