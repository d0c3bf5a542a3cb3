package io.guideway.ring;

class MemoryQueueTest extends QueueContract {
    private final MemoryRing ring = new MemoryRing(1024);
    private final MemoryMbufPool pool = new MemoryMbufPool(1024 + 64, 256);

    @Override
    RxQueue rxQueue() {
        return new MemoryRxQueue(ring);
    }

    @Override
    TxQueue txQueue() {
        return new MemoryTxQueue(ring);
    }

    @Override
    MbufPool pool() {
        return pool;
    }

    @Override
    int capacity() {
        return 1024;
    }
}
