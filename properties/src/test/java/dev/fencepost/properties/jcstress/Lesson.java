package dev.fencepost.properties.jcstress;

import dev.fencepost.model.memory.execution.Execution;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.memory.execution.MemoryModel;
import dev.fencepost.model.memory.model.Tso;
import dev.fencepost.model.memory.program.Program;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A lesson of jcstress as a program.
 *
 * @param name of the class, without its package: what jcstress calls it
 * @param program its accesses and fences, driver first
 * @param outcome what jcstress would call the end of an execution
 * @param model the weakest memory that the lesson is about
 * @param simulated whether that memory is simulated; else it is that of the machine
 * @param rare whether a machine that may show the defect does so too seldom to be asked for it
 */
record Lesson(
        String name,
        Program program,
        Function<Execution, String> outcome,
        MemoryModel model,
        boolean simulated,
        boolean rare) {
    /** One whose defect a machine shows soon, if it may. */
    Lesson(String name, Program program, Function<Execution, String> outcome, MemoryModel model, boolean simulated) {
        this(name, program, outcome, model, simulated, false);
    }

    /** Whether this machine is one. */
    static final boolean X86 = System.getProperty("os.arch").matches("amd64|x86_64");

    /** The outcomes that the lesson's memory allows. */
    Set<String> allowed() {
        return allowed(model);
    }

    /** Those that must show, given enough samples, where the memory of the lesson is at hand. */
    Set<String> allowedHere() {
        if (simulated) {
            return allowed();
        }
        return X86 && !rare ? allowed(new Tso()) : Set.of();
    }

    private Set<String> allowed(MemoryModel memory) {
        Set<String> outcomes = new TreeSet<>();
        Exploration done = new ExecutionExplorer(program, memory).explore(execution -> {
            outcomes.add(outcome.apply(execution));
            return true;
        });
        if (!done.complete()) {
            throw new IllegalStateException(name + " was not explored to its end");
        }
        return outcomes;
    }

    @Override
    public String toString() {
        return name;
    }
}
