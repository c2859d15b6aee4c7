package dev.fencepost.properties.memory;

import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code classic-shapes.txt}: a small program, an outcome, and how often each model shows it.
 *
 * <p>Threads stand between {@code ||}, instructions between {@code ;}. {@code x=1} stores, {@code a=x} loads,
 * {@code y=a} stores what was loaded, {@code mb}, {@code wmb} and {@code rmb} are fences; {@code xchg},
 * {@code cmpxchg}, {@code add} (fetch_add), {@code unless} (add_unless) are full read-modify-writes. Suffixes:
 * {@code .acq}, {@code .rel}, {@code .relaxed}; {@code .data(a)}, {@code .addr(a)} for a dependency in name only,
 * {@code .ctrl(a)} for {@code if (a)}.
 *
 * @param program the program
 * @param outcome values of registers and locations by name
 * @param expected for each model {@code positive/all} executions
 */
record Shape(Program program, Map<String, Long> outcome, Map<String, String> expected) {
    private static final Pattern ACCESS =
            Pattern.compile("(?:([a-e])=)?(?:(xchg|cmpxchg|add|unless)\\(([^)]*)\\)|([x-z])(?:=([a-e]|\\d))?)(.*)");
    private static final Pattern DEPENDENCY = Pattern.compile("\\.(data|addr|ctrl)\\(([a-e])\\)");
    private static final String LOCATIONS = "xyz";

    static Shape parse(String line) {
        String[] cells = line.split("\\s+\\|\\s+");
        List<List<Instruction>> threads = Arrays.stream(cells[1].split("\\|\\|"))
                .map(thread -> Arrays.stream(thread.trim().split(";\\s*"))
                        .map(Shape::instruction)
                        .toList())
                .toList();
        Map<String, Long> outcome = new TreeMap<>();
        for (String equation : cells[2].split(" ")) {
            outcome.put(equation.substring(0, 1), Long.valueOf(equation.substring(2)));
        }
        Program program = Code.program(cells[0].trim(), Code.locations(0, 0, 0), threads);
        return new Shape(
                program,
                outcome,
                Map.of(
                        "sc",
                        cells[3].trim(),
                        "tso",
                        cells[4].trim(),
                        "armv8",
                        cells[5].trim(),
                        "lkmm",
                        cells[6].trim()));
    }

    private static Instruction instruction(String text) {
        switch (text) {
            case "mb":
                return Code.mb();
            case "wmb":
                return Code.wmb();
            case "rmb":
                return Code.rmb();
            default:
                Matcher access = ACCESS.matcher(text);
                if (!access.matches()) {
                    throw new IllegalArgumentException("unknown instruction '" + text + "'");
                }
                return access(access, access.group(6));
        }
    }

    private static Instruction access(Matcher access, String suffixes) {
        Matcher dependency = DEPENDENCY.matcher(suffixes);
        String kind = dependency.find() ? dependency.group(1) : "";
        String on = kind.isEmpty() ? "" : dependency.group(2);
        Instruction result =
                access.group(2) == null ? plainAccess(access, suffixes, kind, on) : atomic(access, suffixes);
        return kind.equals("ctrl") ? Code.when(on, result) : result;
    }

    private static Instruction plainAccess(Matcher access, String suffixes, String kind, String on) {
        int location = LOCATIONS.indexOf(access.group(4));
        Expression address = kind.equals("addr") ? Code.at(location, on) : Code.at(location);
        if (access.group(5) == null) {
            return new Instruction.Load(access.group(1), address, mode(suffixes, Mode.ONCE));
        }
        Expression value =
                kind.equals("data") ? Code.value(Long.parseLong(access.group(5)), on) : operand(access.group(5));
        return new Instruction.Store(address, value, mode(suffixes, Mode.ONCE));
    }

    private static Instruction atomic(Matcher access, String suffixes) {
        String register = access.group(1) == null ? "" : access.group(1);
        String[] operands = access.group(3).split(",");
        Expression address = Code.at(LOCATIONS.indexOf(operands[0]));
        Mode mode = register.isEmpty() ? Mode.NORETURN : mode(suffixes, Mode.MB);
        Expression last = operand(operands[operands.length - 1]);
        return switch (access.group(2)) {
            case "xchg" -> Code.xchg(register, address, last, mode);
            case "cmpxchg" -> Code.cmpxchg(register, address, Long.parseLong(operands[1]), last, mode);
            case "add" -> Code.fetchAdd(register, address, last, mode);
            default -> Code.addUnless(register, address, operand(operands[1]), Long.parseLong(operands[2]), mode);
        };
    }

    private static Expression operand(String text) {
        return Character.isDigit(text.charAt(0))
                ? Expression.constant(Long.parseLong(text))
                : Expression.register(text);
    }

    private static Mode mode(String suffixes, Mode otherwise) {
        if (suffixes.contains(".acq")) {
            return Mode.ACQUIRE;
        } else if (suffixes.contains(".rel") && !suffixes.contains(".relaxed")) {
            return Mode.RELEASE;
        }
        return suffixes.contains(".relaxed") ? Mode.ONCE : otherwise;
    }

    /** Whether a final state, in the form of {@link Outcome#states}, is the outcome. */
    boolean isOutcome(String state) {
        return outcome.entrySet().stream()
                .allMatch(wanted ->
                        Arrays.asList(state.split("[ :]")).contains(wanted.getKey() + "=" + wanted.getValue()));
    }

    @Override
    public String toString() {
        return program.name();
    }
}
