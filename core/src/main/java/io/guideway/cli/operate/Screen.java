package io.guideway.cli.operate;

import java.io.IOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal as a screen of our own: what stood there before comes back in the end, also where a signal makes it. One thread,
 * and the one that ends the program.
 */
final class Screen implements AutoCloseable {
    private static final int CTRL_C = 3;
    private static final Size SMALLEST = new Size(80, 24);

    private final Terminal terminal;
    private final Attributes before;
    private final Thread restorer = new Thread(this::restore, "terminal");
    private boolean isRestored;

    /** Takes the terminal. */
    Screen() throws IOException {
        terminal = TerminalBuilder.builder().system(true).build();
        before = terminal.enterRawMode();
        final Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key, like q
        terminal.setAttributes(raw);
        Runtime.getRuntime().addShutdownHook(restorer);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    /** Whether standard input and output are a terminal. */
    static boolean isThere() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Its size now; that of old where it does not know. */
    Size size() {
        final Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : SMALLEST;
    }

    /** Shows lines, in the place of those before. */
    void show(final List<String> lines) {
        terminal.puts(Capability.cursor_home);
        for (int i = 0; i < lines.size(); i++) {
            terminal.writer().print(lines.get(i));
            terminal.puts(Capability.clr_eol);
            if (i < lines.size() - 1) {
                terminal.writer().print("\r\n");
            }
        }
        terminal.puts(Capability.clr_eos);
        terminal.flush();
    }

    /** Waits so long, or until a key; whether that was q or Ctrl-C, or no more keys will come. */
    boolean isLeft(final long milliseconds) throws IOException {
        final int key = terminal.reader().read(milliseconds);
        return key == 'q' || key == 'Q' || key == CTRL_C || key == -1;
    }

    private synchronized void restore() {
        if (!isRestored) {
            isRestored = true;
            terminal.puts(Capability.exit_ca_mode);
            terminal.puts(Capability.cursor_normal);
            terminal.setAttributes(before);
            terminal.flush();
        }
    }

    @Override
    public void close() throws IOException {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restorer);
        } catch (final IllegalStateException ending) {
            return; // the program ends, and the restorer has run or will do no harm
        }
        terminal.close();
    }
}
