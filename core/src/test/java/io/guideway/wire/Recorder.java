package io.guideway.wire;

import java.util.ArrayList;
import java.util.List;

/** Remembers what an end was told. */
final class Recorder implements ForwarderEnd.Handler, ControllerEnd.Handler {
    final List<Message> messages = new ArrayList<>();
    final List<Refused> refusals = new ArrayList<>();
    final List<Throwable> faults = new ArrayList<>();
    int came;
    int went;

    @Override
    public void onController() {
        came++;
    }

    @Override
    public void onControllerGone() {
        went++;
    }

    @Override
    public void onForwarder() {
        came++;
    }

    @Override
    public void onForwarderGone() {
        went++;
    }

    @Override
    public void onCommand(final Command command) {
        messages.add(command);
    }

    @Override
    public void onAnswer(final Answer answer) {
        messages.add(answer);
    }

    @Override
    public void onNotUnderstood(final Refused refusal) {
        refusals.add(refusal);
    }

    @Override
    public void onFault(final Throwable fault) {
        faults.add(fault);
    }
}
