package dev.fencepost.model.grant.table;

import dev.fencepost.model.grant.table.Action.Step;
import dev.fencepost.model.grant.table.Call.Phase;
import java.util.Locale;

/** Steps in words, for counterexamples. */
final class Words {
    private Words() {}

    static String of(State f, long[] before, Action action, long[] after) {
        if (action instanceof Step step) {
            return step(f, before, step.vcpu(), after);
        }
        String text = action.toString();
        String name = text.substring(0, text.indexOf('[')).replaceAll("([a-z])([A-Z])", "$1 $2");
        String what = text.substring(text.indexOf('[') + 1, text.length() - 1);
        String told = what.replaceAll("(domain|vcpu)=[0-9]+(, )?", "").replace("=", " ");
        return (name.toLowerCase(Locale.ROOT) + " " + told).strip();
    }

    /** What a hypercall does, and what came of it if that was its end. */
    private static String step(State f, long[] before, int vcpu, long[] after) {
        Call c = f.call;
        Phase phase = c.phase(before, vcpu);
        int remote = c.remote.get(before, vcpu);
        int ref = c.ref.get(before, vcpu);
        String entry = "entry " + ref + " of " + remote;
        String text = switch (phase) {
            case PIN_CHECK -> "lock " + entry + " and check its pins";
            case PIN_READ -> "read flags and domid of " + entry;
            case PIN_SWAP -> "compare and set the use bits of " + entry;
            case PIN_STATUS -> "raise the status of " + entry;
            case PIN_LOOK_AGAIN -> "read flags and domid of " + entry + " again";
            case PIN_RANGE -> "read the range of " + entry;
            case PIN_FRAME -> "read the frame of " + entry + " and pin it";
            case PIN_LATCHED -> "pin " + entry + " as latched";
            case CLEAR -> "clear use bits of " + entry;
            case MAP_REFS -> "take references and write the page table";
            case MAP_IOMMU -> "enter the frame in the IOMMU";
            case MAP_FILL -> "fill handle " + c.handle.get(before, vcpu);
            case MAP_UNDO -> "unpin " + entry;
            case UNMAP_ONE ->
                "clear the page table for handle " + c.partHandle.get(before, c.part(vcpu, c.at.get(before, vcpu)));
            case UNMAP_HANDLE -> "free the handle";
            case UNMAP_FLUSH -> "flush the TLB";
            case UNMAP_PINS -> "drop references and pins of " + entry;
            default -> phase.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + entry;
        };
        return c.phase(after, vcpu) == Phase.IDLE ? text + ": done" : text;
    }
}
