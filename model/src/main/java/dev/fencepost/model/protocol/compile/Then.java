package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.SourceException;
import java.util.List;

/**
 * What is done with a value once it is there: once for each way to it, since a call that returns this or that value on
 * this or that way parts the ways behind it too.
 */
interface Then {
    List<End> with(Path path, Value value) throws SourceException;
}
