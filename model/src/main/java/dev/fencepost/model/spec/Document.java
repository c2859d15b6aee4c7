package dev.fencepost.model.spec;

/** Where rules come from. */
public enum Document {
    /** OASIS Virtual I/O Device. */
    VIRTIO_1_3("VIRTIO", "1.3"),
    /** {@code Documentation/memory-barriers.txt} of the Linux kernel. */
    LINUX_BARRIERS("Linux memory-barriers.txt", "6.12"),
    /** {@code public/grant_table.h} of Xen; its sections are the headings and operations of its comments. */
    XEN_GRANT_TABLE("Xen public/grant_table.h", "4.19"),
    /** {@code public/io/blkif.h} of Xen. */
    XEN_BLKIF("Xen public/io/blkif.h", "4.19"),
    /** PCI Local Bus Specification of the PCI-SIG; PCI Express took its chapter on MSI-X over. */
    PCI_3_0("PCI Local Bus", "3.0"),
    /** Rules that no standard spells out. */
    FENCEPOST("Fencepost", "0.1");

    private final String name;
    private final String version;

    Document(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /** The version that the sections refer to. */
    public String version() {
        return version;
    }

    /** Name and version. */
    public String title() {
        return name + " " + version;
    }
}
