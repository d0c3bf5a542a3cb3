package io.guideway.wire;

import io.guideway.service.FlowTracking;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Protocol;
import java.util.Optional;

/** Numbers of the words that messages and digests carry. They never change, wherever a constant stands in its enum. */
final class Codes {
    private static final int LARGEST_DSCP = 63;
    private static final int DSCP_COPIED = 255;

    private Codes() {}

    static short of(final Protocol protocol) {
        return (short) protocol.number();
    }

    static Protocol protocol(final int code) throws NotUnderstoodException {
        for (final Protocol protocol : Protocol.values()) {
            if (of(protocol) == code) {
                return protocol;
            }
        }
        throw new NotUnderstoodException("no protocol has number " + code);
    }

    static short of(final Mode mode) {
        return switch (mode) {
            case L2DSR -> 1;
            case IPIP -> 2;
            case GRE -> 3;
            case GUE -> 4;
            case L3DSR -> 5;
        };
    }

    static Mode mode(final int code) throws NotUnderstoodException {
        for (final Mode mode : Mode.values()) {
            if (of(mode) == code) {
                return mode;
            }
        }
        throw new NotUnderstoodException("no mode has number " + code);
    }

    static short of(final HashFields hash) {
        return switch (hash) {
            case FIVE_TUPLE -> 1;
            case SOURCE -> 2;
            case SOURCE_PORT -> 3;
        };
    }

    static HashFields hash(final int code) throws NotUnderstoodException {
        for (final HashFields hash : HashFields.values()) {
            if (of(hash) == code) {
                return hash;
            }
        }
        throw new NotUnderstoodException("no choice of hash fields has number " + code);
    }

    static short of(final FlowTracking.Scope scope) {
        return switch (scope) {
            case MOVED -> 1;
            case ALL -> 2;
            case NONE -> 3;
        };
    }

    static FlowTracking.Scope scope(final int code) throws NotUnderstoodException {
        for (final FlowTracking.Scope scope : FlowTracking.Scope.values()) {
            if (of(scope) == code) {
                return scope;
            }
        }
        throw new NotUnderstoodException("no choice of tracked flows has number " + code);
    }

    static short of(final FragmentPolicy policy) {
        return switch (policy) {
            case THREE_TUPLE -> 1;
            case TRACK -> 2;
            case DROP -> 3;
        };
    }

    static FragmentPolicy fragments(final int code) throws NotUnderstoodException {
        for (final FragmentPolicy policy : FragmentPolicy.values()) {
            if (of(policy) == code) {
                return policy;
            }
        }
        throw new NotUnderstoodException("no way of fragments has number " + code);
    }

    /** Of what is done with a packet that is too long and may be fragmented. */
    static short tooBig(final boolean isFragmented) {
        return (short) (isFragmented ? 1 : 2);
    }

    static boolean isFragmented(final int code) throws NotUnderstoodException {
        if (code < 1 || code > 2) {
            throw new NotUnderstoodException("no way with packets that are too big has number " + code);
        }
        return code == tooBig(true);
    }

    static short of(final Outer.DontFragment df) {
        return switch (df) {
            case COPY -> 1;
            case SET -> 2;
            case CLEAR -> 3;
        };
    }

    static Outer.DontFragment df(final int code) throws NotUnderstoodException {
        for (final Outer.DontFragment df : Outer.DontFragment.values()) {
            if (of(df) == code) {
                return df;
            }
        }
        throw new NotUnderstoodException("no choice of DF has number " + code);
    }

    static short of(final Outer.Ecn ecn) {
        return switch (ecn) {
            case NORMAL -> 1;
            case COMPATIBILITY -> 2;
        };
    }

    static Outer.Ecn ecn(final int code) throws NotUnderstoodException {
        for (final Outer.Ecn ecn : Outer.Ecn.values()) {
            if (of(ecn) == code) {
                return ecn;
            }
        }
        throw new NotUnderstoodException("no choice of ECN has number " + code);
    }

    static short ofDscp(final int dscp) {
        return (short) (dscp == Outer.COPIED ? DSCP_COPIED : dscp);
    }

    static int dscp(final int code) throws NotUnderstoodException {
        if (code == DSCP_COPIED) {
            return Outer.COPIED;
        }
        if (code > LARGEST_DSCP) {
            throw new NotUnderstoodException(
                    "DSCP %d; there are 0 to %d, and %d for copied".formatted(code, LARGEST_DSCP, DSCP_COPIED));
        }
        return code;
    }

