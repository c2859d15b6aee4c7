package dev.fencepost.model.proposal.explain;

import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.protocol.Scenario;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which barrier sites each thread of a scenario passes: threads that play one role need not have the same sites. It is
 * read off the scenario with mandatory barriers, where each site has a fence.
 */
final class SitesByThread {
    private final List<Set<String>> sites;

    /** Of a scenario that was written with mandatory barriers. */
    SitesByThread(Scenario mandatory) {
        sites = mandatory.program().threads().stream().map(SitesByThread::of).toList();
    }

    boolean passes(int thread, BarrierSite site) {
        return sites.get(thread).contains(site.name());
    }

    private static Set<String> of(Program.Thread thread) {
        Set<String> names = new HashSet<>();
        collect(thread.body(), names);
        return names;
    }

    private static void collect(List<Instruction> body, Set<String> names) {
        for (Instruction instruction : body) {
            if (instruction instanceof Instruction.Fence fence) {
                names.add(fence.site());
            } else if (instruction instanceof Instruction.If branch) {
                collect(branch.then(), names);
                collect(branch.otherwise(), names);
            } else if (instruction instanceof Instruction.Loop loop) {
                collect(loop.test(), names);
                collect(loop.body(), names);
            }
        }
    }
}
