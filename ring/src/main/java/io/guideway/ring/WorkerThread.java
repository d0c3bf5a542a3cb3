package io.guideway.ring;

import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * What a worker asks for its own thread, a platform thread: a CPU of its own, then DPDK's acquaintance. Every method is
 * about the calling thread.
 */
public final class WorkerThread {
    private static final ShimFunction PIN = ShimFunction.of("gw_thread_pin", JAVA_INT, JAVA_INT);
    private static final ShimFunction CPU = ShimFunction.of("gw_thread_cpu", JAVA_INT);
    private static final ShimFunction REGISTER = ShimFunction.of("gw_thread_register", JAVA_INT);
    private static final ShimFunction UNREGISTER = ShimFunction.ofVoid("gw_thread_unregister");

    private WorkerThread() {}

    /**
     * Binds this thread to one CPU, before {@link #register}. Threads that it starts inherit that.
     *
     * @param cpu the system's number of a CPU, from 0
     * @throws DpdkException if there is no such CPU, or this process may not use it
     */
    public static void pin(final int cpu) {
        requirePlatformThread();
        DpdkException.check(
                PIN.status(cpu),
                "thread %s cannot be pinned to CPU %d"
                        .formatted(Thread.currentThread().getName(), cpu),
                "choose one of the CPUs that Cpus_allowed_list in /proc/self/status names");
    }

    /** The CPU on which this thread runs at this moment. */
    public static int cpu() {
        return DpdkException.check(CPU.status(), "the CPU of this thread is not known", "does the system have getcpu?");
    }

    /**
     * Makes this thread an lcore of DPDK, which gives it a cache of its own in every pool. Registering twice does nothing.
     *
     * @return the lcore's number
     * @throws DpdkException if EAL is not running, or every lcore is taken
     */
    public static int register() {
        requirePlatformThread();
        return DpdkException.check(
                REGISTER.status(),
                "thread %s cannot be made an lcore"
                        .formatted(Thread.currentThread().getName()),
                "start EAL first, and leave it lcores for its workers");
    }

    /** Gives this thread's lcore back, before the thread ends. */
    public static void unregister() {
        UNREGISTER.call();
    }

    private static void requirePlatformThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread has no CPU and no lcore; start a platform thread");
        }
    }
}
