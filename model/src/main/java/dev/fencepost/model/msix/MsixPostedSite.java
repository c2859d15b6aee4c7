package dev.fencepost.model.msix;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Ordering;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Shape;
import dev.fencepost.model.spec.Clause;

/** Where software must wait until what it wrote to the table of a PCI device has arrived there. */
public enum MsixPostedSite implements BarrierSite {
    /** Mask. */
    F1(
            "the write that masks the vector",
            "the store that gives up what its handler needs",
            "the device interrupts although its vector was masked, and the handler finds nothing"),
    /** Update. */
    F2(
            "the writes of another message, and of the mask bit around them",
            "the store that gives up the vector it named before",
            "the device interrupts by the message of before");

    private final Ordering ordering;

    MsixPostedSite(String earlier, String later, String consequence) {
        ordering = new Ordering(
                MsixSteps.SOFTWARE, Shape.MP_WRITER, Primitive.READL, Clause.M7, earlier, later, consequence);
    }

    @Override
    public Ordering ordering() {
        return ordering;
    }

    @Override
    public String pivot() {
        return "given up";
    }
}
