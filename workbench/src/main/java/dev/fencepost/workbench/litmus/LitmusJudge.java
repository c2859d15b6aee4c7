package dev.fencepost.workbench.litmus;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.litmus.LitmusSummary;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.litmus.Setting;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.execution.ProgramFault;
import dev.fencepost.model.platform.Lowering;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Reads and judges one file after the other; used by several threads. */
final class LitmusJudge {
    private final LitmusModel model;
    private final Setting setting;
    private final LitmusReader reader;
    private final Duration limit;

    /**
     * @param model that judges where {@code setting} has no platform
     * @param limit for each test, null for none
     */
    LitmusJudge(LitmusModel model, Setting setting, int unroll, Duration limit) {
        this.model = model;
        this.setting = setting;
        this.reader = new LitmusReader(unroll, setting);
        this.limit = limit;
    }

    LitmusAnswer judge(Path file) {
        try {
            return judge(file.toString(), reader.read(file));
        } catch (LitmusException e) {
            return new LitmusAnswer.Refused(e.file(), e.line(), e.column(), e.getMessage());
        } catch (NoSuchFileException e) {
            return new LitmusAnswer.Refused(file.toString(), 0, 0, "there is no such file");
        } catch (IOException e) {
            return new LitmusAnswer.Refused(file.toString(), 0, 0, "cannot be read: " + e.getMessage());
        } catch (ProgramFault e) {
            return new LitmusAnswer.Refused(file.toString(), 0, 0, e.getMessage());
        } catch (ArithmeticException e) {
            return new LitmusAnswer.Refused(file.toString(), 0, 0, "division by zero in some execution");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new LitmusAnswer.Failed(file.toString(), e);
        }
    }

    private LitmusAnswer judge(String file, LitmusTest test) {
        long started = System.nanoTime();
        MemoryModel axioms = setting.platform().isPresent() ? setting.memoryModel(test.program()) : model.make();
        Lowering lowering = setting.platform()
                .map(platform -> platform.architecture().lowering())
                .orElseGet(() -> Lowering.forModel(axioms.name()));
        LitmusSummary summary = LitmusExplorer.explore(test, lowering.lower(test.program()), axioms, limit);
        double seconds = (System.nanoTime() - started) / 1e9;
        return summary.isTimedOut()
                ? new LitmusAnswer.TimedOut(file, summary, seconds)
                : new LitmusAnswer.Judged(file, summary, seconds);
    }
}
