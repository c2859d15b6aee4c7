package dev.fencepost.properties.ring.packed;

import static dev.fencepost.properties.protocol.Sites.site;

import dev.fencepost.impl.ring.BufferWindow;
import dev.fencepost.impl.ring.DevicePolicy;
import dev.fencepost.impl.ring.DevicePolicy.IndexJump;
import dev.fencepost.impl.ring.DevicePolicy.IndirectNext;
import dev.fencepost.impl.ring.DevicePolicy.ZeroLength;
import dev.fencepost.impl.ring.packed.PackedDevice;
import dev.fencepost.impl.ring.packed.PackedFeatures;
import dev.fencepost.impl.ring.packed.PackedLayout;
import dev.fencepost.impl.ring.packed.PackedSite;
import dev.fencepost.properties.ring.ForeignChain;
import dev.fencepost.properties.ring.ForeignChain.Word;
import java.util.ArrayList;
import java.util.List;

/** Lists on a packed ring of two entries that our driver never makes. */
public final class PackedForeign {
    private static final PackedLayout LAYOUT = PackedLayout.contiguous(2, 0);
    private static final int NEXT = 1;
    private static final int INDIRECT = 4;
    private static final int AVAIL = 1 << 7;
    private static final int USED = 1 << 15;
    private static final int ID = 1;

    private final List<Word> written = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    /** Its flags stand behind everything else. */
    private Word head;

    private PackedForeign() {
        read.add("desc.flags[0]");
    }

    public static List<ForeignChain> all() {
        return List.of(
                tableWithNext(IndirectNext.FOLLOW),
                tableWithNext(IndirectNext.IGNORE),
                descriptorAndTable(),
                longTable());
    }

    /** INDIRECT and NEXT together. */
    public static ForeignChain tableWithNext(IndirectNext policy) {
        PackedForeign list = new PackedForeign();
        list.descriptor(0, ForeignChain.TABLE, 16, INDIRECT | NEXT).table(1);
        int table = list.read.size();
        list.last(0);
        int ignored = list.read.size();
        list.descriptor(1, ForeignChain.BUFFER, 4, 0).last(1);
        if (policy == IndirectNext.FOLLOW) {
            list.read.subList(table, ignored).clear();
        } else {
            list.read.subList(ignored, list.read.size()).clear();
        }
        return list.done(policy.name(), policy(policy));
    }

    private static ForeignChain descriptorAndTable() {
        return new PackedForeign()
                .descriptor(0, ForeignChain.BUFFER, 4, NEXT)
                .descriptor(1, ForeignChain.TABLE, 16, INDIRECT)
                .table(1)
                .last(1)
                .done("descriptor and table", policy(IndirectNext.FOLLOW));
    }

    private static ForeignChain longTable() {
        return new PackedForeign()
                .descriptor(0, ForeignChain.TABLE, 48, INDIRECT)
                .table(3)
                .last(0)
                .done("long table", DevicePolicy.strict(false).withLongTables());
    }

    private static DevicePolicy policy(IndirectNext next) {
        return new DevicePolicy(false, ZeroLength.REJECT, next, IndexJump.REJECT);
    }

    /** All but the id, which the device reads from the last descriptor only. */
    private PackedForeign descriptor(int slot, long address, int length, int flags) {
        int at = LAYOUT.descriptor(slot);
        Word shows = new Word("desc.flags[" + slot + ']', at + 14, 2, AVAIL | flags);
        if (slot == 0) {
            head = shows;
        } else {
            both(shows);
        }
        both(new Word("desc.addr[" + slot + ']', at, 8, address));
        return both(new Word("desc.len[" + slot + ']', at + 8, 4, length));
    }

    private PackedForeign table(int entries) {
        for (int i = 0; i < entries; i++) {
            int at = ForeignChain.TABLE + 16 * i;
            both(new Word("table.addr[" + i + ']', at, 8, ForeignChain.BUFFER + 4 * i));
            both(new Word("table.len,id,flags[" + i + ']', at + 8, 8, 4));
        }
        return this;
    }

    private PackedForeign last(int slot) {
        return both(new Word("desc.id[" + slot + ']', LAYOUT.descriptor(slot) + 12, 2, ID));
    }

    private PackedForeign both(Word word) {
        written.add(word);
        read.add(word.name());
        return this;
    }

    private ForeignChain done(String name, DevicePolicy policy) {
        written.add(head);
        int at = LAYOUT.descriptor(0);
        List<Word> used = List.of(
                new Word("desc.len[0]", at + 8, 4, 0),
                new Word("desc.id[0]", at + 12, 2, ID),
                new Word("desc.flags[0]", at + 14, 2, AVAIL | USED));
        BufferWindow window = new BufferWindow(0, ForeignChain.WINDOW, ForeignChain.MEMORY);
        return new ForeignChain(
                "packed: " + name,
                written,
                read,
                1,
                used,
                List.of(new Word("driver.flags", LAYOUT.driverEvent() + 2, 2, 0)),
                List.of(site("PD1"), site("PV1"), site("PV2"), site("PV3")),
                PackedSite.PD1,
                memory -> new PackedDevice(memory, LAYOUT, PackedFeatures.none().withIndirect(), window, policy));
    }
}
