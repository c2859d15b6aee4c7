package dev.fencepost.model.grant.table;

import dev.fencepost.model.grant.table.Call.After;
import dev.fencepost.model.grant.table.Call.Phase;
import dev.fencepost.model.grant.table.State.Gtf;
import dev.fencepost.model.grant.table.State.Pin;

/**
 * What the counters of a state ought to be: everything that live handles and hypercalls under way stand for, added up
 * from scratch. The counters themselves are not looked at.
 */
final class Ledger {
    private static final int GRANT = 2;

    private final State f;
    private final Call c;
    private final int[] pins;
    private final int[] refs;
    private final int[] types;
    private final int[] readers;
    private final int[] writers;

    Ledger(State fields) {
        f = fields;
        c = f.call;
        Setup setup = f.setup;
        pins = new int[4 * setup.domains() * setup.entries()];
        refs = new int[setup.frames()];
        types = new int[setup.frames()];
        readers = new int[setup.domains() * setup.frames()];
        writers = new int[setup.domains() * setup.frames()];
    }

    /** Whether the pin counters of all entries are right. */
    boolean pinsMatch(long[] s) {
        addUp(s);
        for (int i = 0; i < pins.length; i++) {
            if (pins[i] != f.pins.get(s, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the references to all frames are. */
    boolean refsMatch(long[] s) {
        addUp(s);
        for (int i = 0; i < refs.length; i++) {
            if (refs[i] != f.refs.get(s, i) || types[i] != f.types.get(s, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the IOMMU of each domain allows what the most permissive mapping of a frame needs, and no more. */
    boolean iommuMatches(long[] s) {
        addUp(s);
        for (int i = 0; i < readers.length; i++) {
            int most = writers[i] > 0 ? 2 : readers[i] > 0 ? 1 : 0;
            if (f.setup.iommu() && f.iommu.get(s, i) != most) {
                return false;
            }
        }
        return true;
    }

    private void addUp(long[] s) {
        java.util.Arrays.fill(pins, 0);
        java.util.Arrays.fill(refs, 0);
        java.util.Arrays.fill(types, 0);
        java.util.Arrays.fill(readers, 0);
        java.util.Arrays.fill(writers, 0);
        for (int domain = 0; domain < f.setup.domains(); domain++) {
            for (int handle = 0; handle < f.limit.get(s, domain); handle++) {
                int h = f.handle(domain, handle);
                int flags = f.mapFlags.get(s, h);
                if (flags != 0) {
                    int e = f.entry(f.mapDomid.get(s, h), f.mapRef.get(s, h));
                    mapping(e, f.actFrame.get(s, e), flags);
                    device(s, domain, f.mapDomid.get(s, h), f.actFrame.get(s, e), flags);
                }
            }
        }
        for (int vcpu = 0; vcpu < f.setup.vcpus().size(); vcpu++) {
            call(s, vcpu);
        }
    }

    private void mapping(int e, int frame, int flags) {
        boolean readonly = (flags & Gtf.MAP_READONLY) != 0;
        int host = flags >> 1 & 1;
        int device = flags & 1;
        pins[4 * e + Pin.of(false, readonly)] += host;
        pins[4 * e + Pin.of(true, readonly)] += device;
        refs[frame] += host + device;
        types[frame] += readonly ? 0 : host + device;
    }

    private void device(long[] s, int domain, int remote, int frame, int flags) {
        if (domain != remote) {
            ((flags & Gtf.MAP_READONLY) != 0 ? readers : writers)[f.view(domain, frame)]++;
        }
    }

    private void call(long[] s, int vcpu) {
        Phase phase = c.phase(s, vcpu);
        switch (phase) {
            case MAP_REFS, MAP_IOMMU, MAP_FILL, MAP_UNDO -> map(s, vcpu, phase);
            case UNMAP_ONE, UNMAP_HANDLE, UNMAP_FLUSH, UNMAP_PINS -> unmap(s, vcpu, phase);
            case CLEAR -> {
                if (c.count.get(s, vcpu) > 0) {
                    unmap(s, vcpu, phase);
                }
            }
            default -> {}
        }
        for (int which = 0; which < 2; which++) {
            copy(s, vcpu, which, phase);
        }
        if (phase == Phase.TRANS_BACK || phase == Phase.TRANS_DROP) {
            pin(f.entry(c.remote.get(s, vcpu), c.ref.get(s, vcpu)), c.write.get(s, vcpu) == 0);
        }
        boolean inner = c.inner.get(s, vcpu) == 2 && c.heldRefs.get(s, vcpu) > 0 && c.mapping.get(s, vcpu) == 0;
        if (inner) {
            refs[c.frame.get(s, vcpu)]++;
        }
        if (phase == Phase.COPY_BYTES || c.heldTypes.get(s, vcpu) > 0 && c.mapping.get(s, vcpu) == 0) {
            types[c.sideFrame.get(s, c.side(vcpu, 1))]++;
        }
    }

    private void pin(int e, boolean readonly) {
        pins[4 * e + Pin.of(false, readonly)]++;
    }

    private void map(long[] s, int vcpu, Phase phase) {
        int e = f.entry(c.remote.get(s, vcpu), c.ref.get(s, vcpu));
        int flags = c.mapFlags.get(s, vcpu);
        int frame = f.actFrame.get(s, e);
        int before = refs[frame];
        int typesBefore = types[frame];
        mapping(e, frame, flags);
        refs[frame] = before + c.heldRefs.get(s, vcpu);
        types[frame] = typesBefore + c.heldTypes.get(s, vcpu);
        if (phase == Phase.MAP_FILL) {
            device(s, f.setup.vcpus().get(vcpu), c.remote.get(s, vcpu), frame, flags);
        }
    }

    private void unmap(long[] s, int vcpu, Phase phase) {
        int at = c.at.get(s, vcpu);
        int first = phase == Phase.UNMAP_PINS ? at : phase == Phase.CLEAR ? at + 1 : 0;
        for (int i = first; i < c.count.get(s, vcpu); i++) {
            int part = c.part(vcpu, i);
            int done = c.partDone.get(s, part);
            if (done != 0) {
                int e = f.entry(c.partRemote.get(s, part), c.partRef.get(s, part));
                mapping(e, c.partFrame.get(s, part), done);
                if (phase == Phase.UNMAP_HANDLE && i == at) {
                    device(s, f.setup.vcpus().get(vcpu), c.partRemote.get(s, part), c.partFrame.get(s, part), done);
                }
            }
        }
    }

    /** A side holds its frame, its grant, and the grant behind that. */
    private void copy(long[] s, int vcpu, int which, Phase phase) {
        int side = c.side(vcpu, which);
        int how = c.claimed.get(s, side);
        if (how == 0) {
            return;
        }
        refs[c.sideFrame.get(s, side)]++;
        if (how != GRANT) {
            return;
        }
        boolean current = which == c.side.get(s, vcpu);
        boolean clearing = phase == Phase.CLEAR && c.after.get(s, vcpu) == After.RELEASED.ordinal();
        boolean behind = current && c.inner.get(s, vcpu) == 2;
        boolean putting = current && phase == Phase.COPY_PUT;
        int e = f.entry(c.sideDomain.get(s, side), c.number.get(s, side));
        boolean releasing = current && (phase == Phase.COPY_RELEASE || clearing || putting);
        if (!releasing || phase == Phase.COPY_RELEASE && !behind) {
            pin(e, which == 0);
            int source = f.actSource.get(s, e);
            if (source != c.sideDomain.get(s, side)) {
                pin(f.entry(source, f.actRef.get(s, e)), which == 0);
            }
        } else if (clearing && c.inner.get(s, vcpu) == 1) {
            pin(f.entry(c.outerRemote.get(s, vcpu), c.outerRef.get(s, vcpu)), which == 0);
        } else if (phase == Phase.COPY_RELEASE) {
            pin(f.entry(c.remote.get(s, vcpu), c.ref.get(s, vcpu)), which == 0);
        }
    }
}
