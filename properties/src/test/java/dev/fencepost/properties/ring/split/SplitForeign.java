package dev.fencepost.properties.ring.split;

import static dev.fencepost.properties.protocol.Sites.site;

import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.DevicePolicy.IndexJump;
import dev.fencepost.impl.ring.DevicePolicy.IndirectNext;
import dev.fencepost.impl.ring.DevicePolicy.ZeroLength;
import dev.fencepost.impl.ring.split.SplitDevice;
import dev.fencepost.impl.ring.split.SplitFeatures;
import dev.fencepost.impl.ring.split.SplitLayout;
import dev.fencepost.impl.ring.split.SplitSite;
import dev.fencepost.properties.ring.ForeignChain;
import dev.fencepost.properties.ring.ForeignChain.Word;
import java.util.ArrayList;
import java.util.List;

/** Chains on a split ring of two entries that our driver never makes. */
public final class SplitForeign {
    private static final SplitLayout LAYOUT = SplitLayout.contiguous(2, 0);
    private static final int NEXT = 1;
    private static final int INDIRECT = 4;

    private final List<Word> written = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    private SplitForeign() {
        read.add("avail.idx");
    }

    public static List<ForeignChain> all() {
        return List.of(
                tableWithNext(IndirectNext.FOLLOW),
                tableWithNext(IndirectNext.IGNORE),
                descriptorAndTable(),
                longTable(),
                jump());
    }

    /** INDIRECT and NEXT together. */
    public static ForeignChain tableWithNext(IndirectNext policy) {
        SplitForeign chain = new SplitForeign().head(0);
        chain.direct(0, ForeignChain.TABLE, 16, INDIRECT | NEXT).table(1);
        int ignored = chain.read.size();
        chain.direct(1, ForeignChain.BUFFER, 4, 0);
        if (policy == IndirectNext.IGNORE) {
            chain.read.subList(ignored, chain.read.size()).clear();
        }
        return chain.done(policy.name(), 1, policy(policy, IndexJump.REJECT));
    }

    /** What the standard allows a device to see, and no driver of Linux makes. */
    private static ForeignChain descriptorAndTable() {
        return new SplitForeign()
                .head(0)
                .direct(0, ForeignChain.BUFFER, 4, NEXT)
                .direct(1, ForeignChain.TABLE, 16, INDIRECT)
                .table(1)
                .done("descriptor and table", 1, DevicePolicy.strict(false));
    }

    private static ForeignChain longTable() {
        return new SplitForeign()
                .head(0)
                .direct(0, ForeignChain.TABLE, 48, INDIRECT)
                .table(3)
                .done("long table", 1, DevicePolicy.strict(false).withLongTables());
    }

    /** An index three ahead, of which the device takes two. */
    private static ForeignChain jump() {
        return new SplitForeign()
                .head(0)
                .direct(0, ForeignChain.BUFFER, 4, 0)
                .head(1)
                .direct(1, ForeignChain.BUFFER, 4, 0)
                .done("CLAMP", 3, policy(IndirectNext.REJECT, IndexJump.CLAMP));
    }

    private static DevicePolicy policy(IndirectNext next, IndexJump jump) {
        return new DevicePolicy(false, ZeroLength.REJECT, next, jump);
    }

    private SplitForeign head(int index) {
        return both(new Word("avail.ring[" + index + ']', LAYOUT.availRing(index), 2, index));
    }

    /** A descriptor; the one behind it is the other one. */
    private SplitForeign direct(int index, long address, int length, int flags) {
        return descriptor("desc", index, LAYOUT.descriptor(index), address, length, flags, 1 - index);
    }

    private SplitForeign table(int entries) {
        for (int i = 0; i < entries; i++) {
            int flags = i < entries - 1 ? NEXT : 0;
            descriptor("table", i, ForeignChain.TABLE + 16 * i, ForeignChain.BUFFER + 4 * i, 4, flags, i + 1);
        }
        return this;
    }

    private SplitForeign descriptor(String array, int index, int at, long address, int length, int flags, int next) {
        boolean linked = (flags & NEXT) != 0;
        long second = length | (long) flags << 32 | (linked ? (long) next << 48 : 0);
        both(new Word(array + ".addr[" + index + ']', at, 8, address));
        return both(new Word(array + ".len,flags,next[" + index + ']', at + 8, 8, second));
    }

    private SplitForeign both(Word word) {
        written.add(word);
        read.add(word.name());
        return this;
    }

    private ForeignChain done(String name, int index, DevicePolicy policy) {
        written.add(new Word("avail.idx", LAYOUT.availIdx(), 2, index));
        int takes = Math.min(index, LAYOUT.size());
        List<Word> used = new ArrayList<>();
        for (int i = 0; i < takes; i++) {
            used.add(new Word("used.ring[" + i + ']', LAYOUT.usedRing(i), 8, i));
        }
        used.add(new Word("used.idx", LAYOUT.usedIdx(), 2, takes));
        BufferWindow window = new BufferWindow(0, ForeignChain.WINDOW, ForeignChain.MEMORY);
        return new ForeignChain(
                "split: " + name,
                written,
                read,
                takes,
                used,
                List.of(new Word("avail.flags", LAYOUT.availFlags(), 2, 0)),
                List.of(site("D1"), site("V1"), site("V2"), site("V3")),
                SplitSite.D1,
                memory -> new SplitDevice(memory, LAYOUT, SplitFeatures.none().withIndirect(), window, policy));
    }
}
