package io.guideway.bench.steady;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines of real logs, of three collectors, and what jcmd says of the heaps of two. */
class CollectionLogTest {
    @Test
    void eachCollectorsCollectionsAreFound() {
        assertEquals(
                Optional.of(new Collection(3.21, "Major Collection (Warmup)", 52, 14, 10)),
                CollectionLog.collection(
                        "[3.210s][gc          ] GC(0) Major Collection (Warmup) 52M(10%)->14M(3%) 0.010s"));
        assertEquals(
                Optional.of(new Collection(0.5, "Pause Young (Allocation Failure)", 27, 3, 4.25)),
                CollectionLog.collection(
                        "[0.500s][gc           ] GC(1) Pause Young (Allocation Failure) 27M->3M(123M) 4.250ms"));
        assertEquals(
                Optional.of(new Collection(0.7, "Pause Young (Normal) (G1 Evacuation Pause)", 24, 4, 3.5)),
                CollectionLog.collection(
                        "[0.700s][gc] GC(2) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(64M) 3.500ms"));
    }

    @Test
    void phasesOfACollectionAreNone() {
        assertTrue(CollectionLog.collection("[3.203s][gc,phases    ] GC(0) Y: Pause Mark Start (Major) 0.007ms")
                .isEmpty());
        assertTrue(CollectionLog.collection("[3.201s][gc          ] GC(0) Major Collection (Warmup)")
                .isEmpty());
    }

    @Test
    void theHeapIsTheSumOfItsPartsWithoutClasses() {
        assertEquals(62, HeapUse.parse("""
                 ZHeap           used 62M, capacity 512M, max capacity 512M
                 Metaspace       used 9204K, committed 9472K, reserved 1114112K
                  class space    used 1045K, committed 1152K, reserved 1048576K
                """));
        assertEquals(3, HeapUse.parse("""
                 DefNew     total 78656K, used 2048K [0x0, 0x1, 0x2)
                  eden space 69952K,   8% used [0x0, 0x1, 0x2)
                 Tenured    total 174784K, used 1024K [0x0, 0x1, 0x2)
                 Metaspace       used 84K, committed 320K, reserved 1114112K
                """));
    }
}
