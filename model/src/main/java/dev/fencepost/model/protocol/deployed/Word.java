package dev.fencepost.model.protocol.deployed;

import dev.fencepost.model.platform.Placement;
import java.util.List;

/**
 * A barrier of an implementation's own that other primitives stand for, such as {@code virtio_wmb}.
 *
 * @param spelling as the code calls it
 * @param meanings what it is in each build, in the order of the builds
 * @param source the file or commit that says so
 */
public record Word(String spelling, List<Placement> meanings, String source) {
    /** Copies the list. */
    public Word {
        meanings = List.copyOf(meanings);
    }
}
