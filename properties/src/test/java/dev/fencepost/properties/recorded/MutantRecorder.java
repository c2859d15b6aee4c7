package dev.fencepost.properties.recorded;

import dev.fencepost.impl.memory.SharedMemory;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A recorder with something between it and the side it records: a broken variant that is not the side's own fault. What
 * the side asks for goes through the alteration, and what that makes of it is what is written down.
 */
final class MutantRecorder extends Recorder {
    private final Recorder behind;

    MutantRecorder(SharedMemory memory, UnaryOperator<SharedMemory> alteration) {
        this(new Recorder(memory), alteration);
    }

    private MutantRecorder(Recorder behind, UnaryOperator<SharedMemory> alteration) {
        super(alteration.apply(behind));
        this.behind = behind;
    }

    @Override
    public List<Event> events() {
        return behind.events();
    }

    @Override
    public void unrecorded(Runnable preparation) {
        behind.unrecorded(preparation);
    }
}
