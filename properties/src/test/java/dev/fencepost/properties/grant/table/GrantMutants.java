package dev.fencepost.properties.grant.table;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.grant.persistent.PersistentReconnectCheck;
import dev.fencepost.properties.mutants.Mutant;
import java.util.ArrayList;
import java.util.List;

/** Hypervisors, pools and caches with a mechanism less. */
public final class GrantMutants {
    private GrantMutants() {}

    /** All of them. */
    public static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(NUMBERS);
        all.addAll(LATCHED);
        all.addAll(TRANSITIVE);
        all.addAll(RECONNECTS);
        return all;
    }

    /** Numbers of which only the low bits are looked at. */
    private static final List<Mutant> NUMBERS = List.of(
            mutant(
                    "16 bits of a reference",
                    "table.GrantTable",
                    "return ref >= 0 && ref < layout.entries(version());",
                    "return (ref & 0xffff) < layout.entries(version());",
                    Clause.G5,
                    GrantNumbersCheck.class),
            mutant(
                    "16 bits of a domain",
                    "table.GrantMappings",
                    "if (op.domain < 0 || op.domain >= tables.length) {",
                    "if ((op.domain & 0xffff) >= tables.length) {",
                    Clause.G5,
                    GrantNumbersCheck.class),
            mutant(
                    "16 bits of a handle",
                    "table.Maptrack",
                    "if (handle < 0 || handle >= limit) {",
                    "if ((handle & 0xffff) >= limit) {",
                    Clause.G5,
                    GrantNumbersCheck.class),
            mutant(
                    "32 bits of a frame",
                    "table.Frames",
                    "    boolean get(long frame, int domain) {\n"
                            + "        if (frame < 0 || frame >= owners.length) {",
                    "    boolean get(long frame, int domain) {\n"
                            + "        if ((int) frame < 0 || (int) frame >= owners.length) {",
                    Clause.G5,
                    GrantNumbersCheck.class),
            mutant(
                    "16 bits of the reference behind",
                    "table.GrantCopies",
                    "int ref = table.memory.load32(Mode.OPAQUE, table.layout.frame(2, outer.ref));",
                    "int ref = table.memory.load16(Mode.OPAQUE, table.layout.frame(2, outer.ref));",
                    Clause.G5,
                    GrantNumbersCheck.class),
            mutant(
                    "16 bits of a frame given away",
                    "table.GrantTransfers",
                    "if (!frames.steal(frame, self)) {",
                    "if (!frames.steal(frame & 0xffff, self)) {",
                    Clause.G5,
                    GrantNumbersCheck.class),
            mutant(
                    "16 bits of a length",
                    "table.GrantCopies",
                    "long length = op.length & 0xffff_ffffL;",
                    "long length = op.length & 0xffffL;",
                    Clause.G5,
                    GrantNumbersCheck.class),
            mutant(
                    "16 bits of a name",
                    "persistent.GrantTree",
                    "        int node = root;\n" + "        while (node != nil && key[node] != name) {",
                    "        int node = root;\n"
                            + "        name &= 0xffff;\n"
                            + "        while (node != nil && key[node] != name) {",
                    Clause.G5,
                    GrantNumbersCheck.class),
            mutant(
                    "16 bits of a version",
                    "table.GrantVersions",
                    "if (version != 1 && version != 2) {",
                    "if ((version & 0xffff) != 1 && (version & 0xffff) != 2) {",
                    Clause.G5,
                    GrantNumbersCheck.class));

    /** What was latched, against what the guest has written since. */
    private static final List<Mutant> LATCHED = List.of(
            mutant(
                    "what is written is not what was pinned",
                    "table.GrantPins",
                    "return t.frames[ref] != frame\n" + "                || ",
                    "return ",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "a part that has moved",
                    "table.GrantPins",
                    "!(part && range)",
                    "!part",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "whose it was",
                    "table.GrantPins",
                    "table.domids[ref] != wish.user\n" + "                        || ",
                    "",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "the frame that is there now",
                    "table.GrantPins",
                    "wish.frame = table.frames[wish.ref];",
                    "wish.frame = (int) table.readFrame(wish.ref);",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "all of a part",
                    "table.GrantPins",
                    "wish.start = table.starts[wish.ref];\n" + "            wish.length = table.lengths[wish.ref];",
                    "wish.start = 0;\n" + "            wish.length = GrantHypervisor.PAGE;",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "a second look that only looks",
                    "table.GrantPins",
                    "        wish.seen = table.readHeader(wish.ref);\n"
                            + "        if (!isAllowed(wish)) {\n"
                            + "            return undo(wish, Gntst.GENERAL_ERROR);\n"
                            + "        }\n"
                            + "        table.memory.loadFence(GrantSite.GX3);",
                    "        wish.seen = table.readHeader(wish.ref);\n"
                            + "        table.memory.loadFence(GrantSite.GX3);",
                    Clause.G4,
                    GrantEditsCheck.class),
            mutant(
                    "a part may be mapped",
                    "table.GrantPins",
                    "|| wish.mapping && table.copyOnly[ref]\n" + "                        ",
                    "",
                    Clause.G4,
                    GrantPlaysCheck.class));

    /** Copies beside each other, and what a transitive entry leads to. */
    private static final List<Mutant> TRANSITIVE = List.of(
            mutant(
                    "another reference behind",
                    "table.GrantCopies",
                    "t.sourceRefs[ref] == inner.ref && ",
                    "",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "pins that changed meanwhile",
                    "table.GrantCopies",
                    " || table.pins(outer.ref) != old;",
                    ";",
                    Clause.G3,
                    GrantPlaysCheck.class),
            mutant(
                    "a retry that throws",
                    "table.GrantCopies",
                    "status = raced ? GrantPins.FOLLOW : Gntst.GENERAL_ERROR;",
                    "if (raced) {\n"
                            + "                throw new IllegalStateException(\"nobody comes here (G4)\");\n"
                            + "            }\n"
                            + "            status = Gntst.GENERAL_ERROR;",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "a retry that keeps the reference",
                    "table.GrantCopies",
                    "            frames.put(inner.frame);\n" + "            status",
                    "            status",
                    Clause.G3,
                    GrantPlaysCheck.class),
            mutant(
                    "a retry that keeps the pin",
                    "table.GrantCopies",
                    "            unpin(inner.table, inner.ref, inner.write);\n" + "            frames",
                    "            frames",
                    Clause.G3,
                    GrantPlaysCheck.class),
            mutant(
                    "an edited entry is tried for ever, five times",
                    "table.GrantCopies",
                    "status = raced ? GrantPins.FOLLOW : Gntst.GENERAL_ERROR;",
                    "status = Gntst.EAGAIN;",
                    Clause.G5,
                    GrantPlaysCheck.class),
            mutant(
                    "use bits that nothing keeps",
                    "table.GrantCopies",
                    "        claimUse(outer, 1);\n",
                    "        outer.table.claims[outer.ref] += 0;\n",
                    Clause.G1,
                    GrantPlaysCheck.class),
            mutant(
                    "a copy that fails clears the use bits of another",
                    "table.GrantTable",
                    "(pins != 0 || claims[ref] != 0 ? READING : 0)",
                    "(pins != 0 ? READING : 0)",
                    Clause.G1,
                    GrantPlaysCheck.class),
            mutant(
                    "the same for writing",
                    "table.GrantTable",
                    "|| claims[ref] >>> 16 != 0;",
                    ";",
                    Clause.G1,
                    GrantPlaysCheck.class),
            mutant(
                    "what is behind stays pinned",
                    "table.GrantCopies",
                    "if (source != table.domain) {",
                    "if (false) {",
                    Clause.G1,
                    GrantPlaysCheck.class),
            mutant(
                    "a copy gives its frame back twice",
                    "table.GrantCopies",
                    "        frames.put(side.frame);\n" + "        side.held",
                    "        frames.put(side.frame);\n" + "        frames.put(side.frame);\n" + "        side.held",
                    Clause.G3,
                    GrantPlaysCheck.class),
            mutant(
                    "the destination is not held to its part",
                    "table.GrantCopies",
                    "&& to.offset >= to.start\n" + "                && fits(to, length, to.start + to.bytes);",
                    ";",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "the source is not held to its part",
                    "table.GrantCopies",
                    "&& fits(from, length, from.start + from.bytes)\n" + "                ",
                    "",
                    Clause.G4,
                    GrantPlaysCheck.class),
            mutant(
                    "operations of version 2 are not counted",
                    "table.GrantCopies",
                    "        table.addV2Op(1);\n",
                    "",
                    Clause.G9,
                    GrantPlaysCheck.class));

    /** What is left of a backend that has gone. */
    private static final List<Mutant> RECONNECTS = List.of(
            mutant(
                    "a name of the backend that has gone",
                    "persistent.GrantPool",
                    "name[page] = reference[page]; // a handle of the backend",
                    "// a handle of the backend",
                    Clause.B5,
                    PersistentReconnectCheck.class),
            mutant(
                    "a handle of before",
                    "persistent.GrantHandles",
                    "known && generation[entry] == (name & ~HANDLE) >>> ENTRY_BITS ? entry",
                    "known ? entry",
                    Clause.B1,
                    PersistentReconnectCheck.class),
            mutant(
                    "a disconnect that leaves mappings",
                    "persistent.PersistentGrants",
                    "            if (entries.isTaken(entry)) {",
                    "            if (entries.isTaken(entry) && entry != 0) {",
                    Clause.B5,
                    PersistentReconnectCheck.class),
            mutant(
                    "a page that is taken twice",
                    "persistent.GrantPool",
                    "        count = 0;\n" + "        for",
                    "        for",
                    Clause.B1,
                    PersistentReconnectCheck.class));

    private static Mutant mutant(
            String name, String type, String from, String to, Clause clause, Class<? extends Runnable> check) {
        return new Mutant(name, "grant." + type, from, to, clause, check);
    }
}
