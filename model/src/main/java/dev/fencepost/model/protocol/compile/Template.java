package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Effect;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A scenario before a plan and a platform have chosen what stands at its sites.
 *
 * @param name of the scenario
 * @param bound how many units pass through it
 * @param locations the shared memory
 * @param threads in their order
 * @param claims what no execution may end in
 */
public record Template(String name, int bound, List<Location> locations, List<Thread> threads, List<Claim> claims) {
    /** One thread. */
    record Thread(String name, Role role, Block body) {}

    /** The scenario with what {@code plan} has at each site, as {@code platform} understands it. */
    public Scenario with(BarrierPlan plan, Platform platform) {
        List<Program.Thread> written = new ArrayList<>();
        for (Thread thread : threads) {
            Writer writer =
                    new Writer(plan, platform, platform.party(thread.role().party()));
            written.add(new Program.Thread(thread.name(), Map.of(), writer.instructions(thread.body())));
        }
        Program program = new Program(name, locations, written);
        return new Scenario(
                name,
                bound,
                platform.architecture().lowering().lower(program),
                Scenario.ifPlain(program),
                threads.stream().map(Thread::role).toList(),
                claims,
                sites());
    }

    /** The sites that it passes. */
    public Set<BarrierSite> sites() {
        Set<BarrierSite> sites = new LinkedHashSet<>();
        threads.forEach(thread -> collect(thread.body(), sites));
        return sites;
    }

    /** Whether some access is not marked in the file. */
    public boolean hasPlainAccesses() {
        return threads.stream().anyMatch(thread -> hasPlainAccesses(thread.body()));
    }

    private static boolean hasPlainAccesses(Block block) {
        return block.items().stream()
                .anyMatch(item -> item instanceof Item.Access access
                        ? access.mode() == Mode.PLAIN
                        : item instanceof Item.Branch branch
                                && (hasPlainAccesses(branch.then()) || hasPlainAccesses(branch.otherwise())));
    }

    /** The locations whose loads decide branches. */
    public Set<String> branchedOn() {
        Set<String> locations = new LinkedHashSet<>();
        threads.forEach(thread -> branches(thread.body(), locations));
        return locations;
    }

    private static void branches(Block block, Set<String> locations) {
        for (Item item : block.items()) {
            if (item instanceof Item.Branch branch) {
                registers(branch.condition(), locations);
                branches(branch.then(), locations);
                branches(branch.otherwise(), locations);
            }
        }
    }

    private static void registers(Expression expression, Set<String> locations) {
        if (expression instanceof Expression.Register register) {
            locations.add(Registers.stem(register.name()));
        } else if (expression instanceof Expression.Binary binary) {
            registers(binary.left(), locations);
            registers(binary.right(), locations);
        }
    }

    private static void collect(Block block, Set<BarrierSite> sites) {
        for (Item item : block.items()) {
            if (item instanceof Item.SiteFence fence) {
                sites.add(fence.site());
            } else if (item instanceof Item.Access access && access.own != null) {
                sites.add(access.own);
            } else if (item instanceof Item.Branch branch) {
                collect(branch.then(), sites);
                collect(branch.otherwise(), sites);
            }
        }
    }

    /** Writes one thread. */
    private record Writer(BarrierPlan plan, Platform platform, Platform.Party party) {
        List<Instruction> instructions(Block block) {
            List<Instruction> instructions = new ArrayList<>();
            block.items().forEach(item -> write(item, instructions));
            return instructions;
        }

        private void write(Item item, List<Instruction> into) {
            if (item instanceof Item.Fixed fixed) {
                into.add(fixed.instruction());
            } else if (item instanceof Item.Fence fence) {
                fence(fence.primitive(), "", into);
            } else if (item instanceof Item.SiteFence fence) {
                fences(fence.site(), into);
            } else if (item instanceof Item.Branch branch) {
                into.add(new Instruction.If(
                        branch.condition(), instructions(branch.then()), instructions(branch.otherwise())));
            } else {
                access((Item.Access) item, into);
            }
        }

        private void fences(FileSite site, List<Instruction> into) {
            plan.at(site).primitives().forEach(primitive -> fence(primitive, site.name(), into));
        }

        private void fence(Primitive primitive, String site, List<Instruction> into) {
            if (Effect.of(primitive, party) instanceof Effect.Fence fence) {
                into.add(new Instruction.Fence(fence.barrier(), site));
            }
        }

        private void access(Item.Access access, List<Instruction> into) {
            Mode mode = access.mode();
            boolean releases = access.releases.stream().anyMatch(site -> has(site, Mode.RELEASE));
            boolean acquires = access.acquires.stream().anyMatch(site -> has(site, Mode.ACQUIRE));
            if (access.own == null) {
                into.add(access.as(joined(mode, releases, acquires)));
                return;
            }
            // What stands at a site on an access: an annotation, or a fence before a store and after a load.
            releases |= access.stores() && has(access.own, Mode.RELEASE);
            acquires |= access.loads() && has(access.own, Mode.ACQUIRE);
            boolean isStore = access.stores() && mode != Mode.ACQUIRE;
            if (isStore) {
                fences(access.own, into);
            }
            into.add(access.as(joined(Mode.ONCE, releases, acquires)));
            if (!isStore) {
                fences(access.own, into);
            }
        }

        private boolean has(FileSite site, Mode annotation) {
            return plan.at(site).primitives().stream()
                    .map(primitive -> Effect.of(primitive, party))
                    .anyMatch(
                            effect -> effect instanceof Effect.Annotation annotated && annotated.mode() == annotation);
        }

        private static Mode joined(Mode mode, boolean releases, boolean acquires) {
            boolean release = releases || mode == Mode.RELEASE || mode == Mode.ACQUIRE_RELEASE;
            boolean acquire = acquires || mode == Mode.ACQUIRE || mode == Mode.ACQUIRE_RELEASE;
            if (mode == Mode.MB || !release && !acquire) {
                return mode;
            }
            return release && acquire ? Mode.ACQUIRE_RELEASE : release ? Mode.RELEASE : Mode.ACQUIRE;
        }
    }
}
