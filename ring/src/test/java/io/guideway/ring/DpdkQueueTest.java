package io.guideway.ring;

/** Over net_ring, whose ring of 1024 places holds 1023 packets. */
class DpdkQueueTest extends QueueContract {
    private static final Port PORT = RunningEal.open("net_ring", "");

    @Override
    RxQueue rxQueue() {
        return PORT.rxQueue(0);
    }

    @Override
    TxQueue txQueue() {
        return PORT.txQueue(0);
    }

    @Override
    MbufPool pool() {
        return RunningEal.POOL;
    }

    @Override
    int capacity() {
        return 1023;
    }
}
