package dev.fencepost.properties.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.proposal.check.Mutants;
import dev.fencepost.model.proposal.check.PlanCheck;
import dev.fencepost.model.protocol.Marking;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Variant;
import dev.fencepost.model.verdict.Counterexample;
import dev.fencepost.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What races in a protocol is what races in the same program as a litmus test, on every platform; and what races is
 * Violated, whatever else is asked.
 */
class PlainAccessesProperties {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Mutants MUTANTS = new Mutants(LIMIT);
    private static final List<String> PLATFORMS = List.of("smp-lkmm", "smp-x86", "smp-arm64", "dma-coherent");

    @Property(tries = 60)
    void racesAreThoseOfALitmusTest(@ForAll long seed) throws LitmusException {
        Random random = new Random(seed);
        String driver = new Code(random).statements(4);
        String device = new Code(random).statements(4);
        String platform = PLATFORMS.get(random.nextInt(PLATFORMS.size()));
        assertThat(racesOfProtocol(driver, device, platform))
                .as("%s: %n%s%n%s", platform, driver, device)
                .isEqualTo(racesOfLitmus(driver, device));
    }

    /** The property rejects programs that are not the same. */
    @Test
    void codeThatDiffersIsNoticed() throws LitmusException {
        String reader = "s32 r0 = smp_load_acquire(&y); if (r0 == 1) { s32 r1 = x; }";
        assertThat(racesOfLitmus("x = 1; smp_wmb(); WRITE_ONCE(y, 1);", reader)).isEmpty();
        for (String broken : List.of("x = 1; WRITE_ONCE(y, 1);", "x = 1; smp_rmb(); WRITE_ONCE(y, 1);")) {
            for (String platform : PLATFORMS) {
                assertThat(racesOfProtocol(broken, reader, platform))
                        .as(broken + " on " + platform)
                        .containsExactly("x: the plain store of driver and the plain load of device");
            }
        }
    }

    private static Set<String> racesOfLitmus(String driver, String device) throws LitmusException {
        String text = "C t\n{}\nP0(int *x, int *y, int *z)\n{\n" + litmus(driver)
                + "\n}\nP1(int *x, int *y, int *z)\n{\n" + litmus(device) + "\n}\nexists (x=9)\n";
        Set<String> races = new TreeSet<>();
        LitmusExplorer.explore(new LitmusReader().read("t.litmus", text), new Lkmm(), LIMIT)
                .races()
                .forEach(race -> races.add(race.replace("P0", "driver").replace("P1", "device")));
        return races;
    }

    /** Locations are parameters there, and so pointers. */
    private static String litmus(String code) {
        return code.replaceAll("(?<!&)\\b([xyz])\\b", "*$1").replace("&", "").replace("s32", "int");
    }

    private static Set<String> racesOfProtocol(String driver, String device, String platform) {
        // What cannot be: a program without plain accesses would forbid nothing, and be refused.
        String never = "never(READ_ONCE(w) == 9, S3, \"nine\");";
        Protocol protocol = Texts.read("shared s32 x, y, z, w;\ndriver void a(void)\n{\n" + driver
                + "\n}\ndevice void b(void)\n{\n" + device + never + "\n}\nscenario(all) { run(a()); run(b()); }\n");
        Verdict verdict = new PlanCheck(Variant.of(protocol), 1, LIMIT, MUTANTS)
                .check(protocol.plan(), Texts.platform(platform), PlanCheck.Extent.ALL);
        Set<String> races = new TreeSet<>();
        if (verdict instanceof Verdict.Violated violated) {
            for (Counterexample example : violated.counterexamples()) {
                assertThat(example.clause()).isEqualTo(Marking.PLAIN);
                assertThat(example.finding()).contains("a compiler may reorder, merge or hoist this");
                List<String> parts = List.of(example.finding().split("; "));
                races.addAll(parts.subList(1, parts.size()));
            }
        }
        return races;
    }

    /** Statements that are C in a protocol as in a litmus test, but for how locations are named. */
    private static final class Code {
        private final Random random;
        private final List<String> registers = new ArrayList<>();
        private int next;

        Code(Random random) {
            this.random = random;
        }

        String statements(int count) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < count; i++) {
                all.append(statement()).append('\n');
            }
            return all.toString();
        }

        private String statement() {
            String location = one("x", "y", "z");
            return switch (random.nextInt(10)) {
                case 0, 1 -> location + " = " + value() + ";";
                case 2 -> "WRITE_ONCE(" + location + ", " + value() + ");";
                case 3 -> "smp_store_release(&" + location + ", " + value() + ");";
                case 4 -> one("smp_mb", "smp_wmb", "smp_rmb", "barrier") + "();";
                case 5 -> branch();
                default -> load(location);
            };
        }

        private String load(String location) {
            String value = switch (random.nextInt(6)) {
                case 0 -> "READ_ONCE(" + location + ")";
                case 1, 2 -> "smp_load_acquire(&" + location + ")";
                case 3 -> location + " + " + one("x", "y", "z");
                default -> location;
            };
            String register = "r" + next++;
            registers.add(register);
            return "s32 " + register + " = " + value + ";";
        }

        private String branch() {
            if (registers.isEmpty()) {
                return load(one("x", "y", "z"));
            }
            List<String> outside = List.copyOf(registers);
            String body = one(registers.toArray(String[]::new)) + " == 1) { " + statement() + " " + statement() + " }";
            registers.clear();
            registers.addAll(outside);
            return "if (" + body;
        }

        private String value() {
            return registers.isEmpty() || random.nextBoolean() ? one("1", "2") : one(registers.toArray(String[]::new));
        }

        private String one(String... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
