package dev.fencepost.model.msix.intercept;

import dev.fencepost.model.machine.Codec;
import dev.fencepost.model.machine.Invariant;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.model.machine.Steps;
import dev.fencepost.model.machine.Subject;
import dev.fencepost.model.msix.intercept.Action.DeviceEvent;
import dev.fencepost.model.msix.intercept.Action.DeviceModelRuns;
import dev.fencepost.model.msix.intercept.Action.GuestControl;
import dev.fencepost.model.msix.intercept.Action.GuestDecode;
import dev.fencepost.model.msix.intercept.Action.GuestWrite;
import dev.fencepost.model.msix.intercept.Action.HostMask;
import dev.fencepost.model.msix.intercept.Action.HypervisorCompletes;
import dev.fencepost.model.msix.intercept.Action.Reassign;
import dev.fencepost.model.msix.intercept.State.Line;
import dev.fencepost.model.msix.intercept.State.Tracked;
import dev.fencepost.model.spec.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** {@link MsixIntercept} with every action that guest, hypervisor, device model and device may take, in any order. */
public final class InterceptMachine implements Machine<State> {
    private static final int SHADOWED = 1;
    private static final List<String> ACTORS = List.of("guest", "hypervisor", "device model", "device");

    private final MsixIntercept intercept;
    private final Design design;
    private final int vectors;
    private final List<Action> actions = new ArrayList<>();
    private final InterceptCodec codec;
    private final String disturbed;

    /** A table of one or two vectors, the first of them with a shadow of its message. */
    public InterceptMachine(Design design, int vectors) {
        this(design, vectors, 0, vectors);
    }

    /**
     * The same where events and host masks come to one vector alone, so that there are fewer states: what the guest
     * does to the other is all that happens to it.
     *
     * @param vector the one
     */
    public static InterceptMachine disturbing(Design design, int vectors, int vector) {
        return new InterceptMachine(design, vectors, vector, vector + 1);
    }

    private InterceptMachine(Design design, int vectors, int firstDisturbed, int endOfDisturbed) {
        if (vectors < 1 || vectors > 2) {
            throw new IllegalArgumentException(vectors + " vectors to explore, expected 1 or 2");
        }
        intercept = new MsixIntercept(design, vectors, SHADOWED);
        this.design = design;
        this.vectors = vectors;
        codec = new InterceptCodec(vectors);
        for (int vector = 0; vector < vectors; vector++) {
            for (int message = -1; message < 2; message++) {
                for (int control = message < 0 ? 0 : -1; control < 2; control++) {
                    actions.add(new GuestWrite(vector, message, control));
                }
            }
        }
        for (int vector = firstDisturbed; vector < endOfDisturbed; vector++) {
            actions.add(new HostMask(vector, true));
            actions.add(new HostMask(vector, false));
            actions.add(new DeviceEvent(vector));
        }
        disturbed = endOfDisturbed - firstDisturbed == vectors ? "" : " of vector " + firstDisturbed + " alone";
        for (int bits = 0; bits < 4; bits++) {
            actions.add(new GuestControl((bits & 1) != 0, (bits & 2) != 0));
        }
        actions.addAll(List.of(
                new GuestDecode(false),
                new GuestDecode(true),
                new DeviceModelRuns(),
                new HypervisorCompletes(),
                new Reassign()));
    }

    @Override
    public void initial(Consumer<? super State> states) {
        states.accept(intercept.initial());
    }

    @Override
    public void steps(State state, Steps<State> steps) {
        for (int i = 0; i < actions.size(); i++) {
            if (intercept.allows(state, actions.get(i))) {
                steps.to(i, intercept.apply(state, actions.get(i)));
            }
        }
    }

    /** The action of that number. */
    public Action action(int number) {
        return actions.get(number);
    }

