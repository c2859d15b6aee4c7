package dev.fencepost.model.grant.table;

import static dev.fencepost.model.grant.table.State.add;

/**
 * The handles of a domain: a table that grows by pages, and a free list for each virtual CPU, from whose head handles
 * are taken and to whose tail they go back. The last one of a list is never given out. A virtual CPU whose list has
 * none to give adds a page or, when the domain may have no more, steals from the lists of others. Xen begins with one
 * at random; here it is the next.
 */
final class Maptrack {
    static final int NONE = -1;

    private final State f;

    Maptrack(State fields) {
        this.f = fields;
    }

    private int domain(int vcpu) {
        return f.setup.vcpus().get(vcpu);
    }

    /** A free handle, or {@link #NONE}. */
    int take(long[] s, int vcpu) {
        int own = pop(s, vcpu);
        if (own != NONE) {
            return own;
        }
        if (f.limit.get(s, domain(vcpu)) < f.setup.handles()) {
            return grow(s, vcpu);
        }
        if (f.last.get(s, vcpu) == f.tail()) {
            int sentinel = steal(s, vcpu);
            if (sentinel == NONE) {
                return NONE;
            }
            f.next.set(s, f.handle(domain(vcpu), sentinel), f.tail());
            f.last.set(s, vcpu, sentinel);
            f.head.set(s, vcpu, sentinel);
        }
        return steal(s, vcpu);
    }

    private int pop(long[] s, int vcpu) {
        int first = f.head.get(s, vcpu);
        if (first == f.tail()) {
            return NONE;
        }
        int h = f.handle(domain(vcpu), first);
        int second = f.next.get(s, h);
        if (second == f.tail()) {
            return NONE;
        }
        f.head.set(s, vcpu, second);
        f.next.set(s, h, f.taken());
        return first;
    }

    /** Gives out the first of a new page and puts the others at the head of the list. */
    private int grow(long[] s, int vcpu) {
        int domain = domain(vcpu);
        int first = f.limit.get(s, domain);
        int behind = first + f.setup.handlesPerPage();
        for (int i = first; i < behind; i++) {
            f.next.set(s, f.handle(domain, i), i + 1 == behind ? f.head.get(s, vcpu) : i + 1);
            f.mapVcpu.set(s, f.handle(domain, i), vcpu);
        }
        if (f.last.get(s, vcpu) == f.tail()) {
            f.last.set(s, vcpu, behind - 1);
        }
        f.head.set(s, vcpu, first + 1);
        f.next.set(s, f.handle(domain, first), f.taken());
        f.limit.set(s, domain, behind);
        return first;
    }

    private int steal(long[] s, int thief) {
        int vcpus = f.setup.vcpus().size();
        for (int i = 1; i <= vcpus; i++) {
            int victim = (thief + i) % vcpus;
            if (domain(victim) == domain(thief)) {
                int handle = pop(s, victim);
                if (handle != NONE) {
                    f.mapVcpu.set(s, f.handle(domain(thief), handle), thief);
                    return handle;
                }
            }
        }
        return NONE;
    }

    /** Gives a handle back to the list that it is of. */
    void put(long[] s, int domain, int handle) {
        int h = f.handle(domain, handle);
        int vcpu = f.mapVcpu.get(s, h);
        int before = f.last.get(s, vcpu);
        f.next.set(s, h, f.tail());
        f.last.set(s, vcpu, handle);
        f.next.set(s, f.handle(domain, before), handle);
    }

    /** Counts a mapping in the IOMMU of {@code domain}, or no longer, and allows what is left of all of them. */
    void count(long[] s, int domain, int frame, boolean readonly, int more) {
        int view = f.view(domain, frame);
        add(readonly ? f.iommuReaders : f.iommuWriters, s, view, more);
        f.iommu.set(s, view, f.iommuWriters.get(s, view) > 0 ? 2 : f.iommuReaders.get(s, view) > 0 ? 1 : 0);
    }
}
