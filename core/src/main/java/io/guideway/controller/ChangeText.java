package io.guideway.controller;

import io.guideway.controller.operate.Change;
import io.guideway.packet.IpAddress;

/** Changes made by command, as the log tells them. */
final class ChangeText {
    private ChangeText() {}

    /** One line. */
    static String of(final Change change) {
        return "by command: service %s%s".formatted(change.service(), what(change));
    }

    private static String what(final Change change) {
        return switch (change) {
            case final Change.PutService put -> " put";
            case final Change.RemoveService remove -> " removed";
            case Change.PutBackend(String service, IpAddress backend, int weight) ->
                ": backend %s put, weight %d".formatted(backend, weight);
            case Change.RemoveBackend(String service, IpAddress backend) -> ": backend %s removed".formatted(backend);
            case Change.SetWeight(String service, IpAddress backend, int weight) ->
                ": weight %d for backend %s".formatted(weight, backend);
            case Change.SetState(String service, IpAddress backend, var state) ->
                ": backend %s is %s".formatted(backend, state);
        };
    }
}
