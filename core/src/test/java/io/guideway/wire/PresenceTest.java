package io.guideway.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final Presence presence = new Presence();

    @Test
    void whereNobodyIsInThereIsNoWaiting() {
        presence.run();
        presence.enter();
        presence.leave();
        presence.run();
    }

    @Test
    void whoIsInIsWaitedForButNotForEver() throws Exception {
        presence.enter();
        final Thread aeron = new Thread(presence);
        aeron.start();
        assertTrue(Await.until(() -> aeron.getState() == Thread.State.TIMED_WAITING || !aeron.isAlive(), Node.LONG));
        presence.leave();
        aeron.join();
        presence.enter();
        presence.run();
    }
}
