package dev.fencepost.properties.dispatch;

import dev.fencepost.properties.dispatch.DispatchInterruptions.Found;
import dev.fencepost.properties.dispatch.DispatchInterruptions.Variant;
import java.util.stream.Collectors;

/** Every rule of dispatch, whoever is interrupted where: fails with the clauses that are broken. */
public final class DispatchRules implements Runnable {
    /** For whoever loads it anew. */
    public DispatchRules() {}

    @Override
    public void run() {
        String broken = DispatchInterruptions.of(new Variant() {}).values().stream()
                .map(Found::what)
                .collect(Collectors.joining("; "));
        if (!broken.isEmpty()) {
            throw new AssertionError(broken);
        }
    }
}
