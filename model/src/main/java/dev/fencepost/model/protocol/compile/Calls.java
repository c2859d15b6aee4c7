package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Nearest;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls: of the file's own functions, which are run in place, of primitives, and of Fencepost's own words. */
final class Calls {
    /** How deep functions may call each other; one that calls itself never ends. */
    private static final int DEEPEST = 40;

    /** Functions that change nothing about a value: hints, and conversions of byte order, which is one here. */
    private static final Set<String> TRANSPARENT = Set.of(
            "likely",
            "unlikely",
            "cpu_to_le16",
            "cpu_to_le32",
            "cpu_to_le64",
            "le16_to_cpu",
            "le32_to_cpu",
            "le64_to_cpu",
            "cpu_to_virtio16",
            "cpu_to_virtio32",
            "virtio16_to_cpu",
            "virtio32_to_cpu");

    private static final List<String> OWN = List.of("never", "await", "notify", "woken", "max", "min");

    private final Side side;
    private final ProtocolText text;
    private final Accesses accesses;
    private final Branches branches;
    private final Scope file;
    private FileSite armed;
    private int depth;

    Calls(Side side, Places places, Branches branches, Scope file) {
        this.side = side;
        this.text = side.text();
        this.branches = branches;
        this.file = file;
        this.accesses = new Accesses(side, places, this::takeArmed);
    }

    /** Whether a call of it is its argument. */
    static boolean isTransparent(String name) {
        return TRANSPARENT.contains(name);
    }

    /** The next access with an annotation is that site's. */
    void arm(FileSite site) {
        armed = site;
    }

    /** Whether a site is still without its access. */
    boolean disarm() {
        boolean left = armed != null;
        armed = null;
        return left;
    }

    private FileSite takeArmed() {
        FileSite site = armed;
        armed = null;
        return site;
    }

    List<End> call(Expr.Call call, Scope scope, Path path, Then then) throws SourceException {
        Declaration.Function function = text.functions().get(call.name());
        if (function != null) {
            return function(function, call, scope, path, then);
        }
        if (TRANSPARENT.contains(call.name())) {
            expectArguments(call, 1);
            return side.evaluate(call.arguments().get(0), scope, path, then);
        }
        switch (call.name()) {
            case "never" -> {
                return never(call, scope, path, then);
            }
            case "await" -> {
                return await(call, scope, path, then);
            }
            case "notify", "woken" -> {
                return accesses.notification(call, scope, path, then);
            }
            case "max", "min" -> {
                return then.with(path, Value.of(side.constants().value(call)));
            }
            default -> {
                return primitive(call, scope, path, then);
            }
        }
    }

    private List<End> primitive(Expr.Call call, Scope scope, Path path, Then then) throws SourceException {
        Optional<Primitive> fence =
                SiteStatements.spelled(call).filter(primitive -> primitive.form() == Primitive.Form.FENCE);
        if (fence.isPresent()) {
            path.fence(fence.get());
            return then.with(path, Value.NOTHING);
        }
        if (Accesses.isKnown(call.name())) {
            return accesses.call(call, scope, path, then);
        }
        List<String> names = new ArrayList<>(text.functions().keySet());
        names.addAll(Accesses.names());
        names.addAll(Primitive.spellings());
        names.addAll(TRANSPARENT);
        names.addAll(OWN);
        throw text.error(
                call.at(),
                "'" + call.name() + "' is neither a function of this file nor a primitive"
                        + Nearest.hint(call.name(), names));
    }

    private void expectArguments(Expr.Call call, int count) throws SourceException {
        if (call.arguments().size() != count) {
            throw text.error(
                    call.at(),
                    call.name() + " takes " + count + (count == 1 ? " argument" : " arguments") + ", not "
                            + call.arguments().size());
        }
    }

    // ---- Functions of the file.

    private List<End> function(Declaration.Function function, Expr.Call call, Scope scope, Path path, Then then)
            throws SourceException {
        expectArguments(call, function.parameters().size());
        Optional<Role> role = text.role(function);
        if (role.isPresent() && !role.get().equals(side.role())) {
            throw text.foreign(call.at(), call.name(), role.get(), side.role());
        }
        Scope inner = new Scope(file);
        return arguments(function, call, 0, scope, inner, path.mark(), path, at -> {
            if (++depth > DEEPEST) {
                throw text.error(call.at(), "functions call each other more than " + DEEPEST + " deep");
            }
            List<End> ends = new ArrayList<>();
            for (End end : side.run(function.body(), inner, at)) {
                ends.add(end.is(End.Kind.NEXT) ? End.of(end.path(), End.Kind.RETURN) : end);
            }
            depth--;
            List<End> result = new ArrayList<>();
            for (End end : branches.meet(at.block(), ends)) {
                if (end.is(End.Kind.RETURN)) {
                    result.addAll(then.with(end.path(), Arithmetic.convert(end.value(), returned(function, end))));
                } else {
                    result.add(end);
                }
            }
            return result;
        });
    }

    private static CType returned(Declaration.Function function, End end) {
        return end.value() == Value.NOTHING ? Value.NOTHING.type() : function.result();
    }

    private List<End> arguments(
            Declaration.Function function,
            Expr.Call call,
            int index,
            Scope scope,
            Scope inner,
            Path.Mark start,
            Path path,
            Branches.Arm body)
            throws SourceException {
        if (index == call.arguments().size()) {
            return body.go(path);
        }
        Declaration.Parameter parameter = function.parameters().get(index);
        Path.Mark between = path.mark();
        return side.evaluate(call.arguments().get(index), scope, path, (at, value) -> {
            at.expectSequenced(start, between, text, call.at());
            String key = inner.declare(parameter.name(), parameter.type(), index, side.registers());
            at.set(key, Arithmetic.convert(value, parameter.type()));
            return arguments(function, call, index + 1, scope, inner, start, at, body);
        });
    }

    // ---- Fencepost's own words.

    private List<End> never(Expr.Call call, Scope scope, Path path, Then then) throws SourceException {
        Never never = Never.of(call, text);
        return side.evaluate(never.condition(), scope, path, (at, value) -> {
            side.forbid(at, value, call.at(), never.rule(), never.finding());
            return then.with(at, Value.NOTHING);
        });
    }

    /** The side goes on only where the condition holds; where it does not, it waits, and nothing follows. */
    private List<End> await(Expr.Call call, Scope scope, Path path, Then then) throws SourceException {
        expectArguments(call, 1);
        return side.evaluate(
                call.arguments().get(0),
                scope,
                path,
                (at, value) -> branches.on(
                        value, at, in -> then.with(in, Value.NOTHING), out -> List.of(End.of(out, End.Kind.STOPPED))));
    }
}