    @Override
    public List<Invariant<State>> invariants() {
        return List.of(
                all(
                        "hardware masks a vector while host or guest wants it masked",
                        Clause.M8,
                        (s, v) -> !wanted(s, v) || !s.open(v)),
                all(
                        "hardware leaves a vector open that neither host nor guest wants masked",
                        Clause.M8,
                        (s, v) -> !s.idle()
                                || wanted(s, v)
                                || !known(s, v)
                                || !line(s, v).hardware().masked()),
                all(
                        "the mask that the hypervisor takes for the guest's is the one that the guest wrote last",
                        Clause.M8,
                        (s, v) -> !s.idle()
                                || !known(s, v)
                                || tracked(s, v).guestMasked()
                                        == line(s, v).guest().masked()),
                all(
                        "a read of a message gives what the guest wrote last",
                        Clause.M8,
                        (s, v) -> !s.idle()
                                || intercept.readMessage(s, v)
                                        == line(s, v).guest().message()),
                all(
                        "a read of vector control gives what the guest wrote last",
                        Clause.M8,
                        (s, v) -> !s.idle()
                                || intercept.readMasked(s, v)
                                        == line(s, v).guest().masked()),
                all(
                        "an open vector sends the message that the guest wrote last while it was masked",
                        Clause.M5,
                        (s, v) -> !s.idle()
                                || !s.open(v)
                                || tracked(s, v).dirty()
                                || line(s, v).hardware().message()
                                        == line(s, v).guest().message()),
                all(
                        "nothing stays pending in an open vector",
                        Clause.M3,
                        (s, v) -> !s.open(v) || !line(s, v).hardware().pending()),
                all(
                        "a vector that the guest opened in an enabled function is bound",
                        Clause.M3,
                        (s, v) -> !s.idle() || !s.enable() || line(s, v).guest().masked() || known(s, v)),
                Invariant.ofStates(
                        "a function of which no vector is bound is not masked by the hypervisor",
                        Clause.M1,
                        s -> !s.hostMaskAll()
                                || s.lines().stream()
                                        .anyMatch(line -> line.hypervisor().known())));
    }

    private Invariant<State> all(String name, Clause clause, BiPredicate<State, Integer> ofVector) {
        return Invariant.ofStates(
                name, clause, s -> IntStream.range(0, vectors).allMatch(vector -> ofVector.test(s, vector)));
    }

    private static Line line(State state, int vector) {
        return state.lines().get(vector);
    }

    private static Tracked tracked(State state, int vector) {
        return line(state, vector).hypervisor();
    }

    private static boolean known(State state, int vector) {
        return tracked(state, vector).known();
    }

    private static boolean wanted(State state, int vector) {
        Tracked tracked = tracked(state, vector);
        return tracked.known() && (tracked.guestMasked() || tracked.hostMasked());
    }

    @Override
    public Invariant<State> atRest() {
        return Invariant.ofStates("guest, hypervisor and device can always go on", Clause.M2, state -> false);
    }

    @Override
    public Subject subject() {
        return new Subject(
                "msix-intercept",
                "design " + design.label() + ", " + vectors + (vectors == 1 ? " vector" : " vectors")
                        + ", the first with a shadow, events and host masks" + disturbed
                        + ", messages of one bit, endless",
                0,
                vectors > 1 ? List.of() : List.of("one vector is too few to tell whether vectors are mixed up"));
    }

    @Override
    public List<String> actors() {
        return ACTORS;
    }

    @Override
    public Codec<State> codec() {
        return codec;
    }

    @Override
    public int actor(int number) {
        Action action = actions.get(number);
        if (action instanceof DeviceEvent) {
            return 3;
        } else if (action instanceof DeviceModelRuns) {
            return 2;
        }
        boolean host =
                action instanceof HostMask || action instanceof HypervisorCompletes || action instanceof Reassign;
        return host ? 1 : 0;
    }

    @Override
    public String describe(State before, int number, State after) {
        Action action = actions.get(number);
        if (action instanceof GuestWrite write) {
            String entry = "entry[" + write.vector() + "].";
            String message = write.message() < 0 ? "" : entry + "data = " + write.message();
            String control = write.control() < 0 ? "" : entry + "control = " + write.control();
            return message + (message.isEmpty() || control.isEmpty() ? "" : ", ") + control;
        } else if (action instanceof GuestControl control) {
            return "enable = " + (control.enable() ? 1 : 0) + ", function mask = " + (control.maskAll() ? 1 : 0);
        } else if (action instanceof GuestDecode decode) {
            return "memory decode = " + (decode.on() ? 1 : 0);
        } else if (action instanceof DeviceModelRuns) {
            return "take the write" + (before.handling().control() == 0 && before.enable() ? ", bind" : "");
        } else if (action instanceof HypervisorCompletes) {
            return before.handling().replay() ? "end the write, replay the unmask" : "end the write";
        } else if (action instanceof HostMask mask) {
            return (mask.masked() ? "mask " : "unmask ") + mask.vector() + " for the host";
        } else if (action instanceof DeviceEvent event) {
            return "event " + event.vector();
        }
        return "reset and assign";
    }
}
