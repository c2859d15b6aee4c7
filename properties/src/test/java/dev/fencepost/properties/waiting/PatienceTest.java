package dev.fencepost.properties.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever does not come is named, and whoever does not end is ended. */
class PatienceTest {
    private static final Patience LONG = Patience.seconds(60);
    private static final Patience NONE = Patience.millis(0);

    @Test
    void whatComesIsWaitedFor() throws IOException {
        AtomicInteger looks = new AtomicInteger();
        LONG.until("the third look", () -> looks.incrementAndGet() == 3);
        assertThat(looks).hasValue(3);
        Thread thread = new Thread(looks::incrementAndGet);
        thread.start();
        LONG.untilEnded(thread);
        assertThat(looks).hasValue(4);
        assertThat(LONG.untilEnded("a shell", new ProcessBuilder("sh", "-c", "exit 7").start()))
                .isEqualTo(7);
    }

    @Test
    void whatDoesNotComeIsNamed() {
        assertThatThrownBy(() -> Patience.millis(3).until("the end of the world", () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("waited 3 ms for the end of the world, in vain");
    }

    /** It begins anew with each that comes. */
    @Test
    void noMoreProgressIsNamed() {
        Progress progress = NONE.with("a buffer");
        for (int i = 1; i < 10; i++) {
            progress.at(i);
        }
        assertThatThrownBy(() -> {
                    while (true) {
                        progress.at(9);
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessage("waited 0 ms for a buffer behind 9, in vain");
    }

    @Test
    void aThreadThatDoesNotEndIsInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        never.await(1, TimeUnit.HOURS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "sleeper");
        thread.start();
        assertThatThrownBy(() -> NONE.untilEnded(thread))
                .isInstanceOf(AssertionError.class)
                .hasMessage("waited 0 ms for the end of the thread sleeper, in vain");
        LONG.untilEnded(thread);
    }

    @Test
    void aProcessThatDoesNotEndIsKilled() throws IOException {
        Process process = new ProcessBuilder("sleep", "3600").start();
        assertThatThrownBy(() -> NONE.untilEnded("a long sleep", process))
                .isInstanceOf(AssertionError.class)
                .hasMessage("waited 0 ms for the end of a long sleep, in vain");
        assertThat(LONG.untilEnded("a long sleep that was killed", process)).isNotZero();
    }
}
