package io.guideway.controller;

import io.guideway.service.Outer;

/** What a service of the file says of its outer headers, and of what is changed in its packets; judges nothing. */
final class OuterReader {
    private static final String COPY = "copy";

    private OuterReader() {}

    static Outer read(final Item service) {
        final Item outer = service.child("outer");
        final Item mark = service.child("dscp");
        return new Outer(
                outer.child("ttl").integerOr(Outer.DEFAULT.hops()),
                df(outer.child("df").textOr(COPY)),
                dscp(mark.isPresent() ? mark : outer.child("dscp")),
                ecn(outer.child("ecn").textOr("normal")),
                service.child("decrement-ttl").isTrue(),
                gue(service.child("gue")));
    }

    private static Outer.Gue gue(final Item gue) {
        final Outer.Gue absent = Outer.DEFAULT.gue();
        return new Outer.Gue(
                gue.child("port").integerOr(absent.port()),
                gue.child("variant").integerOr(absent.variant()),
                gue.child("checksum").textOr("zero").equals("computed"));
    }

    private static int dscp(final Item dscp) {
        return dscp.textOr(COPY).equals(COPY) ? Outer.COPIED : dscp.integer();
    }

    private static Outer.DontFragment df(final String word) {
        return switch (word) {
            case COPY -> Outer.DontFragment.COPY;
            case "set" -> Outer.DontFragment.SET;
            case "clear" -> Outer.DontFragment.CLEAR;
            default -> throw ServiceReader.unexpected(word);
        };
    }

    private static Outer.Ecn ecn(final String word) {
        return switch (word) {
            case "normal" -> Outer.Ecn.NORMAL;
            case "compatibility" -> Outer.Ecn.COMPATIBILITY;
            default -> throw ServiceReader.unexpected(word);
        };
    }
}
