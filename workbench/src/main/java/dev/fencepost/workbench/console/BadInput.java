package dev.fencepost.workbench.console;

import java.util.List;

/**
 * The user's input cannot be used: ends the command with {@link ExitStatus#BAD_INPUT} and this message, without a stack
 * trace. The message says what is wrong, where (file, line, column), and what was expected.
 */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user, without a prefix and without a full stop. */
    public BadInput(String message) {
        super(message);
    }

    /** With several messages for the user, one for each thing that is wrong. */
    public BadInput(List<String> messages) {
        super(String.join("\n", messages));
    }

    /** With a message for the user and the cause that {@code --debug} shows. */
    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
