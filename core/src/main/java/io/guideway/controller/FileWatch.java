package io.guideway.controller;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells when a file says something else than before. Watches the folder, as most editors rename a new file over the old one,
 * and the folder of what a link leads to; and waits until nothing has happened for a moment, so that nobody reads half a file.
 * A thread of its own, which sleeps while nothing happens.
 */
public final class FileWatch implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(300);

    private final Path file;
    private final Supplier<String> known;
    private final Runnable reaction;
    private final WatchService service;
    private final Thread thread;
    /** What was seen last; this thread's alone. */
    private String seen = "";

    /**
     * Begins to watch, with a look at what has happened before.
     *
     * @param known the fingerprint of what the file is known to say ({@link FileDocument#fingerprint})
     * @param reaction is run on the watch's thread, once for each change to what is not known
     * @param log is told if the file cannot be watched any more
     * @throws IOException if it cannot be watched at all
     */
    FileWatch(final Path file, final Supplier<String> known, final Runnable reaction, final Consumer<String> log)
            throws IOException {
        this.file = file.toAbsolutePath();
        this.known = known;
        this.reaction = reaction;
        service = this.file.getFileSystem().newWatchService();
        try {
            register();
        } catch (final IOException failure) {
            service.close();
            throw failure;
        }
        thread = Thread.ofPlatform().name("file-watch").daemon().start(() -> run(log));
    }

    /** Folders that are watched already go on being watched; a link may lead to another one than before. */
    private void register() throws IOException {
        for (final Path folder : folders()) {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
    }

    private Set<Path> folders() throws IOException {
        final Set<Path> folders = new LinkedHashSet<>();
        folders.add(file.getParent());
        if (Files.exists(file)) {
            folders.add(file.toRealPath().getParent());
        }
        return folders;
    }

    private void run(final Consumer<String> log) {
        try {
            awaitQuiet(service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS)); // somebody may be writing just now
            look();
            while (true) {
                awaitQuiet(service.take());
                register();
                look();
            }
        } catch (final IOException lost) {
            log.accept("%s cannot be watched any more, reload by command: %s".formatted(file, lost));
        } catch (final ClosedWatchServiceException | InterruptedException end) {
            // closed
        }
    }

    private void awaitQuiet(final WatchKey first) throws InterruptedException {
        for (WatchKey key = first; key != null; key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS)) {
            key.pollEvents();
            key.reset();
        }
    }

    /** A file that is away for a moment, or cannot be read, says nothing: what comes in its place will be noticed. */
    private void look() {
        final String now = fingerprint();
        if (now.isEmpty() || now.equals(seen)) {
            return;
        }
        seen = now;
        if (!now.equals(known.get())) {
            reaction.run();
        }
    }

    private String fingerprint() {
        try {
            return FileDocument.fingerprint(YamlFile.octets(file));
        } catch (final ConfigurationException unreadable) {
            return "";
        }
    }

    /** Ends it; a reaction that is under way is waited for. */
    @Override
    public void close() {
        try {
            service.close();
            thread.join();
        } catch (final IOException impossible) {
            throw new AssertionError("closing inotify does not fail", impossible);
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
