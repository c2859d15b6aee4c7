package dev.fencepost.properties.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.dispatch.Dispatcher;
import dev.fencepost.impl.grant.persistent.PersistentGrants;
import dev.fencepost.impl.grant.table.GrantTable;
import dev.fencepost.impl.memory.ArrayMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.SharedMemory;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.impl.msix.MsixLayout;
import dev.fencepost.impl.msix.MsixTable;
import dev.fencepost.properties.dispatch.DispatchArguments;
import dev.fencepost.properties.grant.persistent.PersistentGrantArguments;
import dev.fencepost.properties.grant.table.GrantArguments;
import dev.fencepost.properties.msix.MsixArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of {@link dev.fencepost.impl.argument}, for every number that a public method of grants, MSI-X and dispatch
 * takes: what a peer chooses is answered, what the caller passes wrong is refused, and either way nothing changes.
 */
class ArgumentProperties {
    static Stream<Argument> arguments() {
        return Stream.of(
                        GrantArguments.table(),
                        PersistentGrantArguments.table(),
                        MsixArguments.table(),
                        DispatchArguments.table())
                .flatMap(table -> table.all().stream());
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void aWrongNumberChangesNothing(Argument argument) {
        assertThat(argument.faults()).isEmpty();
    }

    /** A method that is added has a row, or the table says that any number will do. */
    @Test
    void everyNumberIsTried() throws Exception {
        List<String> grants = new ArrayList<>(named(GrantArguments.table()));
        grants.addAll(named(PersistentGrantArguments.table()));
        List<String> offered = new ArrayList<>(Parameters.beside(GrantTable.class));
        offered.addAll(Parameters.beside(PersistentGrants.class));
        assertThat(grants).doesNotHaveDuplicates().hasSameElementsAs(offered);
        assertThat(named(MsixArguments.table())).hasSameElementsAs(Parameters.beside(MsixTable.class));
        assertThat(named(DispatchArguments.table())).hasSameElementsAs(Parameters.beside(Dispatcher.class));
    }

    private static List<String> named(Arguments<?> table) {
        List<String> names = new ArrayList<>(table.all().stream()
                .map(Argument::name)
                .filter(name -> name.contains("#"))
                .distinct()
                .toList());
        names.addAll(table.unbounded());
        return names;
    }

    /** Methods that go wrong in each of the ways that there are. */
    @Test
    void aMistakeIsNoticed() {
        assertThat(of(ArgumentProperties::usesUnchecked).faults())
                .as("writes over the function's word")
                .anyMatch(fault -> fault.contains("of 4: answers"));
        assertThat(of((memory, vector) -> List.of(0, 0, 0, 0).toArray()[(int) vector])
                        .faults())
                .as("a bare exception")
                .anyMatch(fault -> fault.contains("ArrayIndexOutOfBounds"));
        assertThat(of((memory, vector) -> refuse(vector & 0xffff, vector)).faults())
                .as("looks at 16 bits")
                .anyMatch(fault -> fault.contains("of 65536: answers"));
        assertThat(of((memory, vector) -> {
                            memory.store32(Mode.PLAIN, 0, 1);
                            return refuse(vector, vector);
                        })
                        .faults())
                .as("too late")
                .anyMatch(fault -> fault.contains("something has changed"));
        assertThat(of((memory, vector) -> refuse(vector, 0)).faults())
                .as("does not say the number")
                .anyMatch(fault -> fault.contains("throws"));
        assertThat(of((memory, vector) -> refuse(vector, vector)).faults()).isEmpty();
    }

    private static Argument of(Arguments.Call<SharedMemory> call) {
        return new Arguments<SharedMemory>(() -> new ArrayMemory(256), Arguments::dump)
                .index("sample", 4, call)
                .all()
                .get(0);
    }

    private static Object refuse(long looked, long said) {
        if (looked < 0 || looked > 3) {
            throw new IllegalArgumentException("vector " + said + " of 4");
        }
        return "done";
    }

    /** As {@code MsixTable.use} was: whatever stands behind the states counts one use more. */
    private static Object usesUnchecked(SharedMemory memory, long vector) {
        int state = new MsixLayout(4, 0).state(0) + 4 * (int) vector;
        return state < 0 || state >= memory.size()
                ? refuse(vector, vector)
                : memory.getAndUpdate32(Mode.RELEASE, Update.ADD, state, 1 << 16);
    }
}
