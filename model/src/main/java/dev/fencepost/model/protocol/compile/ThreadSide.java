package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.CType;
import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import dev.fencepost.model.memory.program.Condition;
import dev.fencepost.model.memory.program.Instruction;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.spec.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One thread of a scenario: a side that runs one function. */
final class ThreadSide implements Side {
    private final ProtocolText text;
    private final SharedMemory memory;
    private final Constants constants;
    private final Claims claims;
    private final int index;
    private final String name;
    private final Role role;
    private final Registers registers = new Registers();
    private final Scope file = new Scope(null);
    private final Map<String, String> finals = new LinkedHashMap<>();
    private final Expressions expressions;
    private final Statements statements;
    private final Calls calls;

    ThreadSide(
            ProtocolText text,
            SharedMemory memory,
            Constants constants,
            Claims claims,
            int index,
            String name,
            Role role) {
        this.text = text;
        this.memory = memory;
        this.constants = constants;
        this.claims = claims;
        this.index = index;
        this.name = name;
        this.role = role;
        Branches branches = new Branches(this);
        Places places = new Places(this);
        expressions = new Expressions(this, places, branches);
        calls = new Calls(this, places, branches, file);
        statements = new Statements(this, branches, new SiteStatements(this, calls));
    }

    /** Runs the call to its end; answers the steps that are left. */
    Block run(Expr.Call call) throws SourceException {
        Block block = new Block();
        Path path = Path.start(block);
        for (Declaration.Variable variable : text.own(role)) {
            registers.fresh(variable.name());
            file.declare(variable.name(), variable.type());
            new InitialValues(this).set(path, variable.name(), variable.type(), variable.initial(), variable.at());
            if (variable.type() instanceof CType.Int) {
                finals.put(variable.name(), registers.fresh(variable.name() + " in the end"));
            }
        }
        for (End end : calls.call(call, new Scope(file), path, (at, value) -> List.of(End.next(at)))) {
            end.path().end();
            finals.forEach((variable, register) -> end.path()
                    .add(new Instruction.Assign(
                            register, end.path().get(variable).term())));
        }
        return block;
    }

    /** The register that holds a private variable's last value, or null if there is no such variable. */
    String last(String variable) {
        return finals.get(variable);
    }

    String name() {
        return name;
    }

    @Override
    public ProtocolText text() {
        return text;
    }

    @Override
    public SharedMemory memory() {
        return memory;
    }

    @Override
    public Constants constants() {
        return constants;
    }

    @Override
    public Registers registers() {
        return registers;
    }

    @Override
    public void forbid(Path path, Value bad, int at, Rule rule, String finding) {
        if (bad.isKnown() && bad.known() == 0) {
            return;
        }
        String register = registers.fresh("never");
        path.add(new Instruction.Assign(register, bad.term()));
        Condition happened = new Condition.Compare(
                Operator.NOT_EQUAL,
                new Condition.Term.Of(new Observable.RegisterOf(index, register)),
                new Condition.Term.Value(0));
        claims.add(at, rule, finding, happened);
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public List<End> evaluate(Expr expression, Scope scope, Path path, Then then) throws SourceException {
        return expressions.evaluate(expression, scope, path, then);
    }

    @Override
    public List<End> run(Stmt statement, Scope scope, Path path) throws SourceException {
        return statements.run(statement, scope, path);
    }

    @Override
    public List<End> call(Expr.Call call, Scope scope, Path path, Then then) throws SourceException {
        return calls.call(call, scope, path, then);
    }
}
