package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.model.spec.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a protocol file says with one set of features. */
public final class ProtocolText {
    /** The parameter that says how many rounds of a loop are followed that nothing known bounds. */
    static final String ROUNDS = "ROUNDS";

    /** More ways through one scenario's side than any person thinks of. */
    private static final int MOST_WAYS = 2_000;

    /** More statements than a bounded scenario runs, so that a file that never ends is an error. */
    private static final int MOST_STEPS = 200_000;

    private final Source source;
    private final Header header;
    private final Set<String> features;
    private final Map<String, FileSite> sites;
    private final Map<String, Declaration.Variable> shared = new LinkedHashMap<>();
    private final Map<Role, List<Declaration.Variable>> own = new LinkedHashMap<>();
    private final Map<String, Declaration.Function> functions = new LinkedHashMap<>();
    private final Map<String, Expr> constants = new LinkedHashMap<>();
    private final List<Declaration.Directive> scenarios = new ArrayList<>();
    private final Map<String, Role> roles;
    private int steps;

    public ProtocolText(
            Source source, Header header, Map<String, Role> roles, Set<String> features, Map<String, FileSite> sites) {
        this.source = source;
        this.header = header;
        this.roles = roles;
        this.features = features;
        this.sites = sites;
    }

    public void add(Declaration declaration) throws SourceException {
        if (declaration instanceof Declaration.Variable variable) {
            addVariable(variable);
        } else if (declaration instanceof Declaration.Function function) {
            functions.put(function.name(), function);
        } else if (declaration instanceof Declaration.Constant constant) {
            constants.put(constant.name(), constant.value());
        } else if (declaration instanceof Declaration.Directive directive
                && directive.name().equals("scenario")) {
            scenarios.add(directive);
        }
    }

    private void addVariable(Declaration.Variable variable) throws SourceException {
        Optional<Role> role = role(variable.words());
        boolean isShared = variable.words().stream().anyMatch(Dialect.MEMORY::contains);
        if (role.isPresent() == isShared) {
            throw error(
                    variable.at(),
                    "whose is '" + variable.name() + "'? Expected one word before its type: "
                            + String.join(", ", Dialect.MEMORY) + ", or a side (" + String.join(", ", roles.keySet())
                            + ")");
        }
        if (isShared) {
            shared.put(variable.name(), variable);
        } else {
            own.computeIfAbsent(role.get(), any -> new ArrayList<>()).add(variable);
        }
    }

    private Optional<Role> role(Set<String> words) {
        return words.stream().map(roles::get).filter(role -> role != null).findFirst();
    }

    /** The role that a function is written for; empty if it is for all. */
    public Optional<Role> role(Declaration.Function function) {
        return role(function.words());
    }

    /** Calling another side's function is a slip. */
    SourceException foreign(int at, String name, Role written, Role running) {
        return error(at, name + " is the " + written.label() + "'s, and this is the " + running.label());
    }

    Header header() {
        return header;
    }

    Set<String> features() {
        return features;
    }

    Map<String, Declaration.Variable> shared() {
        return shared;
    }

    /** The variables that each thread of a role has of its own. */
    List<Declaration.Variable> own(Role role) {
        return own.getOrDefault(role, List.of());
    }

    /** The role that has a variable of that name. */
    Optional<Role> owner(String variable) {
        return own.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(candidate -> candidate.name().equals(variable)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    List<String> privateNames() {
        return own.values().stream()
                .flatMap(List::stream)
                .map(Declaration.Variable::name)
                .toList();
    }

    Map<String, Declaration.Function> functions() {
        return functions;
    }

    public List<Declaration.Directive> scenarios() {
        return scenarios;
    }

    /** The numbers that names have with that bound, before a scenario sets its own. */
    public Constants constants(int bound) throws SourceException {
        Constants known = new Constants(this);
        header.features().forEach(feature -> known.set(feature.name(), features.contains(feature.name()) ? 1 : 0));
        known.set(header.boundName(), bound);
        known.set(ROUNDS, bound + 2L);
        for (Map.Entry<String, Expr> parameter : header.parameters().entrySet()) {
            known.set(parameter.getKey(), known.value(parameter.getValue()));
        }
        return known;
    }

    /** Constants of enums, some of which depend on parameters. */
    void complete(Constants known) throws SourceException {
        for (Map.Entry<String, Expr> constant : constants.entrySet()) {
            known.set(constant.getKey(), known.value(constant.getValue()));
        }
    }

    FileSite site(String label) {
        return sites.get(label);
    }

    /** The rule of that name, or null. */
    Rule rule(String name) {
        Rule own = header.rules().get(name);
        return own != null
                ? own
                : Arrays.stream(Clause.values())
                        .filter(clause -> clause.name().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    List<String> ruleNames() {
        List<String> names = new ArrayList<>(header.rules().keySet());
        Arrays.stream(Clause.values()).map(Clause::name).forEach(names::add);
        return names;
    }

    /** A scenario begins to be compiled. */
    void begin() {
        steps = 0;
    }

    /** A statement is run. */
    void step(int at) throws SourceException {
        if (++steps > MOST_STEPS) {
            throw error(at, "this scenario runs more than " + MOST_STEPS + " statements before it gets here");
        }
    }

    /** Refuses code that parts into more ways than can be followed. */
    void limit(int ways, int at) throws SourceException {
        if (ways > MOST_WAYS) {
            throw error(at, "more than " + MOST_WAYS + " ways lead through this");
        }
    }

    SourceException error(int at, String message) {
        return source.error(at, message);
    }
}
