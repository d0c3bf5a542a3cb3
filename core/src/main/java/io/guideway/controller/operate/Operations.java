package io.guideway.controller.operate;

import io.guideway.service.Service;
import java.util.List;

/**
 * A node as its operators see it. What is changed here stays over a restart of the controller, stands above the file until
 * {@link #save}, and takes effect as a whole or not at all. Any thread.
 */
public interface Operations {
    /** The node now. Counters are not older than a second while there is a forwarder. */
    NodeStatus status();

    /**
     * What would become of packets, if they came now; asking changes nothing.
     *
     * @throws UnansweredException if there is no forwarder that could be asked
     * @throws IllegalArgumentException if the question makes no sense
     */
    Explanation explain(Question question) throws UnansweredException;

    /**
     * Why packets are dropped, and the last ones of each reason.
     *
     * @throws UnansweredException if there is no forwarder that could be asked
     */
    DroppedPackets drops() throws UnansweredException;

    /**
     * Starts a capture, which goes on by itself.
     *
     * @throws UnansweredException if there is no forwarder that could be asked
     * @throws IllegalArgumentException if the order makes no sense, or cannot be done, as while another capture goes on
     */
    CaptureStatus capture(CaptureOrder order) throws UnansweredException;

    /**
     * How the capture goes, or the last one went.
     *
     * @throws UnansweredException if there is no forwarder that could be asked
     */
    CaptureStatus capture() throws UnansweredException;

    /**
     * Ends the capture, if one goes on; does not wait until it is over.
     *
     * @throws UnansweredException if there is no forwarder that could be asked
     */
    CaptureStatus stopCapture() throws UnansweredException;

    /**
     * The services as the forwarder is to have them: with the weights that the operator's word and the health of their backends
     * leave them.
     */
    List<Service> services();

    /**
     * Changes what the node shall do, and waits until the forwarder goes by it, a bounded time.
     *
     * @param isDryRun only to say what would change
     * @throws ChangeRefusedException if it makes no sense; nothing has changed then
     */
    Outcome change(Change change, boolean isDryRun) throws ChangeRefusedException;

    /**
     * Reads the configuration file again, and carries over what has changed in its services.
     *
     * @param isDryRun only to say what would change
     * @throws ChangeRefusedException with every problem of the file; nothing has changed then
     */
    Outcome reload(boolean isDryRun) throws ChangeRefusedException;

    /**
     * Writes what was changed by command into the configuration file. States of backends are kept where they are, as the file
     * has no word for them.
     *
     * @param isDryRun only to say what would be written
     * @throws ChangeRefusedException if the file has been changed and not been reloaded, or cannot be written; it is as it was
     */
    Saved save(boolean isDryRun) throws ChangeRefusedException;
}
