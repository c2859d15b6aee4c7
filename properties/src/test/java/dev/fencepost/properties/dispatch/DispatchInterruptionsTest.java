package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.dispatch.Locking;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.dispatch.DispatchInterruptions.Found;
import dev.fencepost.properties.dispatch.DispatchInterruptions.Variant;
import dev.fencepost.properties.dispatch.DispatchMemory.Word;
import dev.fencepost.properties.house.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The implementation, interrupted before each of its accesses; more broken variants are among the known bugs. */
class DispatchInterruptionsTest {
    @Test
    @Claims({Clause.Q1, Clause.Q2, Clause.Q3, Clause.Q4, Clause.Q5, Clause.Q6, Clause.Q7, Clause.Q8, Clause.Q9})
    void nothingIsWrong() {
        DispatchInterruptions interruptions = new DispatchInterruptions();
        assertThat(interruptions.all(new Variant() {}).values()).isEmpty();
        assertThat(interruptions.runs()).as("nobody had to wait").isGreaterThan(1_500);
    }

    /** Hide, take the queue back, remove from the view, drain; what comes after is the device's to check. */
    @Test
    @Claims(Clause.Q9)
    void anUnplugHasItsOrder() {
        List<String> stores = new ArrayList<>();
        DispatchStage watch = new DispatchStage(
                new DispatchMemory(DispatchStage.layout().size(), DispatchStage.THREADS, DispatchStage.DEVICES) {
                    @Override
                    public void store32(Mode mode, int offset, int value) {
                        super.store32(mode, offset, value);
                        if (offset == 0 || word(offset) != null) {
                            stores.add(offset == 0 ? "VIEW" : word(offset) + " " + value);
                        }
                    }
                });
        DispatchStage.Watched device = watch.plug(Locking.DEVICE, 0x100);
        watch.start(device);
        stores.clear();
        watch.unplug(device);
        watch.reclaim(watch.thread(DispatchStage.MAIN));
        assertThat(stores).containsExactly("REALIZED 0", "ATTACHED 0", "STARTED 0", "VIEW", "RETIRED 1");
        watch.settle();
    }

    /** Memory that loses something. */
    enum Loses {
        END_OF_READING(Clause.Q4, "a device is never freed") {
            @Override
            boolean keeps(Word word, boolean reader, long value) {
                return !reader || value != 0;
            }
        },
        HIDDEN(Clause.Q9, "a callback begins after the device was unplugged") {
            @Override
            boolean keeps(Word word, boolean reader, long value) {
                return word != Word.REALIZED || value != 0;
            }
        },
        DETACHED(Clause.Q8, "attached to device 0, which is not started") {
            @Override
            boolean keeps(Word word, boolean reader, long value) {
                return word != Word.ATTACHED || value != 0;
            }
        },
        KICK(Clause.Q8, "the I/O thread sleeps on a kick") {
            @Override
            boolean keeps(Word word, boolean reader, long value) {
                return word != Word.KICKED || value == 0;
            }
        },
        ENGAGED(Clause.Q5, "a device is entered from its own access") {
            @Override
            boolean keeps(Word word, boolean reader, long value) {
                return word != Word.ENGAGED;
            }
        };

        private final Clause clause;
        private final String what;

        Loses(Clause clause, String what) {
            this.clause = clause;
            this.what = what;
        }

        abstract boolean keeps(Word word, boolean reader, long value);
    }

    /** Some stores are lost. */
    private static final class Losing extends DispatchMemory {
        private final Loses loses;

        Losing(int size, Loses loses) {
            super(size, DispatchStage.THREADS, DispatchStage.DEVICES);
            this.loses = loses;
        }

        @Override
        public void store32(Mode mode, int offset, int value) {
            if (loses.keeps(word(offset), false, value)) {
                super.store32(mode, offset, value);
            }
        }

        @Override
        public void store64(Mode mode, int offset, long value) {
            if (loses.keeps(null, isReader(offset), value)) {
                super.store64(mode, offset, value);
            }
        }

        @Override
        public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
            boolean keeps = loses.keeps(word(offset), false, operand);
            return keeps ? super.getAndUpdate32(mode, update, offset, operand) : load32(mode, offset);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLostIsNoticed(Loses loses) {
        Map<Clause, Found> found = DispatchInterruptions.of(new Variant() {
            @Override
            public DispatchMemory memory(int size) {
                return new Losing(size, loses);
            }
        });
        assertThat(found).containsKey(loses.clause);
        assertThat(found.get(loses.clause).what()).contains(loses.what);
    }
}
