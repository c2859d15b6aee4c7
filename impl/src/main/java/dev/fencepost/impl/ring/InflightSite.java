package dev.fencepost.impl.ring;

import dev.fencepost.impl.memory.Site;

/** The barrier sites of an {@link InflightLog}: what must stand there in this order whenever its device dies. */
public enum InflightSite implements Site {
    /** What describes a buffer before the mark that says it is held. */
    I1,
    /** What shows the driver used buffers, used.idx or flags, before the log forgets them. */
    I2,
    /** That the log forgets them before it says that nothing is being shown any more. */
    I3
}
