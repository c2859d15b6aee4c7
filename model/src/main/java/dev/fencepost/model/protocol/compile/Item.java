package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.Primitive;
import java.util.LinkedHashSet;
import java.util.Set;

/** One step of a side, before a plan and a platform have chosen what stands at its sites. */
sealed interface Item {
    /** A step that no plan changes. */
    record Fixed(Instruction instruction) implements Item {}

    /** A barrier site between accesses. */
    record SiteFence(FileSite site) implements Item {}

    /** A fence that the algorithm has whatever the plan is. */
    record Fence(Primitive primitive) implements Item {}

    /** A branch on a value that was loaded. */
    record Branch(Expression condition, Block then, Block otherwise) implements Item {}

    /** A shared access, with the sites whose annotations go to it. */
    final class Access implements Item {
        /** Whether annotations of sites can go to it: not where it stands for a notification as a whole. */
        final boolean isOpen;

        /** The site that stands on this access, or null. */
        final FileSite own;

        /** The access with the mode that the file has. */
        final Instruction instruction;

        private final String location;

        /** Sites whose acquire goes here. */
        final Set<FileSite> acquires = new LinkedHashSet<>();

        /** Sites whose release goes here. */
        final Set<FileSite> releases = new LinkedHashSet<>();

        Access(Instruction instruction, String location, FileSite own, boolean isOpen) {
            this.instruction = instruction;
            this.location = location;
            this.own = own;
            this.isOpen = isOpen;
        }

        /** What it accesses, as far as that is known. */
        String location() {
            return location;
        }

        boolean loads() {
            return isOpen && !(instruction instanceof Instruction.Store);
        }

        boolean stores() {
            return isOpen && !(instruction instanceof Instruction.Load);
        }

        Mode mode() {
            if (instruction instanceof Instruction.Load load) {
                return load.mode();
            }
            return instruction instanceof Instruction.Store store
                    ? store.mode()
                    : ((Instruction.ReadModifyWrite) instruction).mode();
        }

        /** The same access with another mode. */
        Instruction as(Mode mode) {
            if (instruction instanceof Instruction.Load load) {
                return new Instruction.Load(load.register(), load.address(), mode);
            }
            if (instruction instanceof Instruction.Store store) {
                return new Instruction.Store(store.address(), store.value(), mode);
            }
            Instruction.ReadModifyWrite update = (Instruction.ReadModifyWrite) instruction;
            return new Instruction.ReadModifyWrite(
                    update.register(), update.address(), update.condition(), update.update(), update.result(), mode);
        }
    }
}