    static short phase(final boolean isPreparation) {
        return (short) (isPreparation ? 2 : 1);
    }

    static boolean isPreparation(final int code) throws NotUnderstoodException {
        if (code < 1 || code > 2) {
            throw new NotUnderstoodException("no phase has number " + code);
        }
        return code == phase(true);
    }

    static short of(final boolean yes) {
        return (short) (yes ? 1 : 0);
    }

    static boolean yes(final String what, final int code) throws NotUnderstoodException {
        if (code > 1) {
            throw new NotUnderstoodException("%s %d; there are 0 and 1".formatted(what, code));
        }
        return code == 1;
    }

    /** Of a node by itself, one that lacks something of what others know, and one that has it all. */
    static short of(final Optional<TierState> tier) {
        return (short) (tier.isEmpty() ? 0 : tier.get().isComplete() ? 2 : 1);
    }

    static boolean hasTier(final int code) throws NotUnderstoodException {
        if (code > 2) {
            throw new NotUnderstoodException("no state of a tier has number " + code);
        }
        return code > 0;
    }

    static boolean isCompleteTier(final int code) {
        return code == 2;
    }

    static short of(final Refused.Cause cause) {
        return switch (cause) {
            case NOT_UNDERSTOOD -> 1;
            case OTHER_BASE -> 2;
            case NOT_ADOPTABLE -> 3;
        };
    }

    static Refused.Cause cause(final int code) throws NotUnderstoodException {
        for (final Refused.Cause cause : Refused.Cause.values()) {
            if (of(cause) == code) {
                return cause;
            }
        }
        throw new NotUnderstoodException("no cause of a refusal has number " + code);
    }

    static short of(final Explained.Movement movement) {
        return switch (movement) {
            case STILL -> 1;
            case RECORDS_ONLY -> 2;
            case MOVING -> 3;
        };
    }

    static Explained.Movement movement(final int code) throws NotUnderstoodException {
        for (final Explained.Movement movement : Explained.Movement.values()) {
            if (of(movement) == code) {
                return movement;
            }
        }
        throw new NotUnderstoodException("no movement of a slot has number " + code);
    }

    static short of(final Explained.Way way) {
        return switch (way) {
            case HASH -> 1;
            case SLOT -> 2;
            case RECORD -> 3;
            case PEER_RECORD -> 4;
            case FORMER_OWNER -> 5;
            case GONE -> 6;
            case CONNECTION_ID -> 7;
        };
    }

    static Explained.Way way(final int code) throws NotUnderstoodException {
        for (final Explained.Way way : Explained.Way.values()) {
            if (of(way) == code) {
                return way;
            }
        }
        throw new NotUnderstoodException("no way has number " + code);
    }

    static short of(final Explained.Recorded recorded) {
        return switch (recorded) {
            case NONE -> 1;
            case EMBRYONIC -> 2;
            case CONFIRMED -> 3;
            case BY_PEER -> 4;
        };
    }

    static Explained.Recorded recorded(final int code) throws NotUnderstoodException {
        for (final Explained.Recorded recorded : Explained.Recorded.values()) {
            if (of(recorded) == code) {
                return recorded;
            }
        }
        throw new NotUnderstoodException("no state of a record has number " + code);
    }

    static short of(final AskCapture.Action action) {
        return switch (action) {
            case LOOK -> 1;
            case START -> 2;
            case STOP -> 3;
        };
    }

    static AskCapture.Action action(final int code) throws NotUnderstoodException {
        for (final AskCapture.Action action : AskCapture.Action.values()) {
            if (of(action) == code) {
                return action;
            }
        }
        throw new NotUnderstoodException("nothing to do with a capture has number " + code);
    }

    static short of(final CaptureState.Progress progress) {
        return switch (progress) {
            case NONE -> 1;
            case RUNNING -> 2;
            case OVER -> 3;
        };
    }

    static CaptureState.Progress progress(final int code) throws NotUnderstoodException {
        for (final CaptureState.Progress progress : CaptureState.Progress.values()) {
            if (of(progress) == code) {
                return progress;
            }
        }
        throw new NotUnderstoodException("no progress of a capture has number " + code);
    }
}
