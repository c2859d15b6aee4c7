package dev.fencepost.properties.memory.herd;

import dev.fencepost.model.memory.program.Barrier;
import dev.fencepost.model.memory.program.Expression;
import dev.fencepost.model.memory.program.FenceKind;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Location;
import dev.fencepost.model.memory.program.Mode;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads a program of a table: threads between {@code ||}, instructions between {@code ;}.
 *
 * <pre>
 *   a=x   x=1   x=a         load, store, store of a register; x to z are locations, l is a lock, a to f registers
 *   a=x.acq   x=1.rel       annotated; .pc is LDAPR, .plain a plain access, all others are READ_ONCE and WRITE_ONCE
 *   x=1^a   b=x@a   x@a=1   data and address dependency on a register, in name only
 *   mb wmb rmb ld           fences: full, stores, loads, loads before everything (DMB LD)
 *   barrier before after    barrier(), smp_mb__before_atomic, __after_atomic,
 *   afterlock afterunlock   __after_spinlock, __after_unlock_lock
 *   releasing both enter    fences of C11 (release; acq_rel; ld is acquire), membar_enter
 *   a=xchg(x,1)  a=add(x,1) exchange, fetch_add, full; .rlx .acq .rel, and .al of machines
 *   a=cas(x,0,1)            compare_exchange: 1 in place of 0; a=unless(x,1,0): add 1 unless it is 0
 *   add(x,1)                atomic_add, which returns nothing
 *   lock(l) unlock(l) a=try(l)
 *   if(a){...}else{...}     else may be absent
 * </pre>
 */
final class RowParser {
    /** All locations that a program may have, in order. */
    static final List<String> LOCATIONS = List.of("x", "y", "z", "l");

    private static final Map<String, FenceKind> LANGUAGE = Map.of(
            "releasing", FenceKind.ANY_STORE,
            "both", FenceKind.ACQUIRE_RELEASE,
            "enter", FenceKind.STORE_ANY);

    private static final Map<String, FenceKind> FENCES = Map.of(
            "mb", FenceKind.FULL,
            "wmb", FenceKind.STORE_STORE,
            "rmb", FenceKind.LOAD_LOAD,
            "ld", FenceKind.LOAD_ANY,
            "barrier", FenceKind.COMPILER,
            "before", FenceKind.BEFORE_ATOMIC,
            "after", FenceKind.AFTER_ATOMIC,
            "afterlock", FenceKind.AFTER_SPINLOCK,
            "afterunlock", FenceKind.AFTER_UNLOCK_LOCK);
    private static final Map<String, Mode> MODES = Map.of(
            "acq", Mode.ACQUIRE,
            "rel", Mode.RELEASE,
            "plain", Mode.PLAIN,
            "rlx", Mode.ONCE,
            "al", Mode.ACQUIRE_RELEASE,
            "pc", Mode.ACQUIRE_PC);
    private static final Expression OLD = new Expression.Old();

    private final String text;
    private int at;

    private RowParser(String text) {
        this.text = text;
    }

    /** The program that a row holds. */
    static Program parse(String name, String row) {
        List<Program.Thread> threads = new ArrayList<>();
        for (String thread : row.split("\\|\\|")) {
            RowParser parser = new RowParser(thread.strip());
            threads.add(Program.Thread.of("P" + threads.size(), parser.block()));
            if (parser.at < parser.text.length()) {
                throw new IllegalArgumentException("unread: '" + parser.text.substring(parser.at) + "' in " + row);
            }
        }
        return new Program(
                name, LOCATIONS.stream().map(each -> Location.of(each, 0)).toList(), threads);
    }

    private List<Instruction> block() {
        List<Instruction> result = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '}') {
            if (text.startsWith("if(", at)) {
                result.add(branch());
            } else {
                result.add(simple(word()));
            }
            while (at < text.length() && (text.charAt(at) == ';' || text.charAt(at) == ' ')) {
                at++;
            }
        }
        return result;
    }

    private Instruction branch() {
        Expression condition = Expression.register(text.substring(at + 3, at + 4));
        at = text.indexOf('{', at) + 1;
        List<Instruction> then = block();
        at++;
        List<Instruction> otherwise = List.of();
        if (text.startsWith("else{", at)) {
            at += "else{".length();
            otherwise = block();
            at++;
        }
        return new Instruction.If(condition, then, otherwise);
    }

    private String word() {
        int start = at;
        while (at < text.length() && ";}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private static Instruction simple(String word) {
        FenceKind kind = FENCES.getOrDefault(word, LANGUAGE.get(word));
        if (kind != null) {
            return new Instruction.Fence(Barrier.smp(word, kind), "");
        }
        int dot = word.indexOf('.');
        String suffix = dot < 0 ? "" : word.substring(dot + 1);
        String bare = dot < 0 ? word : word.substring(0, dot);
        if (bare.contains("(")) {
            return atomic(bare, suffix);
        }
        String[] sides = bare.split("=");
        Mode mode = MODES.getOrDefault(suffix, Mode.ONCE);
        return LOCATIONS.contains(sides[0].substring(0, 1))
                ? new Instruction.Store(address(sides[0]), value(sides[1]), mode)
                : new Instruction.Load(sides[0], address(sides[1]), mode);
    }

    private static Instruction atomic(String bare, String suffix) {
        int open = bare.indexOf('(');
        String register = bare.contains("=") ? bare.substring(0, 1) : "";
        String name = bare.substring(register.isEmpty() ? 0 : 2, open);
        List<String> operands =
                Arrays.asList(bare.substring(open + 1, bare.length() - 1).split(","));
        Expression address = address(operands.get(0));
        Mode mode = register.isEmpty() ? Mode.NORETURN : MODES.getOrDefault(suffix, Mode.MB);
        Expression always = Expression.constant(1);
        return switch (name) {
            case "lock" -> new Instruction.Lock(address);
            case "unlock" -> new Instruction.Unlock(address);
            case "try" -> new Instruction.TryLock(register, address);
            case "xchg" ->
                new Instruction.ReadModifyWrite(register, address, always, value(operands.get(1)), OLD, mode);
            case "add" -> new Instruction.ReadModifyWrite(register, address, always, sum(operands.get(1)), OLD, mode);
            case "cas" -> {
                Expression hit = Expression.binary(Operator.EQUAL, OLD, value(operands.get(1)));
                yield new Instruction.ReadModifyWrite(register, address, hit, value(operands.get(2)), OLD, mode);
            }
            case "unless" -> {
                Expression differs = Expression.binary(Operator.NOT_EQUAL, OLD, value(operands.get(2)));
                yield new Instruction.ReadModifyWrite(register, address, differs, sum(operands.get(1)), differs, mode);
            }
            default -> throw new IllegalArgumentException("unknown instruction " + bare);
        };
    }

    private static Expression sum(String operand) {
        return Expression.binary(Operator.ADD, OLD, value(operand));
    }

    private static Expression address(String text) {
        Expression address = Expression.address(LOCATIONS.indexOf(text.substring(0, 1)));
        return text.contains("@") ? named(address, text.substring(2)) : address;
    }

    private static Expression value(String text) {
        if (!Character.isDigit(text.charAt(0))) {
            return Expression.register(text);
        }
        Expression number = Expression.constant(text.charAt(0) - '0');
        return text.contains("^") ? named(number, text.substring(2)) : number;
    }

    private static Expression named(Expression expression, String register) {
        Expression zero = Expression.binary(Operator.MULTIPLY, Expression.register(register), Expression.constant(0));
        return Expression.binary(Operator.ADD, expression, zero);
    }
}
