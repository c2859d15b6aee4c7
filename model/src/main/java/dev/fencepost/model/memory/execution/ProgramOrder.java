package dev.fencepost.model.memory.execution;

import java.util.List;

/**
 * Program order over the events of an unrolled program: total within a thread, except among the accesses of one C
 * statement, where only data flow and the two halves of a read-modify-write give an order.
 */
final class ProgramOrder {
    private final List<Event> events;
    private final List<Integer> statements;
    private final Terms terms;
    private final int words;

    ProgramOrder(List<Event> events, List<Integer> statements, Terms terms) {
        this.events = events;
        this.statements = statements;
        this.terms = terms;
        this.words = Math.max(1, events.size() + 63 >> 6);
    }

    Relation relation() {
        Relation result = new Relation(events.size(), words);
        for (Event from : events) {
            for (int to = from.index() + 1; to < events.size(); to++) {
                boolean sameThread = from.thread() >= 0 && events.get(to).thread() == from.thread();
                if (sameThread && ordered(from, events.get(to))) {
                    result.add(from.index(), to);
                }
            }
        }
        return result.close();
    }

    private boolean ordered(Event from, Event to) {
        if (!statements.get(from.index()).equals(statements.get(to.index())) || from.partner() == to.index()) {
            return true;
        }
        EventSet sources = new EventSet(words);
        for (int term : new int[] {to.guard(), to.address(), to.value()}) {
            if (term >= 0) {
                terms.addPossibleDependencies(term, sources);
            }
        }
        return sources.contains(from.index());
    }
}
