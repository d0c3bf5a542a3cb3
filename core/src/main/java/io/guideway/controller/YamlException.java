package io.guideway.controller;

import java.io.Serial;

/** The file is YAML that we do not take, or no file that can be read at all. */
final class YamlException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Position position;
    private final String remedy;

    YamlException(final Position position, final String message, final String remedy) {
        super(message);
        this.position = position;
        this.remedy = remedy;
    }

    Position position() {
        return position;
    }

    String remedy() {
        return remedy;
    }
}
