package dev.fencepost.workbench.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.proposal.check.Proposal;
import dev.fencepost.model.proposal.check.Protocols;
import dev.fencepost.workbench.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalReaderTest {
    private static final String GOOD = """
            title: one barrier less
            source: nowhere
            ring: split
            features: [EVENT_IDX]
            bounds: {buffers: 2}
            sites:
              D1: {before: wmb, after: smp_wmb}
            platforms:
              smp-lkmm: {before: Holds, after: Holds}
              remoteproc: Violated
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("p.yaml"), text);
    }

    @Test
    void readsAProposal() throws IOException {
        Proposal proposal = ProposalReader.read(file(GOOD));
        assertThat(proposal.name()).isEqualTo("p");
        assertThat(proposal.variant().protocol().name()).isEqualTo("split");
        assertThat(proposal.variant().features()).containsExactly("EVENT_IDX");
        assertThat(proposal.plan(Proposal.Stage.AFTER).at(site("D1"))).isEqualTo(Placement.of(Primitive.SMP_WMB));
        assertThat(proposal.plan(Proposal.Stage.BEFORE).at(site("D1"))).isEqualTo(Placement.of(Primitive.WMB));
        assertThat(proposal.plan(Proposal.Stage.AFTER).at(site("V1"))).isEqualTo(Placement.of(Primitive.RMB));
        assertThat(proposal.expectations()).hasSize(3);
    }

    @Test
    void nestingThatNobodyNeedsIsBadInput() throws IOException {
        Path deep = file("title: " + "[".repeat(100_000));
        assertThatThrownBy(() -> ProposalReader.read(deep))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("p.yaml: lists or mappings are nested too deeply");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: nowhere | sorce: nowhere | 2:1: unknown key 'sorce'; did you mean 'source'?",
                "ring: split | ring: spilt | 3:7: unknown ring 'spilt'; did you mean 'split'?",
                "ring: split | protocol: spilt | 3:11: unknown protocol 'spilt'; did you mean 'split'?",
                "EVENT_IDX | EVENT_INDEX | 4:12: unknown feature 'EVENT_INDEX'; did you mean 'EVENT_IDX'?",
                "buffers: 2 | buffers: 0 | 5:19: expected a number from 1 to 4, not '0'",
                "buffers: 2 | buffer: 2 | 5:10: unknown bound 'buffer'; did you mean 'buffers'?",
                "D1: | D9: | 7:3: unknown site 'D9'; did you mean 'D1'?",
                "after: smp_wmb | after: smb_wmb | 7:28: unknown primitive 'smb_wmb'; did you mean 'smp_wmb'?",
                "after: smp_wmb | atfer: smp_wmb | 7:21: unknown key 'atfer'; did you mean 'after'?",
                "after: smp_wmb | after: smp_load_acquire | 7:28: smp_load_acquire has no meaning at D1",
                "D1: | V6: | 7:3: V6 is a site only with the feature IN_PLACE",
                "smp-lkmm: | smp-lkm: | 9:3: unknown platform 'smp-lkm'; did you mean 'smp-lkmm'?",
                "remoteproc: Violated | remoteproc: Broken | 10:15: unknown verdict 'Broken' (expected one of Holds",
                "remoteproc: Violated | smp-lkmm: Holds | 10:3: 'smp-lkmm' is given twice",
                "title: one barrier less | title: a: b | 1:9: mapping values are not allowed here",
                "title: one barrier less | note: nothing | 1:1: 'title' is missing",
                "features: [EVENT_IDX] | features: EVENT_IDX | 4:11: expected a list"
            })
    void saysWhereAndWhatWasMeant(String right, String wrong, String message) throws IOException {
        Path file = file(GOOD.replace(right, wrong));
        assertThatThrownBy(() -> ProposalReader.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file + ":" + message);
    }

    @Test
    void theProtocolIsGivenOnceByEitherKey() throws IOException {
        Path renamed = file(GOOD.replace("ring: split", "protocol: split"));
        assertThat(ProposalReader.read(renamed).variant().protocol().name()).isEqualTo("split");
        Path both = file(GOOD.replace("ring: split", "ring: split\nprotocol: split"));
        assertThatThrownBy(() -> ProposalReader.read(both)).hasMessageContaining("3:7: expected either protocol or");
        Path neither = file(GOOD.replace("ring: split\n", ""));
        assertThatThrownBy(() -> ProposalReader.read(neither)).hasMessageContaining("'protocol' is missing");
    }

    @Test
    void sitesFeaturesBoundsAndPlatformsAreThoseOfTheProtocol() throws IOException {
        String grant = GOOD.replace("ring: split", "protocol: grant")
                .replace("EVENT_IDX", "GRANT_V2")
                .replace("buffers", "grants")
                .replace("D1:", "GG1:")
                .replace("remoteproc", "smp-arm64");
        assertThat(ProposalReader.read(file(grant)).variant().protocol().name()).isEqualTo("grant");
        assertWrong(grant.replace("GG1:", "D1:"), ":7:3: D1 is a site of the split ring, and this is a proposal for");
        assertWrong(grant.replace("GRANT_V2", "EVENT_IDX"), ":4:12: unknown feature 'EVENT_IDX' (expected GRANT_V2)");
        assertWrong(grant.replace("{grants", "{buffers"), ":5:10: unknown bound 'buffers' (expected grants)");
        assertWrong(grant.replace("smp-arm64", "remoteproc"), ":10:3: the grant table has no meaning on remoteproc");
    }

    private void assertWrong(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> ProposalReader.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void d4NeedsEventIdx() throws IOException {
        Path file = file(GOOD.replace("[EVENT_IDX]", "[]")
                .replace("D1: {before: wmb, after: smp_wmb}", "D4: {before: mb, after: none}"));
        assertThatThrownBy(() -> ProposalReader.read(file)).hasMessageContaining("7:3: D4 is a site only with");
    }

    private static BarrierSite site(String name) {
        return Protocols.withSite(name).flatMap(protocol -> protocol.site(name)).orElseThrow();
    }

    @Test
    void whatIsNotThereOrEmptyIsBadInput() throws IOException {
        assertThatThrownBy(() -> ProposalReader.read(folder.resolve("none.yaml")))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith("no such file");
        Path empty = file("");
        assertThatThrownBy(() -> ProposalReader.read(empty))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith("the file is empty");
        Path list = file("- one\n");
        assertThatThrownBy(() -> ProposalReader.read(list))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("expected a mapping");
    }
}
