package dev.fencepost.workbench.explore;

import dev.fencepost.model.dispatch.DispatchModel;
import dev.fencepost.model.dispatch.Locking;
import dev.fencepost.model.dispatch.Op;
import dev.fencepost.model.dispatch.Op.Kind;
import dev.fencepost.model.dispatch.Precaution;
import dev.fencepost.model.dispatch.Setup;
import dev.fencepost.model.machine.Machine;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.console.Output;
import dev.fencepost.workbench.input.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fencepost explore dispatch}. */
@Command(
        name = "dispatch",
        description = "Dispatch to devices that are converted from one big lock: vCPUs, main loop and I/O thread.",
        footer = {
            "",
            "A program is a list of operations, such as write:0,dma:0:1. For vCPUs: write, kick and coalesce with a"
                    + " device, dma with a device and a target, raise with a device and a vCPU. For the main loop:"
                    + " unplug, rearrange, start, stop and bottom-half with a device. Clauses Q1 to Q9.",
            "--without leaves a precaution out, for example guard or grace-period; an unknown name lists all.",
            ExploreLimits.EXIT_STATUS
        })
final class ExploreDispatch extends ExploreModel {
    @Option(
            names = "--devices",
            paramLabel = "LOCKING,...",
            split = ",",
            defaultValue = "global,device",
            description = "How each device is protected: global, device or lock-free (${DEFAULT-VALUE}).")
    private List<String> devices;

    @Option(
            names = "--vcpu",
            paramLabel = "PROGRAM",
            description = "What a vCPU does; can be given up to 3 times (write:0 and write:0).")
    private List<String> vcpus = List.of("write:0", "write:0");

    @Option(
            names = "--main",
            paramLabel = "PROGRAM",
            defaultValue = "unplug:0",
            description = "What the main loop does (${DEFAULT-VALUE}).")
    private String main;

    @Option(names = "--started", description = "Every queue belongs to the I/O thread from the beginning.")
    private boolean started;

    @Option(
            names = "--without",
            paramLabel = "PRECAUTION",
            description = "Leave a precaution out; can be given several times.")
    private List<String> without = List.of();

    ExploreDispatch(Output output) {
        super(output);
    }

    @Override
    protected Machine<?> machine() {
        Set<Setup.Option> options = started ? Set.of(Setup.Option.STARTED) : Set.of();
        List<Locking> lockings = devices.stream()
                .map(name -> Named.of("--devices", name, Locking.class))
                .toList();
        Setup setup = new Setup(
                lockings,
                vcpus.stream().map(program -> program("--vcpu", program)).toList(),
                program("--main", main),
                options,
                Set.of());
        for (Precaution each : Named.without(without, Precaution.class)) {
            setup = setup.without(each);
        }
        return new DispatchModel(setup);
    }

    private static List<Op> program(String option, String text) {
        List<Op> program = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] parts = word.split(":");
            if (parts.length < 2 || parts.length > 3) {
                throw new BadInput(option + " " + text + ": '" + word + "' is no operation (expected such as write:0)");
            }
            int target = parts.length == 3 ? number(option, word, parts[2]) : 0;
            program.add(new Op(Named.of(option, parts[0], Kind.class), number(option, word, parts[1]), target));
        }
        return program;
    }

    private static int number(String option, String word, String digits) {
        if (!digits.matches("\\d{1,2}")) {
            throw new BadInput(option + " " + word + ": '" + digits + "' is no number of a device or vCPU");
        }
        return Integer.parseInt(digits);
    }
}
