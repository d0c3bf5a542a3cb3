package io.guideway.tier;

import io.guideway.service.ServicePast;
import java.util.ArrayList;
import java.util.List;

/** What is known of one run of a node's letters. One thread. */
final class Inflow {
    /** Tenures that are kept until their answer is complete: of 64 services all of whose 65,537 slots move. */
    private static final int MOST_TENURES = 1 << 22;

    private final long run;
    private final long firstHeardNs;
    private final List<ServicePast> past = new ArrayList<>();
    private int tenures;
    private String name = "";
    private boolean isProven;
    private boolean isComplete;
    private boolean hasEverything;
    private boolean hasUnknown;
    private boolean wasAsked;
    private long nonce = Records.NO_NONCE;
    private long last;
    private long heardNs;
    private long answeredNs;
    private long incompleteSinceNs;
    private long records;
    private long lost;

    Inflow(final long run, final long nowNs) {
        this.run = run;
        firstHeardNs = nowNs;
        heardNs = nowNs;
        incompleteSinceNs = nowNs;
    }

    long run() {
        return run;
    }

    String name() {
        return name;
    }

    void name(final String itsName) {
        name = itsName;
    }

    boolean isProven() {
        return isProven;
    }

    boolean isComplete() {
        return isComplete;
    }

    long firstHeardNs() {
        return firstHeardNs;
    }

    long heardNs() {
        return heardNs;
    }

    long incompleteSinceNs() {
        return incompleteSinceNs;
    }

    long records() {
        return records;
    }

    long lost() {
        return lost;
    }

    void heard(final long nowNs) {
        heardNs = nowNs;
    }

    /** Whether that is the nonce of the question that is open. */
    boolean isAsked(final long itsNonce) {
        return nonce != Records.NO_NONCE && nonce == itsNonce;
    }

    /** It has answered: from this letter on it is believed. */
    void prove(final long sequence) {
        isProven = true;
        last = sequence - 1;
    }

    boolean isOld(final long sequence) {
        return sequence <= last;
    }

    /** Goes on to a letter that is not old; returns how many are missing before it. */
    long follow(final long sequence, final long nowNs) {
        final long missing = sequence - last - 1;
        last = sequence;
        if (missing > 0) {
            lost += missing;
            beIncomplete(nowNs);
        }
        return missing;
    }

    /** What it has said is not all of what it knows, and no answer under way makes it so. */
    private void beIncomplete(final long nowNs) {
        if (isComplete) {
            isComplete = false;
            incompleteSinceNs = nowNs;
        }
        forgetQuestion();
    }

    private void forgetQuestion() {
        nonce = Records.NO_NONCE;
        past.clear();
        tenures = 0;
    }

    /** Whether a question is due: something is missing, and no answer is coming in. */
    boolean isQuestionDue(final long nowNs, final long pauseNs) {
        return !isComplete && (!wasAsked || nowNs - answeredNs >= pauseNs);
    }

    Ask ask(final long newNonce, final long nowNs) {
        forgetQuestion();
        nonce = newNonce;
        wasAsked = true;
        answeredNs = nowNs;
        hasUnknown = false;
        return new Ask(run, newNonce, !hasEverything);
    }

    void answered(final long nowNs) {
        answeredNs = nowNs;
    }

    /** Keeps a part of the answer; what is too much is left out. */
    void keep(final ServicePast part) {
        if (tenures + part.tenures().size() <= MOST_TENURES) {
            tenures += part.tenures().size();
            past.add(part);
        }
    }

    /** The answer has come to its end; returns what it said of the past. */
    List<ServicePast> complete() {
        final List<ServicePast> said = List.copyOf(past);
        forgetQuestion();
        isComplete = true;
        hasEverything = true;
        return said;
    }

    void took(final int count) {
        records += count;
    }

    /** It has told of backends that are not served here, or not yet. */
    void toldUnknown() {
        hasUnknown = true;
    }

    /** There is another generation: what was unknown before may have a meaning now. */
    void servedOthers(final long nowNs) {
        if (hasUnknown) {
            hasUnknown = false;
            hasEverything = false;
            beIncomplete(nowNs);
        }
    }
}
