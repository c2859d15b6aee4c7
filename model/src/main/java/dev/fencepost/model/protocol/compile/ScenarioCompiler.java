package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import dev.fencepost.model.platform.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles {@code scenario(name, condition, PARAMETER = value, ...) { run(...); never(...); }}. Its block is run at
 * once: {@code run} adds a thread, {@code never} says what no execution may end in.
 */
public final class ScenarioCompiler {
    private final ProtocolText text;
    private final Declaration.Directive directive;
    private final int bound;
    private final Constants constants;
    private final List<ThreadSide> threads = new ArrayList<>();
    private final List<Block> bodies = new ArrayList<>();
    private final List<Expr.Call> nevers = new ArrayList<>();
    private final Claims claims = new Claims();
    private SharedMemory memory;

    public ScenarioCompiler(ProtocolText text, Declaration.Directive directive, int bound) throws SourceException {
        this.text = text;
        this.directive = directive;
        this.bound = bound;
        this.constants = text.constants(bound);
    }

    /** The scenario; empty if there is none with this bound and these features. */
    public Optional<Template> compile() throws SourceException {
        if (directive.arguments().isEmpty() || !(directive.arguments().get(0) instanceof Expr.Name name)) {
            throw text.error(directive.at(), "expected scenario(name, condition, PARAMETER = value, ...) { ... }");
        }
        text.begin();
        if (!isThere()) {
            return Optional.empty();
        }
        memory = new SharedMemory(text, constants);
        List<Expr.Call> runs = new ArrayList<>();
        new Body(runs).block(directive.body(), Map.of());
        if (runs.isEmpty()) {
            throw text.error(directive.at(), "scenario " + name.name() + " runs nothing: expected run(function(...))");
        }
        start(runs);
        FinalConditions finals = new FinalConditions(text, memory, constants, threads);
        for (Expr.Call call : nevers) {
            Never never = Never.of(call, text);
            claims.add(call.at(), never.rule(), never.finding(), finals.of(never.condition()));
        }
        List<Template.Thread> done = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            done.add(new Template.Thread(threads.get(i).name(), threads.get(i).role(), bodies.get(i)));
        }
        return Optional.of(new Template(name.name().replace('_', '-'), bound, memory.all(), done, claims.list()));
    }

    private boolean isThere() throws SourceException {
        text.complete(constants);
        for (Expr argument :
                directive.arguments().subList(1, directive.arguments().size())) {
            if (argument instanceof Expr.Assign assign && assign.target() instanceof Expr.Name parameter) {
                if (!text.header().parameters().containsKey(parameter.name())
                        && !parameter.name().equals(ProtocolText.ROUNDS)) {
                    throw text.error(
                            parameter.at(),
                            "'" + parameter.name() + "' is no parameter: expected one that parameter(...) declares");
                }
                constants.set(parameter.name(), constants.value(assign.value()));
                text.complete(constants);
            } else if (constants.value(argument) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Several threads of one role are numbered, unless the file names them. */
    private void start(List<Expr.Call> runs) throws SourceException {
        Map<Role, Integer> number = new HashMap<>();
        for (Expr.Call run : runs) {
            number.merge(role(run), 1, Integer::sum);
        }
        Map<Role, Integer> next = new HashMap<>();
        for (Expr.Call run : runs) {
            Role role = role(run);
            int count = next.merge(role, 1, Integer::sum) - 1;
            String label = number.get(role) == 1 ? role.label() : role.label() + " " + count;
            boolean isNamed = run.name().equals("run_as");
            String name = isNamed ? ((Expr.Text) run.arguments().get(0)).value() : label;
            ThreadSide thread = new ThreadSide(text, memory, constants, claims, threads.size(), name, role);
            threads.add(thread);
            bodies.add(thread.run(called(run)));
        }
    }

    private static Expr.Call called(Expr.Call run) {
        return (Expr.Call) run.arguments().get(run.arguments().size() - 1);
    }

    private Role role(Expr.Call run) throws SourceException {
        Expr.Call call = called(run);
        Declaration.Function function = text.functions().get(call.name());
        if (function == null) {
            throw text.error(call.at(), "no function '" + call.name() + "' in this file");
        }
        return text.role(function)
                .orElseThrow(() -> text.error(
                        call.at(),
                        call.name() + " is no side's function: expected 'driver', 'device'"
                                + " or a word of the file's own before its type"));
    }

    /** The block of a scenario: what it runs is known, so loops and branches are done at once. */
    private final class Body {
        private final List<Expr.Call> runs;

        Body(List<Expr.Call> runs) {
            this.runs = runs;
        }

        void block(Stmt statement, Map<String, Long> known) throws SourceException {
            if (statement instanceof Stmt.Block block) {
                loopOrAll(block.statements(), known);
            } else if (statement instanceof Stmt.If branch) {
                boolean holds = new Substitution(known, constants).value(branch.condition()) != 0;
                block(holds ? branch.then() : branch.otherwise(), known);
            } else if (statement instanceof Stmt.Evaluate evaluate && evaluate.expression() instanceof Expr.Call call) {
                call(call, known);
            } else if (!(statement instanceof Stmt.Empty)) {
                throw text.error(
                        statement.at(), "expected run(...), run_as(...), never(...), if or a for with a number");
            }
        }

        private void loopOrAll(List<Stmt> statements, Map<String, Long> known) throws SourceException {
            boolean isLoop = statements.size() == 2
                    && statements.get(0) instanceof Stmt.Declare
                    && statements.get(1) instanceof Stmt.Loop;
            if (!isLoop) {
                for (Stmt statement : statements) {
                    block(statement, known);
                }
                return;
            }
            Stmt.Declare counter = (Stmt.Declare) statements.get(0);
            Stmt.Loop loop = (Stmt.Loop) statements.get(1);
            Map<String, Long> inner = new HashMap<>(known);
            inner.put(counter.name(), counter.initial() == null ? 0 : constants.value(counter.initial()));
            while (new Substitution(inner, constants).value(loop.condition()) != 0) {
                block(loop.body(), inner);
                inner.merge(counter.name(), 1L, Long::sum);
                text.limit(inner.get(counter.name()).intValue(), loop.at());
            }
        }

        private void call(Expr.Call call, Map<String, Long> known) throws SourceException {
            Expr.Call concrete = (Expr.Call) new Substitution(known, constants).in(call);
            switch (call.name()) {
                case "never" -> nevers.add(concrete);
                case "run", "run_as" -> {
                    int count = call.name().equals("run") ? 1 : 2;
                    boolean fits = concrete.arguments().size() == count
                            && concrete.arguments().get(count - 1) instanceof Expr.Call
                            && (count == 1 || concrete.arguments().get(0) instanceof Expr.Text);
                    if (!fits) {
                        throw text.error(call.at(), "expected run(function(...)) or run_as(\"name\", function(...))");
                    }
                    runs.add(concrete);
                }
                default -> throw text.error(call.at(), "expected run(...), run_as(...) or never(...)");
            }
        }
    }
}
