/**
 * QEMU as a judge that nobody here wrote: its devices, driven over its test socket, with memory that it and this JVM
 * both map.
 *
 * <p>{@link dev.fencepost.properties.qemu.Qemu#start} starts the {@link dev.fencepost.properties.qemu.QemuProgram} of
 * this machine as a {@link dev.fencepost.properties.qemu.QemuMachine}:
 *
 * <pre>
 * &#64;WithQemu
 * &#64;Test
 * void bytesCome() {
 *     QemuMachine machine = QemuMachine.microvm(8 &lt;&lt; 20).with("-device", "virtio-rng-device");
 *     try (Qemu qemu = Qemu.start(QemuProgram.get(), machine)) {
 *         VirtioTransport device = VirtioMmio.find(qemu.qtest(), VirtioMmio.ENTROPY);
 *         device.reset();
 *         device.negotiate(VirtioTransport.F_EVENT_IDX);
 *         GuestQueue queue = GuestQueue.split(qemu.memory(), 64, SplitFeatures.none().withEventIdx(), 0);
 *         queue.start(device, 0);
 *         device.ready();
 *         ...
 * </pre>
 *
 * <p>The processor of such a machine halts at once; what it would do, the test does: by {@code Qtest} to memory-mapped
 * registers and ports, and by {@code GuestMemory} to memory. On a machine without QEMU a test {@code WithQemu} counts
 * as skipped, and one line says so. Set {@code -Dqemu=<program>} for a QEMU that is not on the path; if that is none,
 * the tests fail. Tests that share a running QEMU have it from a {@code Standby}, which replaces one that a test before
 * has broken.
 *
 * <p>MSI-X: {@code MsixRefereeProperties} does random {@code MsixSequence}s to a virtio device's capability in QEMU and
 * to ours, and compares what software can see. Where the two are different on purpose is {@code MsixPolicy}.
 * {@code MsixShadowRefereeProperties} puts a hypervisor's shadow of the table in front of QEMU's device and of ours;
 * what a guest does that keeps to the rules must show nothing of it.
 *
 * <p>Rings: {@code BlockProperties} has our drivers do random requests to QEMU's block device, over either transport,
 * and holds what comes back, and the file behind the disk, against a plain list of sectors. {@code EntropyProperties}
 * does the same to the entropy device, of which only lengths and places can be known; but it is the one that gives
 * lengths that are not those of the buffers. {@code PromptProperties} has our drivers on a device that answers in the
 * kick: long histories, past every wrap of an index, of which a {@code PromptOracle} knows each kick and interrupt.
 *
 * <p>Malformed rings: {@code MalformedRingTest} gives rings that break a rule to QEMU's device and to ours, and has a
 * table of who refuses what; {@code MalformedRingProperties} does so with random split rings.
 *
 * <p>{@code BlockSpeed} measures how many requests a second get through, and the share of our drivers in that;
 * README.md has the command.
 *
 * <p>A failure of any says how to run it again: {@code -Dfencepost.msix=<sequence>}, {@code -Dfencepost.block=<plan>}.
 */
package dev.fencepost.properties.qemu;
