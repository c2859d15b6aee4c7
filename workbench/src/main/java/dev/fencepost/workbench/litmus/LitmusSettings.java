package dev.fencepost.workbench.litmus;

import dev.fencepost.model.litmus.Setting;
import dev.fencepost.model.memory.program.LocationKind;
import dev.fencepost.model.platform.Side;
import dev.fencepost.workbench.console.BadInput;
import dev.fencepost.workbench.input.Choice;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads where the threads of litmus tests sit from the command line. */
final class LitmusSettings {
    private static final Map<String, LocationKind> KINDS = Map.of(
            "memory", LocationKind.COHERENT,
            "non-coherent", LocationKind.NON_COHERENT,
            "mmio", LocationKind.MMIO,
            "write-combining", LocationKind.WRITE_COMBINING,
            "signal", LocationKind.SIGNAL);

    private LitmusSettings() {}

    /** {@code platform} is null where none was named. */
    static Setting of(String platform, List<String> sides, List<String> locations) {
        if (platform == null) {
            if (!sides.isEmpty() || !locations.isEmpty()) {
                throw new BadInput("--side and --location say something of a platform, and there is no --platform");
            }
            return Setting.NONE;
        }
        Map<Integer, Side> placed = new HashMap<>();
        for (String side : sides) {
            if (!side.matches("P\\d{1,4}=(driver|device)")) {
                throw new BadInput("--side expects for example P0=device or P1=driver, not '" + side + "'");
            }
            String[] words = side.split("=");
            placed.put(Integer.parseInt(words[0].substring(1)), Side.valueOf(words[1].toUpperCase(Locale.ROOT)));
        }
        Map<String, LocationKind> kinds = new HashMap<>();
        for (String location : locations) {
            String[] words = location.split("=", 2);
            LocationKind kind = words.length < 2 ? null : KINDS.get(words[1]);
            if (kind == null) {
                throw new BadInput("--location expects NAME=KIND with one of "
                        + String.join(", ", KINDS.keySet().stream().sorted().toList()) + ", not '" + location + "'");
            }
            kinds.put(words[0], kind);
        }
        return new Setting(Optional.of(Choice.platform(platform)), placed, kinds);
    }
}
