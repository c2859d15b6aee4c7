package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.platform.Primitive;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which annotations change something at which sites of a scenario: those that an access takes which has them not yet.
 */
public final class Annotations {
    private final Map<FileSite, Set<Primitive.Form>> taken = new HashMap<>();

    private final Map<FileSite, Set<Primitive.Form>> standing = new HashMap<>();

    /** Notes what the accesses of a scenario take. */
    public void add(Template template) {
        template.threads().forEach(thread -> add(thread.body()));
    }

    /** Whether an annotation of that form at that site goes to some access and changes it. */
    public boolean isTaken(FileSite site, Primitive.Form form) {
        return taken.getOrDefault(site, Set.of()).contains(form);
    }

    /** Those that the accesses next to that site have whatever the plan is, so that the same again is nothing. */
    Set<Primitive.Form> inherent(FileSite site) {
        Set<Primitive.Form> forms = EnumSet.noneOf(Primitive.Form.class);
        forms.addAll(standing.getOrDefault(site, Set.of()));
        forms.removeAll(taken.getOrDefault(site, Set.of()));
        return forms;
    }

    private void add(Block block) {
        for (Item item : block.items()) {
            if (item instanceof Item.Branch branch) {
                add(branch.then());
                add(branch.otherwise());
            } else if (item instanceof Item.Access access) {
                add(access);
            }
        }
    }

    private void add(Item.Access access) {
        // What stands on an access is its site's, so that without it the access has no annotation.
        Mode mode = access.own == null ? access.mode() : Mode.ONCE;
        boolean both = mode == Mode.ACQUIRE_RELEASE || mode == Mode.MB;
        if (access.stores()) {
            Map<FileSite, Set<Primitive.Form>> notes = both || mode == Mode.RELEASE ? standing : taken;
            access.releases.forEach(site -> note(notes, site, Primitive.Form.RELEASE));
            note(notes, access.own, Primitive.Form.RELEASE);
        }
        if (access.loads()) {
            Map<FileSite, Set<Primitive.Form>> notes = both || mode == Mode.ACQUIRE ? standing : taken;
            access.acquires.forEach(site -> note(notes, site, Primitive.Form.ACQUIRE));
            note(notes, access.own, Primitive.Form.ACQUIRE);
        }
    }

    private static void note(Map<FileSite, Set<Primitive.Form>> notes, FileSite site, Primitive.Form form) {
        if (site != null) {
            notes.computeIfAbsent(site, any -> EnumSet.noneOf(Primitive.Form.class))
                    .add(form);
        }
    }
}
