package dev.fencepost.workbench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.model.platform.Platforms;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.proposal.check.ProposalCheck;
import dev.fencepost.workbench.input.ProposalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What became of every proposal in proposals/: the verdict of the models must be the one of history, which stands here
 * a second time so that nobody can change it by editing a proposal.
 */
class HistoryTest {
    private static final Path PROPOSALS = Path.of("..", "proposals");
    private static final ProposalCheck CHECK = new ProposalCheck(Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvFileSource(resources = "history.csv", numLinesToSkip = 1)
    void repeatsItself(String name, String stage, String platform, String verdict) {
        Proposal proposal = ProposalReader.read(PROPOSALS.resolve(name + ".yaml"));
        assertThat(CHECK.check(
                                proposal,
                                Proposal.Stage.valueOf(stage.toUpperCase(Locale.ROOT)),
                                Platforms.of(platform).orElseThrow())
                        .word())
                .isEqualTo(verdict);
    }

    @Test
    void isWhatTheFilesExpect() throws IOException {
        Set<String> expected = new TreeSet<>();
        try (Stream<Path> files = Files.list(PROPOSALS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                Proposal proposal = ProposalReader.read(file);
                for (Proposal.Expectation each : proposal.expectations()) {
                    expected.add(String.join(
                            ",",
                            proposal.name(),
                            each.stage().name().toLowerCase(Locale.ROOT),
                            each.platform().id(),
                            each.verdict()));
                }
            }
        }
        List<String> history = Files.readAllLines(
                Path.of("src", "test", "resources", "dev", "fencepost", "workbench", "check", "history.csv"));
        assertThat(new TreeSet<>(history.subList(1, history.size()))).isEqualTo(expected);
    }
}
