package dev.fencepost.workbench.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An output that remembers how many lines had come each time somebody could read more of them. */
public final class FlushedLines extends ByteArrayOutputStream {
    private final List<Long> flushed = new ArrayList<>();

    @Override
    public void flush() {
        long lines = toString(StandardCharsets.UTF_8).lines().count();
        if (flushed.isEmpty() ? lines > 0 : lines > flushed.get(flushed.size() - 1)) {
            flushed.add(lines);
        }
    }

    /** The numbers of lines, each larger than the one before. */
    public List<Long> flushed() {
        return List.copyOf(flushed);
    }
}
