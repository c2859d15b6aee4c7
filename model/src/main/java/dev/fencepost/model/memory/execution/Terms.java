package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Operator;
import dev.fencepost.model.memory.program.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a program as a shared graph of terms whose leaves are constants and reads. While the explorer decides
 * reads, values become known bottom-up; {@link #undo} takes them back. Equal terms are one node.
 *
 * <p>A {@code SELECT} is a register after an if: its condition picks one of two values, and it depends on the picked
 * one only, since the dependency through the condition is a control dependency of the assignment, not a data
 * dependency.
 */
public final class Terms {
    private enum Kind {
        CONSTANT,
        READ,
        BINARY,
        SELECT
    }

    private record Node(Kind kind, Operator operator, long payload, int first, int second, int third) {}

    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> index = new HashMap<>();

    private long[] value;
    private boolean[] known;
    private int[][] parents;
    private long[][] fixedDependencies;
    private int[] trail;
    private int trailLength;
    private int[] readersHead;
    private int[] readersNext;
    private int[] readTerm;

    int constant(long payload) {
        return intern(new Node(Kind.CONSTANT, null, payload, -1, -1, -1));
    }

    int read(int event) {
        return intern(new Node(Kind.READ, null, event, -1, -1, -1));
    }

    int binary(Operator operator, int left, int right) {
        Node l = nodes.get(left);
        Node r = nodes.get(right);
        if (l.kind == Kind.CONSTANT && r.kind == Kind.CONSTANT) {
            return constant(number(operator.apply(l.payload, r.payload)));
        }
        return intern(new Node(Kind.BINARY, operator, 0, left, right, -1));
    }

    int select(int condition, int then, int otherwise) {
        Node c = nodes.get(condition);
        if (c.kind == Kind.CONSTANT) {
            return c.payload != 0 ? then : otherwise;
        }
        return then == otherwise ? then : intern(new Node(Kind.SELECT, null, 0, condition, then, otherwise));
    }

    /** {@code term != 0}, as a 0 or 1. */
    int truth(int term) {
        return isTruth(nodes.get(term)) ? term : binary(Operator.NOT_EQUAL, term, constant(0));
    }

    private static boolean isTruth(Node node) {
        return node.kind == Kind.BINARY && node.operator.compareTo(Operator.EQUAL) >= 0;
    }

    int not(int term) {
        return binary(Operator.EQUAL, term, constant(0));
    }

    int and(int left, int right) {
        if (isConstant(left)) {
            return nodes.get(left).payload != 0 ? right : left;
        }
        if (isConstant(right)) {
            return nodes.get(right).payload != 0 ? left : right;
        }
        return binary(Operator.LOGICAL_AND, left, right);
    }

    boolean isConstant(int term) {
        return nodes.get(term).kind == Kind.CONSTANT;
    }

    long payload(int term) {
        return nodes.get(term).payload;
    }

    private int intern(Node node) {
        Integer present = index.putIfAbsent(node, nodes.size());
        if (present != null) {
            return present;
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    /** Ends construction: from now on values can be decided. {@code events} is the number of events of the program. */
    void freeze(int events) {
        int count = nodes.size();
        value = new long[count];
        known = new boolean[count];
        trail = new int[count];
        readersHead = new int[count];
        Arrays.fill(readersHead, -1);
        readersNext = new int[events];
        readTerm = new int[events];
        Arrays.fill(readTerm, -1);
        List<List<Integer>> up = new ArrayList<>();
        fixedDependencies = new long[count][];
        for (int term = 0; term < count; term++) {
            up.add(new ArrayList<>());
            Node node = nodes.get(term);
            if (node.kind == Kind.CONSTANT) {
                value[term] = node.payload;
                known[term] = true;
            } else if (node.kind == Kind.READ) {
                readTerm[(int) node.payload] = term;
            }
            for (int child : new int[] {node.first, node.second, node.third}) {
                if (child >= 0) {
                    up.get(child).add(term);
                }
            }
            fixedDependencies[term] = fixed(node, events);
        }
        parents = up.stream()
                .map(list ->
                        list.stream().mapToInt(Integer::intValue).distinct().toArray())
                .toArray(int[][]::new);
    }

    /** The reads that a term depends on, or null where that depends on which arm of an if was taken. */
    private long[] fixed(Node node, int events) {
        long[] result = new long[Math.max(1, events + 63 >> 6)];
        switch (node.kind) {
            case CONSTANT -> {}
            case READ -> result[(int) node.payload >> 6] |= 1L << node.payload;
            case SELECT -> {
                return null;
            }
            case BINARY -> {
                long[] left = fixedDependencies[node.first];
                long[] right = fixedDependencies[node.second];
                if (left == null || right == null) {
                    return null;
                }
                for (int word = 0; word < result.length; word++) {
                    result[word] = left[word] | right[word];
                }
            }
            default -> throw new AssertionError(node.kind);
        }
        return result;
    }

    /** Whether what {@code term} depends on depends on which arm of an if was taken. */
    boolean hasVaryingDependencies(int term) {
        return fixedDependencies[term] == null;
    }

    public boolean isKnown(int term) {
        return known[term];
    }

    public long value(int term) {
        return value[term];
    }

    int mark() {
        return trailLength;
    }

    void undo(int mark) {
        while (trailLength > mark) {
            known[trail[--trailLength]] = false;
        }
    }

    /** Makes {@code read} take its value from {@code source}, the value term of a write, now or once that is known. */
    void link(int read, int source) {
        readersNext[read] = readersHead[source];
        readersHead[source] = read;
        if (known[source] && readTerm[read] >= 0) {
            learn(readTerm[read], value[source]);
        }
    }

    /** Takes back the latest {@link #link} to {@code source}. */
    void unlink(int read, int source) {
        if (readersHead[source] != read) {
            throw new IllegalStateException("links are taken back in reverse order");
        }
        readersHead[source] = readersNext[read];
    }

    /** Makes a value known until {@link #undo}. */
    void learn(int term, long result) {
        if (known[term]) {
            return;
        }
        known[term] = true;
        value[term] = result;
        trail[trailLength++] = term;
        for (int parent : parents[term]) {
            if (!known[parent]) {
                evaluate(parent);
            }
        }
        for (int read = readersHead[term]; read >= 0; read = readersNext[read]) {
            if (readTerm[read] >= 0) {
                learn(readTerm[read], result);
            }
        }
    }

    private void evaluate(int term) {
        Node node = nodes.get(term);
        if (node.kind == Kind.SELECT) {
            if (known[node.first]) {
                int picked = value[node.first] != 0 ? node.second : node.third;
                if (known[picked]) {
                    learn(term, value[picked]);
                }
            }
        } else if (computable(node)) {
            learn(term, number(node.operator.apply(value[node.first], value[node.second])));
        } else if (node.operator == Operator.LOGICAL_AND && (isFalse(node.first) || isFalse(node.second))) {
            learn(term, 0);
        }
    }

    /** What is computed is never taken for a symbol, with which nobody could compute on. */
    private static long number(long result) {
        if (Symbol.isSymbol(result)) {
            throw new ProgramFault("the number " + result + " is one that the engine keeps for itself");
        }
        return result;
    }

    private boolean computable(Node node) {
        return node.kind == Kind.BINARY
                && known[node.first]
                && known[node.second]
                && !Symbol.isSymbol(value[node.first])
                && !Symbol.isSymbol(value[node.second]);
    }

    int size() {
        return nodes.size();
    }

    /** Whether {@code term} is an operator applied to others. */
    boolean isComputed(int term) {
        return nodes.get(term).kind == Kind.BINARY;
    }

    boolean isConjunction(int term) {
        return nodes.get(term).operator == Operator.LOGICAL_AND;
    }

    /** Whether {@code term} is {@link #not} of a truth value. */
    boolean isNegation(int term) {
        Node node = nodes.get(term);
        return node.operator == Operator.EQUAL
                && isConstant(node.second)
                && payload(node.second) == 0
                && isTruth(nodes.get(node.first));
    }

    int left(int term) {
        return nodes.get(term).first;
    }

    int right(int term) {
        return nodes.get(term).second;
    }

    /** Whether the operands of a term whose value was assumed give another value. */
    boolean contradicts(int term) {
        return computable(nodes.get(term)) && !confirms(term);
    }

    /** Whether the operands of a term whose value was assumed give that value. */
    boolean confirms(int term) {
        Node node = nodes.get(term);
        return computable(node) && node.operator.apply(value[node.first], value[node.second]) == value[term];
    }

    /** The read that {@code term} is a copy of, as far as the arms of ifs are decided, or -1. */
    int copiedRead(int term) {
        Node node = nodes.get(term);
        if (node.kind == Kind.SELECT && known[node.first]) {
            return copiedRead(value[node.first] != 0 ? node.second : node.third);
        }
        return node.kind == Kind.READ ? (int) node.payload : -1;
    }

    private boolean isFalse(int term) {
        return known[term] && value[term] == 0;
    }

    /** Adds the reads that {@code term} depends on to {@code into}, as far as the arms of ifs are decided. */
    void addDependencies(int term, EventSet into) {
        long[] fixed = fixedDependencies[term];
        if (fixed != null) {
            for (int word = 0; word < into.bits.length; word++) {
                into.bits[word] |= fixed[word];
            }
            return;
        }
        Node node = nodes.get(term);
        if (node.kind == Kind.BINARY) {
            addDependencies(node.first, into);
            addDependencies(node.second, into);
        } else if (known[node.first]) {
            addDependencies(value[node.first] != 0 ? node.second : node.third, into);
        }
    }

    /** Adds every read that {@code term} may depend on, whatever is decided; before and after {@link #freeze}. */
    void addPossibleDependencies(int term, EventSet into) {
        Node node = nodes.get(term);
        if (node.kind == Kind.READ) {
            into.add((int) node.payload);
        }
        for (int child : new int[] {node.first, node.second, node.third}) {
            if (child >= 0) {
                addPossibleDependencies(child, into);
            }
        }
    }
}
