package dev.fencepost.workbench.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Remembers that a write failed, which a {@code PrintWriter} would swallow: a lost verdict must not look like none. */
final class FailureKeeper extends FilterOutputStream {
    private IOException failure;

    FailureKeeper(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** Whether something was lost that the reader still wanted: a reader that closed its pipe did not. */
    boolean lost() {
        return failure != null && !"Broken pipe".equals(failure.getMessage());
    }

    String reason() {
        return failure.getMessage();
    }
}
