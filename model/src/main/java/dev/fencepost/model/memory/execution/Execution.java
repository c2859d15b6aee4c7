package dev.fencepost.model.memory.execution;

import dev.fencepost.model.memory.program.Address;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.memory.program.Observable;
import dev.fencepost.model.memory.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An execution of a program, complete or still being decided: which events happen, where each read takes its value from
 * ({@code rf}), and in which order the writes of each location become coherent ({@code co}).
 *
 * <p>One instance is reused for a whole exploration. A visitor that wants to keep something copies it with
 * {@link Witness#of}.
 */
public final class Execution {
    /** The location of an access whose address is not known yet. */
    public static final int UNKNOWN = -1;
    /** The location of an access whose address is known and points nowhere. */
    static final int NOWHERE = -2;

    final EventGraph graph;
    public final Terms terms;
    public final int size;
    public final Workspace work;
    /**
     * For relations that only depend on what happens and where, not on rf and co; reset when {@link #version} grows.
     */
    public final Workspace fixedWork;

    public final EventSet executed;
    public final EventSet reads;
    public final EventSet writes;
    public final EventSet fences;
    public final EventSet initial;
    /** Reads and writes that happen. */
    public final EventSet accesses;

    public final Relation po;
    public final Relation sameLocation;
    public final Relation poLoc;
    public final Relation external;
    public final Relation address;
    public final Relation data;
    public final Relation control;
    public final Relation rmw;

    public final Relation rf;
    public final Relation co;
    public final Relation fr;

    final int[] source;
    private final int[] location;
    private final int[] previousLocation;
    private final EventSet previousExecuted;
    private final boolean varying;
    /** Whether every location is ordinary memory. */
    public final boolean ordinary;

    private long version;
    private Object attachment;
    private final Relation[] levelled = new Relation[2];

    Execution(EventGraph graph) {
        this.graph = graph;
        this.terms = graph.terms();
        this.size = graph.events().size();
        work = new Workspace(size);
        fixedWork = new Workspace(size);
        int words = work.words;
        executed = new EventSet(words);
        reads = new EventSet(words);
        writes = new EventSet(words);
        fences = new EventSet(words);
        initial = new EventSet(words);
        accesses = new EventSet(words);
        previousExecuted = new EventSet(words);
        po = new Relation(size, words);
        sameLocation = new Relation(size, words);
        poLoc = new Relation(size, words);
        external = new Relation(size, words);
        address = new Relation(size, words);
        data = new Relation(size, words);
        control = new Relation(size, words);
        rmw = new Relation(size, words);
        rf = new Relation(size, words);
        co = new Relation(size, words);
        fr = new Relation(size, words);
        source = new int[size];
        Arrays.fill(source, -1);
        location = new int[size];
        previousLocation = new int[size];
        ordinary = graph.program().locations().stream().allMatch(each -> each.kind() == LocationKind.COHERENT);
        varying = graph.events().stream().anyMatch(this::hasVaryingDependencies);
        for (Event from : graph.events()) {
            for (Event to : graph.events()) {
                if (from.thread() != to.thread()) {
                    external.add(from.index(), to.index());
                }
            }
        }
    }

    private boolean hasVaryingDependencies(Event event) {
        return event.address() >= 0 && terms.hasVaryingDependencies(event.address())
                || event.value() >= 0 && terms.hasVaryingDependencies(event.value())
                || Arrays.stream(event.control()).anyMatch(terms::hasVaryingDependencies);
    }

    /** The program that this is an execution of. */
    public Program program() {
        return graph.program();
    }

    /** How many events the program has at most, initial writes included. */
    public int size() {
        return size;
    }

    public Event event(int index) {
        return graph.events().get(index);
    }

    /** The index of the location that an access is to, {@link #UNKNOWN} or {@link #NOWHERE}; -1 for other events. */
    public int location(int event) {
        return location[event];
    }

    /** What lies behind the location of an access; coherent memory while that is not known. */
    public LocationKind kind(int access) {
        return ordinary || location[access] < 0
                ? LocationKind.COHERENT
                : program().locations().get(location[access]).kind();
    }

    /**
     * {@code local} without the pairs that have a register, write-combining memory or a signal at either end: what
     * acquire and release order, which reach as far as coherence does.
     */
    public Relation amongMemory(Relation local) {
        if (ordinary) {
            return local;
        }
        EventSet memory = work.noneSet();
        for (int at = accesses.next(0); at >= 0; at = accesses.next(at + 1)) {
            if (kind(at) == LocationKind.COHERENT || kind(at) == LocationKind.NON_COHERENT) {
                memory.add(at);
            }
        }
        return work.between(memory, local, memory);
    }

    /** Grows whenever what happens, where, or a dependency changes; rf and co do not count. */
    public long version() {
        return version;
    }

    /** Whether the event happens: true, false, or null while undecided. */
    public Boolean happens(int event) {
        int guard = event(event).guard();
        return terms.isKnown(guard) ? (Boolean) (terms.value(guard) != 0) : null;
    }

    /**
     * The final value of {@code observable}; 0 for a register that the thread never names.
     *
     * @throws IndexOutOfBoundsException if there is no such thread or location
     */
    public long value(Observable observable) {
        if (observable instanceof Observable.RegisterOf register) {
            Integer term = graph.registers().get(register.thread()).get(register.name());
            return term == null ? 0 : terms.value(term);
        }
        return terms.value(
                event(lastWrite(((Observable.MemoryAt) observable).index())).value());
    }

    /** The write of {@code index} that no other write of it comes after in coherence order. */
    private int lastWrite(int index) {
        for (int write = writes.next(0); write >= 0; write = writes.next(write + 1)) {
            if (location[write] == index && co.next(write, 0) < 0) {
                return write;
            }
        }
        throw new IndexOutOfBoundsException("no location " + index);
    }

    /** Whatever a memory model wants to keep between two judgements of this execution; made on first use. */
    public <T> T attachment(Class<T> type, Function<Execution, T> make) {
        if (!type.isInstance(attachment)) {
            attachment = make.apply(this);
        }
        return type.cast(attachment);
    }

    /** An empty relation over as many copies of every event; the same one at each call with this {@code number}. */
    public Relation levelled(int copies, int number) {
        int nodes = size * copies;
        if (levelled[number] == null || levelled[number].size != nodes) {
            levelled[number] = new Relation(nodes, nodes + 63 >> 6);
        }
        levelled[number].clear();
        return levelled[number];
    }

    /** Brings everything but co and fr up to date with the decided reads. */
    void refresh() {
        locate();
        boolean changed = varying
                || !Arrays.equals(executed.bits, previousExecuted.bits)
                || !Arrays.equals(location, previousLocation);
        if (changed) {
            version++;
            previousExecuted.copy(executed);
            System.arraycopy(location, 0, previousLocation, 0, size);
            fixedWork.reset();
            classify();
            order();
            dependencies();
        }
        rf.clear();
        for (int read = reads.next(0); read >= 0; read = reads.next(read + 1)) {
            if (source[read] >= 0) {
                rf.add(source[read], read);
            }
        }
    }

    private void locate() {
        executed.clear();
        for (Event event : graph.events()) {
            int at = event.index();
            boolean happens = terms.isKnown(event.guard()) && terms.value(event.guard()) != 0;
            if (happens) {
                executed.add(at);
            }
            location[at] = UNKNOWN;
            if (event.address() >= 0 && terms.isKnown(event.address())) {
                long value = terms.value(event.address());
                boolean valid = Address.isAddress(value)
                        && Address.index(value) < program().locations().size();
                location[at] = valid ? Address.index(value) : NOWHERE;
            }
        }
    }

    private void classify() {
        reads.clear();
        writes.clear();
        fences.clear();
        initial.clear();
        for (int at = executed.next(0); at >= 0; at = executed.next(at + 1)) {
            switch (event(at).kind()) {
                case READ -> reads.add(at);
                case WRITE -> writes.add(at);
                case FENCE -> fences.add(at);
                case INIT -> {
                    writes.add(at);
                    initial.add(at);
                }
                case CUTOFF -> {}
                default -> throw new AssertionError(event(at).kind());
            }
        }
        for (int word = 0; word < accesses.bits.length; word++) {
            accesses.bits[word] = reads.bits[word] | writes.bits[word];
        }
    }

    private void order() {
        po.copy(graph.programOrder());
        rmw.clear();
        group();
        for (int from = 0; from < size; from++) {
            boolean happens = executed.contains(from);
            for (int word = 0; word < po.words; word++) {
                po.rows[from * po.words + word] &= happens ? executed.bits[word] : 0;
            }
            if (happens && event(from).kind() == EventKind.READ && event(from).partner() >= 0) {
                int write = event(from).partner();
                if (executed.contains(write)) {
                    rmw.add(from, write);
                }
            }
        }
        for (int i = 0; i < poLoc.rows.length; i++) {
            poLoc.rows[i] = po.rows[i] & sameLocation.rows[i];
        }
    }

    /** sameLocation: every access is related to all accesses of its location, itself included. */
    private void group() {
        sameLocation.clear();
        for (int at = accesses.next(0); at >= 0; at = accesses.next(at + 1)) {
            if (location[at] >= 0) {
                // The initial write of a location has the location's index: its row collects the group.
                sameLocation.add(location[at], at);
            }
        }
        for (int at = accesses.next(0); at >= 0; at = accesses.next(at + 1)) {
            if (location[at] >= 0 && at != location[at]) {
                sameLocation.orRow(at, sameLocation, location[at]);
            }
        }
    }

    private void dependencies() {
        address.clear();
        data.clear();
        control.clear();
        EventSet sources = work.noneSet();
        for (int at = accesses.next(0); at >= 0; at = accesses.next(at + 1)) {
            Event event = event(at);
            if (event.kind() != EventKind.INIT) {
                depend(event.address(), address, at, sources);
                if (event.kind() == EventKind.WRITE) {
                    depend(event.value(), data, at, sources);
                }
                for (int condition : event.control()) {
                    depend(condition, control, at, sources);
                }
            }
        }
    }

    private void depend(int term, Relation relation, int at, EventSet sources) {
        sources.clear();
        terms.addDependencies(term, sources);
        for (int read = sources.next(0); read >= 0; read = sources.next(read + 1)) {
            if (executed.contains(read)) {
                relation.add(read, at);
            }
        }
    }

    /** Derives {@code fr} from {@code rf} and {@code co}. */
    void deriveFromReads() {
        fr.clear();
        for (int read = reads.next(0); read >= 0; read = reads.next(read + 1)) {
            if (source[read] >= 0) {
                fr.orRow(read, co, source[read]);
            }
        }
    }

    /** Events that happen and satisfy {@code test}, as a set of {@link #fixedWork}. */
    public EventSet fixedSet(Predicate<Event> test) {
        EventSet result = fixedWork.noneSet();
        for (int at = executed.next(0); at >= 0; at = executed.next(at + 1)) {
            if (test.test(event(at))) {
                result.add(at);
            }
        }
        return result;
    }

    /** The events that happen, in the order of their threads. */
    List<Event> events() {
        List<Event> result = new ArrayList<>();
        for (int at = executed.next(0); at >= 0; at = executed.next(at + 1)) {
            result.add(event(at));
        }
        return result;
    }
}
