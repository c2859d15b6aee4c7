package dev.fencepost.properties.litmus;

import dev.fencepost.model.litmus.LitmusException;
import dev.fencepost.model.litmus.LitmusExplorer;
import dev.fencepost.model.litmus.LitmusReader;
import dev.fencepost.model.litmus.LitmusTest;
import dev.fencepost.model.memory.model.Lkmm;
import dev.fencepost.model.memory.program.Instruction;
import java.util.List;

/** Shorthands for the tests of this package. */
final class Litmus {
    private Litmus() {}

    static LitmusTest read(String text) throws LitmusException {
        return new LitmusReader().read("sample.litmus", text);
    }

    /** The instructions of a thread with parameters x, y, z and p, whose locations have these indices. */
    static List<Instruction> body(String statements) throws LitmusException {
        String text = "C body\n{ x; y; z; p; }\nP0(int *x, int *y, int *z, int **p)\n{\n" + statements + "\n}\n";
        return read(text + "exists (x=0)\n").program().threads().get(0).body();
    }

    /** What a run under the Linux kernel model prints, without time and hash. */
    static String printed(String text) throws LitmusException {
        return LitmusExplorer.explore(read(text), new Lkmm(), null).text(0.5);
    }
}
