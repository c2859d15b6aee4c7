package dev.fencepost.workbench.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.workbench.OwnProtocol;
import dev.fencepost.workbench.Run;
import dev.fencepost.workbench.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person finds his function, his barrier or his site. */
class ExplainCommandTest {
    private static String out(String... names) {
        String[] command = new String[names.length + 1];
        command[0] = "explain";
        System.arraycopy(names, 0, command, 1, names.length);
        Run run = Run.of(command);
        assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.EXPECTED);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        return run.out().replaceAll("\\s+", " ");
    }

    @Test
    void aFunctionHasItsSitesAndThoseOfTheFunctionsItCalls() {
        assertThat(out("virtqueue_get_buf"))
                .contains("virtqueue_get_buf of Linux virtio_ring: D3, D4 of the split ring")
                .contains("virtqueue_get_buf of Linux virtio_ring: PD3, PD4 of the packed ring")
                .contains("D3 virtio_rmb in virtqueue_get_buf_ctx_split: virt_rmb if weak_barriers true")
                .contains("file drivers/virtio/virtio_ring.c (torvalds/linux v6.12.117)")
                .contains("orders the load of used.idx before the loads of the used element and of the payload")
                .contains("without the driver takes a stale id", "breaks S4:")
                .contains("others DPDK virtio driver: rte_smp_rmb in virtqueue_nused if weak_barriers, x86")
                .contains("Hermit: nothing in try_recv");
        assertThat(out("virtqueue_get_buf_ctx_split"))
                .contains("D3, D4 of the split ring")
                .doesNotContain("packed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vhost_get_vq_desc | of Linux vhost: V1, V5 of the split ring",
                "virtqueue_pop | of QEMU virtio: PV1 of the packed ring",
                "vq_update_avail_idx | of DPDK virtio driver: D1 of the split ring",
                "VirtioFlush | of EDK2 VirtioLib: D1, D3 of the split ring",
                "gnttab_map_grant_ref | of Xen: GX1, GX2, GX3, GX6, GX8 of the grant table",
                "blkif_interrupt | of Linux xen-blkfront: XF4, XF3 of the Xen I/O ring",
                "nvme_irq | of Linux: NH2 of the NVMe queue pair",
                "hv_pkt_iter_close | of Linux, both ends of a channel: HR2, HR3 of the VMBus ring",
                "io_sq_thread | of Linux: UK4 of the io_uring with SQPOLL",
                "io_uring_submit | of liburing: UA1, UA2 of the io_uring with SQPOLL",
                "pci_msi_mask_irq | of Linux PCI MSI-X: F1 of the posted MSI-X table",
                "aio_notify | of QEMU, RCU and AioContext: QK1, QK5 of the dispatcher",
                "vp_notify | of Linux virtio_pci: BD1 of the virtio PCI notification"
            })
    void aFunctionOfAnyTableIsFound(String function, String head) {
        assertThat(out(function)).contains(function + " " + head);
    }

    @Test
    void aWordOfSomeCodeIsResolvedAndNotGuessed() {
        assertThat(out("virtio_wmb"))
                .contains("virtio_wmb of Linux virtio_ring (include/linux/virtio_ring.h)")
                .contains("is virt_wmb, if weak_barriers true (virtio-pci by default): a fence: stores before stores")
                .contains("dma_wmb, if weak_barriers false (remoteproc, ORDER_PLATFORM): a fence: stores before stores")
                .contains("stands at D1 of the split ring, in virtqueue_add_split of Linux virtio_ring")
                .contains("PD1 of the packed ring, in virtqueue_add_packed of Linux virtio_ring");
    }

    @Test
    void aPrimitiveIsExplainedByTheTableAndByWhereItStands() {
        assertThat(out("smp_store_release"))
                .contains("is a store that earlier accesses do not pass")
                .contains("up-guest/arm64: - for the driver, stlr for the device", "smp-x86: mov")
                .contains("today UK3 of the io_uring with SQPOLL, in io_commit_cqring of Linux");
        assertThat(out("rte_io_wmb"))
                .contains("rte_io_wmb (DPDK lib/eal/include/generic/rte_atomic.h")
                .contains("in vq_update_avail_idx of DPDK virtio driver");
        assertThat(out("xchg")).contains("does xchg(p, v): exchange MB p v");
        assertThat(out("wmb")).contains("wmb of FreeBSD", "wmb (memory-barriers.txt");
        assertThat(out("dsb nsh")).contains("is not judged").doesNotContain(" on ");
    }

    @Test
    void aSiteSaysWhoHasWhatThereToday() {
        assertThat(out("split:D1"))
                .contains("D1 of the split ring, on the driver side")
                .contains("today Linux virtio_ring: virtio_wmb in virtqueue_add_split: virt_wmb if weak_barriers true")
                .contains("OpenBSD: virtio_membar_producer in publish_avail_idx: barrier if amd64, dmb st if arm64");
        assertThat(out("V5")).contains("DPDK vhost: no such place, it loads the index anew for every burst");
        assertThat(out("split")).contains("The split ring (split)");
        assertThat(out("split:virtqueue_poll")).contains("D5 of the split ring").doesNotContain("packed");
        assertThat(out("--protocol", "packed", "virtqueue_poll"))
                .contains("PD6")
                .doesNotContain("split ring");
    }

    @Test
    void aFileOfOnesOwnHasItsSitesItsFunctionsAndItsWords(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.c"), OwnProtocol.TEXT);
        assertThat(out(file + ":P1")).contains("P1 of the ring").doesNotContain("today");
        assertThat(out(file.toString())).contains("The ring (mine)");
        Files.writeString(folder.resolve("mine.today"), OwnProtocol.TABLE);
        assertThat(out(file + ":P1")).contains("today My driver: my_wmb in produce: smp_wmb");
        assertThat(out(file + ":consume")).contains("consume of My device: C1 of the ring C1 nothing in consume");
        assertThat(out(file + ":my_wmb")).contains("my_wmb of My driver (barrier.h) is smp_wmb: a fence");
        assertThat(Run.of("explain", file + ":P2").err()).contains("unknown site 'P2'; did you mean 'P1'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "virtqueue_get_bug | virtqueue_get_buf",
                "vhost_get_vq_dsec | vhost_get_vq_desc",
                "virtio_wnb | virtio_wmb",
                "smp_store_relase | smp_store_release",
                "D7 | D1"
            })
    void anUnknownNameHasANearestOne(String words) {
        String[] pair = words.split(" \\| ");
        Run run = Run.of("explain", pair[0]);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err())
                .contains("unknown site, function or barrier '" + pair[0] + "'; did you mean '" + pair[1] + "'?");
        assertThat(run.out()).isEmpty();
        assertThat(Run.of("explain", "nothing_near_this").err()).contains("'./fencepost explain' lists the sites");
    }
}
