/**
 * What this JVM on this machine really does with the implementation's barrier sites: a syllabus of jcstress tests on
 * {@code SplitDriver} and {@code SplitDevice} over off-heap memory. Read them in order.
 *
 * <ol>
 *   <li>{@link dev.fencepost.stress.ring.split.SplitRing_01_PublishIndex}: message passing toward the device (D1, V1)
 *   <li>{@link dev.fencepost.stress.ring.split.SplitRing_02_ConsumeIndex}: message passing back (V2, D3)
 *   <li>{@link dev.fencepost.stress.ring.split.SplitRing_03_SuppressNotification}: store buffering (D2, V4), which x86
 *       shows within milliseconds
 *   <li>{@link dev.fencepost.stress.ring.split.SplitRing_04_Reuse}: load buffering (V6), for which a store fence is not
 *       enough
 *   <li>{@link dev.fencepost.stress.ring.split.SplitRing_05_RemoteProcessor}: the same publication over an interconnect
 *       that smp fences do not reach
 * </ol>
 *
 * <p>On {@code PackedDriver} and {@code PackedDevice}, the same shapes by flags in the descriptors themselves:
 *
 * <ol>
 *   <li>{@link dev.fencepost.stress.ring.packed.PackedRing_01_PublishFlags}: message passing toward the device (PD1,
 *       PV1)
 *   <li>{@link dev.fencepost.stress.ring.packed.PackedRing_02_ConsumeFlags}: message passing back (PV2, PD3)
 *   <li>{@link dev.fencepost.stress.ring.packed.PackedRing_03_SuppressNotification}: store buffering (PD2, PV4)
 *   <li>{@link dev.fencepost.stress.ring.packed.PackedRing_04_Reuse}: load buffering (PV6)
 *   <li>{@link dev.fencepost.stress.ring.packed.PackedRing_05_NextLap}: message passing over a slot that was used
 *       before, where what is stale looks right
 * </ol>
 *
 * <p>On {@code PersistentGrants}, which devices share:
 *
 * <ol>
 *   <li>{@link dev.fencepost.stress.grant.persistent.PersistentGrant_01_DoubleTake}: check and act, which takes a lock
 *       and no fence, and shows everywhere
 *   <li>{@link dev.fencepost.stress.grant.persistent.PersistentGrant_02_ReturnThenReuse}: message passing by the mark
 *       of a grant
 * </ol>
 *
 * <p>On the dispatcher, and on what its threads do to each other:
 *
 * <ol>
 *   <li>{@link dev.fencepost.stress.dispatch.Dispatch_01_RingDoorbell}: store buffering (QK1, QK2) on the code itself
 *   <li>{@link dev.fencepost.stress.dispatch.Dispatch_02_SwapView}: store buffering (QR1, QT2)
 *   <li>{@link dev.fencepost.stress.dispatch.Dispatch_03_LastReference}: look and take, which takes one step and no
 *       fence, and shows everywhere
 *   <li>{@link dev.fencepost.stress.dispatch.Dispatch_04_PublishView}: message passing (QT1, QR2)
 * </ol>
 *
 * <p>Each lesson has the code as it is, whose bad outcome is forbidden, and a broken neighbour with one fence less,
 * whose bad outcome is interesting: it cannot fail a run, and on x86 most of them never show it. Which ones must is a
 * question for a memory model, and {@code LitmusAgreementTest} in {@code properties} asks it: it runs all lessons,
 * holds their declared outcomes against what the engine allows, and what was observed against both.
 *
 * <p>By hand, after {@code mvn test-compile}, from {@code stress} with the class path of its tests:
 *
 * <pre>java -cp ... org.openjdk.jcstress.Main -t SplitRing_03 -m quick</pre>
 *
 * <p>Two actors each: on two processors jcstress runs no test with more, and says nothing. Only accesses, fences and
 * the JIT are real here; a run confirms a verdict and never proves one.
 */
package dev.fencepost.stress.lesson;
