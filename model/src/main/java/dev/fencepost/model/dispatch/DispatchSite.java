package dev.fencepost.model.dispatch;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.platform.Side;
import dev.fencepost.model.spec.Clause;

/**
 * The places of the dispatcher's algorithms where ordering is needed: QR sites belong to readers of the topology, QT
 * sites to who changes it, QO sites to references on owners, QA sites to the handover of a queue and QK sites to
 * doorbells. The numbers are Fencepost's own and stable.
 *
 * <p>There is no QT3. What it would order, the loads of the readers' epochs before the stores that use the old view's
 * place anew, the branch between them orders on every platform here. Java promises nothing for a branch: there the
 * implementation loads with acquire.
 */
public enum DispatchSite implements BarrierSite {
    /** Begin to read. */
    QR1(
            Roles.READER,
            Shape.SB,
            Primitive.MB,
            Clause.Q3,
            "the store of the reader's epoch",
            "the load of the current view",
            "the reader has the old view while nobody sees that it reads: the view is freed under it"),
    /** Find. */
    QR2(
            Roles.READER,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.Q3,
            "the load of the current view",
            "the loads of what the view holds",
            "the reader sees a new view and what was there before it was built"),
    /** End reading. */
    QR3(
            Roles.READER,
            Shape.LB,
            Primitive.MB,
            Clause.Q3,
            "what the reader loads from the view, and the doorbell it rings",
            "the store that clears the reader's epoch",
            "the view is freed and written anew while the reader still reads it"),
    /** Publish a view. */
    QT1(
            Roles.TOPOLOGY,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.Q3,
            "what the new view holds",
            "the store that makes it the current one",
            "a reader finds a view that is not built yet"),
    /** Begin to wait. */
    QT2(
            Roles.TOPOLOGY,
            Shape.SB,
            Primitive.MB,
            Clause.Q3,
            "the store that makes a new view the current one",
            "the loads of the readers' epochs",
            "nobody seems to read while a reader still finds the old view: it is freed under the reader"),
    /** Take a queue back. */
    QT4(
            Roles.TOPOLOGY,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.Q8,
            "the loads of the readers' epochs",
            "the last look at the doorbell that was taken away",
            "a kick that was rung just before is not seen and never handled"),
    /** Drop a reference. */
    QO1(
            Roles.READER,
            Shape.LB,
            Primitive.MB,
            Clause.Q4,
            "the accesses to a device",
            "the update that drops the reference",
            "the device is freed while its callback still uses it"),
    /** Free a device. */
    QO2(
            Roles.TOPOLOGY,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.Q4,
            "the load that sees the last reference gone",
            "the loads of what the device holds, to free that as well",
            "the device is freed as it was before its last callback, and what that left there leaks"),
    /** Hand a queue over. */
    QA1(
            Roles.TOPOLOGY,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.Q8,
            "the store of the started flag",
            "the store that attaches the I/O thread",
            "the I/O thread is attached to a queue that is not started"),
    /** Serve a queue. */
    QA2(
            Roles.IO_THREAD,
            Shape.MP_READER,
            Primitive.RMB,
            Clause.Q8,
            "the load that finds the I/O thread attached",
            "the load of the started flag",
            "the I/O thread is attached and still takes the queue for not started"),
    /** Ring. */
    QK1(
            Roles.READER,
            Shape.SB,
            Primitive.MB,
            Clause.Q8,
            "the update that kicks",
            "the load that tells whether the I/O thread sleeps",
            "the I/O thread is taken to be awake and does not see the kick before it sleeps: lost kick"),
    /** Sleep. */
    QK2(
            Roles.IO_THREAD,
            Shape.SB,
            Primitive.MB,
            Clause.Q8,
            "the store that announces sleep",
            "the last look for a kick",
            "the I/O thread sleeps on a kick whose sender took it to be awake: lost kick"),
    /** Kick for requests. */
    QK3(
            Roles.READER,
            Shape.MP_WRITER,
            Primitive.WMB,
            Clause.Q8,
            "the requests it put into the queue",
            "the update that kicks",
            "the I/O thread accepts a kick and does not see the request that it is for");

    /** Who plays which part; all on the host. */
    static final class Roles {
        static final Role READER = new Role("vcpu", Side.DEVICE);
        static final Role TOPOLOGY = new Role("main loop", Side.DEVICE);
        static final Role IO_THREAD = new Role("io thread", Side.DEVICE);

        private Roles() {}
    }

    private final Ordering ordering;

    DispatchSite(
            Role role, Shape shape, Primitive needs, Clause clause, String earlier, String later, String consequence) {
        ordering = new Ordering(role, shape, needs, clause, earlier, later, consequence);
    }

    @Override
    public Ordering ordering() {
        return ordering;
    }

    @Override
    public String remark() {
        return switch (this) {
            case QR2 ->
                "A reader that follows the pointer it loaded, as with rcu_dereference, has the order from the"
                        + " address dependency and needs nothing here: say so by the feature DEREFERENCE.";
            case QO1 ->
                "Not the usual reference count, in which whoever drops the last reference frees, after a release"
                        + " by each and an acquire by the last (refcount_dec_and_test). Here the last one stores"
                        + " that the device is retired, and another thread frees it: a release at the update"
                        + " does not order the accesses before it against that later store in the kernel's"
                        + " model, and so is not enough.";
            default -> "";
        };
    }
}
