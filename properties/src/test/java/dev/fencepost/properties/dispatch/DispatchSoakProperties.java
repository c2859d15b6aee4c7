package dev.fencepost.properties.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.dispatch.LockKind;
import dev.fencepost.impl.dispatch.Locks;
import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.impl.memory.Update;
import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.bugs.MutantMemory;
import dev.fencepost.properties.house.Claims;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything at once, on all threads that the machine has: accesses to devices of every kind that come and go, kicks of
 * a queue that is handed over and back, an I/O thread that sleeps. Now and then all vCPUs rest, and every request must
 * be handled; at the end nothing is lost and nothing is left.
 */
@Claims({Clause.Q1, Clause.Q2, Clause.Q4, Clause.Q8, Clause.Q9})
class DispatchSoakProperties {
    /** Minutes at night, seconds by day. */
    private static final Duration LENGTH =
            Boolean.getBoolean("fencepost.deep") ? Duration.ofMinutes(3) : Duration.ofSeconds(3);

    private static final int VCPUS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int ROUNDS = 20;

    /** Whoever fails with a lock in hand would leave the others waiting. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingIsLostAndNothingLeaks() throws InterruptedException {
        DispatchSoak soak = new DispatchSoak(VCPUS);
        soak.run(LENGTH, System.out::println);
        assertThat(soak.complaints()).isEmpty();
        assertThat(soak.isBusy()).isTrue();
    }

    /** What is done wrong now and then, and what is said of it. */
    enum Wrong {
        /** Devices with a lock of their own are called without it. */
        UNLOCKED("answered by REENTERED|writes accepted, and counted|lock") {
            @Override
            Locks locks(Locks locks) {
                return new Unlocked(locks);
            }
        },
        /** A reference is not given back. */
        LEAKING("devices plugged, and freed") {
            @Override
            boolean does(Update update, int operand) {
                return update != Update.ADD;
            }
        },
        /** A doorbell does not ring. */
        DEAF("a kick is lost") {
            @Override
            boolean does(Update update, int operand) {
                return update != Update.OR;
            }
        },
        /** A reader does not say that it reads. */
        UNREAD("answered by|Exception|freed") {
            @Override
            boolean announces() {
                return false;
            }
        };

        private final String complaint;

        Wrong(String complaint) {
            this.complaint = complaint;
        }

        Locks locks(Locks locks) {
            return locks;
        }

        boolean does(Update update, int operand) {
            return true;
        }

        boolean announces() {
            return true;
        }
    }

    private static final class Unlocked extends Locks {
        private final Locks locks;

        Unlocked(Locks locks) {
            this.locks = locks;
        }

        @Override
        public void lock(LockKind kind, int index, int thread) {
            if (kind != LockKind.DEVICE) {
                locks.lock(kind, index, thread);
            }
        }

        @Override
        public void unlock(LockKind kind, int index, int thread) {
            if (kind != LockKind.DEVICE) {
                locks.unlock(kind, index, thread);
            }
        }
    }

    /** Every third time it does not do what it is told. */
    private static final class Forgetful extends MutantMemory {
        private static final int SELDOM = 3;
        /** Behind it the readers' epochs stand. */
        private static final int READERS = 4 * 128;

        private final Wrong wrong;
        private int times;

        Forgetful(ByteBuffer buffer, Wrong wrong) {
            super(MappedMemory.of(buffer, BarrierPolicy.WEAK));
            this.wrong = wrong;
        }

        @Override
        public int getAndUpdate32(Mode mode, Update update, int offset, int operand) {
            boolean does = wrong.does(update, operand) || ++times % SELDOM != 0;
            return does ? super.getAndUpdate32(mode, update, offset, operand) : load32(Mode.OPAQUE, offset);
        }

        @Override
        public void store64(Mode mode, int offset, long value) {
            if (wrong.announces() || mode == Mode.PLAIN || offset < READERS) {
                super.store64(mode, offset, value);
            }
        }
    }

    /** The check must say no. How long it takes is the machine's business. */
    @ParameterizedTest
    @EnumSource
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsWrongIsNoticed(Wrong wrong) throws InterruptedException {
        List<String> complaints = List.of();
        for (int round = 0; round < ROUNDS && complaints.isEmpty(); round++) {
            DispatchSoak soak = new DispatchSoak(VCPUS, memory -> new Forgetful(memory, wrong), wrong::locks);
            soak.run(Duration.ofMillis(500), line -> {});
            complaints = soak.complaints();
        }
        assertThat(complaints).anySatisfy(complaint -> assertThat(complaint).containsPattern(wrong.complaint));
    }
}
