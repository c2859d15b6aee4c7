package dev.fencepost.workbench.console;

import java.util.List;
import java.util.function.Function;

/** A command that only groups others: {@code fencepost explore split-ring}. */
public interface CommandGroup {
    /** In the order that its {@code --help} lists them. */
    List<Function<Output, Object>> commands();
}
