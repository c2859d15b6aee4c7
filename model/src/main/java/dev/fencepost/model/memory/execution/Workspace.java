package dev.fencepost.model.memory.execution;

import java.util.ArrayList;
import java.util.List;

/**
 * Relational algebra for memory models, in the notation of cat files: every operation answers a relation or set from a
 * pool that {@link #reset} takes back as a whole, so that judging an execution allocates nothing once it is warm.
 *
 * <p>No operation changes its operands.
 */
public final class Workspace {
    final int size;
    final int words;
    private final List<Relation> relations = new ArrayList<>();
    private final List<EventSet> sets = new ArrayList<>();
    private int relationsUsed;
    private int setsUsed;

    public Workspace(int size) {
        this.size = size;
        this.words = Math.max(1, size + 63 >> 6);
    }

    /** Takes back everything handed out since the last reset. */
    public void reset() {
        relationsUsed = 0;
        setsUsed = 0;
    }

    private Relation dirty() {
        if (relationsUsed == relations.size()) {
            relations.add(new Relation(size, words));
        }
        return relations.get(relationsUsed++);
    }

    /** The empty relation. */
    public Relation none() {
        Relation result = dirty();
        result.clear();
        return result;
    }

    private EventSet dirtySet() {
        if (setsUsed == sets.size()) {
            sets.add(new EventSet(words));
        }
        return sets.get(setsUsed++);
    }

    /** The empty set. */
    public EventSet noneSet() {
        EventSet result = dirtySet();
        result.clear();
        return result;
    }

    /** Set union. */
    public EventSet union(EventSet first, EventSet... more) {
        EventSet result = dirtySet();
        result.copy(first);
        for (EventSet set : more) {
            for (int word = 0; word < words; word++) {
                result.bits[word] |= set.bits[word];
            }
        }
        return result;
    }

    /** Set intersection. */
    public EventSet inter(EventSet left, EventSet right) {
        EventSet result = dirtySet();
        for (int word = 0; word < words; word++) {
            result.bits[word] = left.bits[word] & right.bits[word];
        }
        return result;
    }

    /** Set difference: {@code left \ right}. */
    public EventSet minus(EventSet left, EventSet right) {
        EventSet result = dirtySet();
        for (int word = 0; word < words; word++) {
            result.bits[word] = left.bits[word] & ~right.bits[word];
        }
        return result;
    }

    /** Events with a predecessor. */
    public EventSet range(Relation relation) {
        EventSet result = noneSet();
        for (int i = 0; i < size * words; i++) {
            result.bits[i % words] |= relation.rows[i];
        }
        return result;
    }

    /** {@code first | more...}. */
    public Relation union(Relation first, Relation... more) {
        Relation result = dirty();
        result.copy(first);
        for (Relation relation : more) {
            result.or(relation);
        }
        return result;
    }

    /** {@code left & right}. */
    public Relation inter(Relation left, Relation right) {
        Relation result = dirty();
        for (int i = 0; i < result.rows.length; i++) {
            result.rows[i] = left.rows[i] & right.rows[i];
        }
        return result;
    }

    /** {@code left \ right}. */
    public Relation minus(Relation left, Relation right) {
        Relation result = dirty();
        for (int i = 0; i < result.rows.length; i++) {
            result.rows[i] = left.rows[i] & ~right.rows[i];
        }
        return result;
    }

    /** {@code first ; more...}. */
    public Relation seq(Relation first, Relation... more) {
        Relation result = first;
        for (Relation relation : more) {
            result = compose(result, relation);
        }
        return result;
    }

    private Relation compose(Relation left, Relation right) {
        Relation result = none();
        for (int from = 0; from < size; from++) {
            for (int word = 0; word < words; word++) {
                long rest = left.rows[from * words + word];
                while (rest != 0) {
                    int middle = (word << 6) + Long.numberOfTrailingZeros(rest);
                    rest &= rest - 1;
                    result.orRow(from, right, middle);
                }
            }
        }
        return result;
    }

    /** {@code [from] ; relation ; [to]}. */
    public Relation between(EventSet from, Relation relation, EventSet to) {
        Relation result = dirty();
        for (int event = 0; event < size; event++) {
            boolean keep = from.contains(event);
            for (int word = 0; word < words; word++) {
                int i = event * words + word;
                result.rows[i] = keep ? relation.rows[i] & to.bits[word] : 0;
            }
        }
        return result;
    }

    /** {@code [from] ; relation}. */
    public Relation from(EventSet from, Relation relation) {
        Relation result = dirty();
        for (int event = 0; event < size; event++) {
            boolean keep = from.contains(event);
            for (int word = 0; word < words; word++) {
                int i = event * words + word;
                result.rows[i] = keep ? relation.rows[i] : 0;
            }
        }
        return result;
    }

    /** {@code relation ; [to]}. */
    public Relation to(Relation relation, EventSet to) {
        Relation result = dirty();
        for (int i = 0; i < result.rows.length; i++) {
            result.rows[i] = relation.rows[i] & to.bits[i % words];
        }
        return result;
    }

    /** {@code from * to}. */
    public Relation product(EventSet from, EventSet to) {
        Relation result = dirty();
        for (int event = 0; event < size; event++) {
            boolean keep = from.contains(event);
            for (int word = 0; word < words; word++) {
                result.rows[event * words + word] = keep ? to.bits[word] : 0;
            }
        }
        return result;
    }

    /** {@code relation^-1}. */
    public Relation inverse(Relation relation) {
        Relation result = none();
        for (int from = 0; from < size; from++) {
            for (int to = relation.next(from, 0); to >= 0; to = relation.next(from, to + 1)) {
                result.add(to, from);
            }
        }
        return result;
    }

    /** {@code relation?}: with the identity on every event. */
    public Relation optional(Relation relation) {
        Relation result = dirty();
        result.copy(relation);
        for (int event = 0; event < size; event++) {
            result.add(event, event);
        }
        return result;
    }

    /** {@code relation+}. */
    Relation plus(Relation relation) {
        Relation result = dirty();
        result.copy(relation);
        return result.close();
    }

    /** {@code relation*}. */
    public Relation star(Relation relation) {
        return optional(plus(relation));
    }

    /** {@code relation \ id}. */
    public Relation irreflexive(Relation relation) {
        Relation result = dirty();
        result.copy(relation);
        for (int event = 0; event < size; event++) {
            result.rows[event * words + (event >> 6)] &= ~(1L << event);
        }
        return result;
    }

    /** Whether {@code relation} has no cycle. */
    public boolean acyclic(Relation relation) {
        return !plus(relation).isReflexiveSomewhere();
    }
}
