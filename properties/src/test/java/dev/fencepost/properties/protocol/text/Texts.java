package dev.fencepost.properties.protocol.text;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.memory.execution.ExecutionExplorer;
import dev.fencepost.model.memory.execution.Exploration;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Platform;
import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.protocol.Claim;
import dev.fencepost.model.protocol.Protocol;
import dev.fencepost.model.protocol.Scenario;
import dev.fencepost.model.protocol.text.ProtocolReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Protocol files in tests. */
final class Texts {
    private Texts() {}

    /** One of the project's own files. */
    static String file(String name) {
        try {
            return Files.readString(Path.of("../protocols").resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Protocol read(String text) {
        try {
            return ProtocolReader.read(new Source("test.c", text));
        } catch (SourceException e) {
            throw new AssertionError(e.report(), e);
        }
    }

    static Platform platform(String id) {
        return Platforms.of(id).orElseThrow();
    }

    /** What went wrong in some execution of some scenario with that plan, with bounds up to {@code most}. */
    static Set<String> findings(Protocol protocol, Set<String> features, BarrierPlan plan, String platform, int most) {
        Set<String> findings = new TreeSet<>();
        for (int bound = 1; bound <= most; bound++) {
            for (Scenario scenario : protocol.scenarios(features, plan, platform(platform), bound)) {
                Exploration exploration = new ExecutionExplorer(
                                scenario.program(), platform(platform).memoryModel(scenario.sides()))
                        .explore(
                                execution -> {
                                    for (Claim claim : scenario.claims()) {
                                        if (claim.bad().holds(execution::value)) {
                                            findings.add(claim.finding());
                                        }
                                    }
                                    return true;
                                },
                                Duration.ofMinutes(1));
                if (exploration.loopBoundReached()) {
                    findings.add("bounded");
                }
            }
        }
        return findings;
    }

    static Set<String> findings(String text, String platform) {
        Protocol protocol = read(text);
        return findings(protocol, Set.of(), protocol.plan(), platform, 1);
    }
}
