package dev.fencepost.properties.msix;

import dev.fencepost.model.spec.Clause;
import dev.fencepost.properties.mutants.Mutant;
import java.util.List;
import java.util.stream.Stream;

/** The capability in configuration space with a mistake. */
public final class MsixCapabilityMutants {
    private MsixCapabilityMutants() {}

    /** All of them. */
    public static List<Mutant> all() {
        return Stream.of(announcements(), capabilities()).flatMap(List::stream).toList();
    }

    private static List<Mutant> announcements() {
        return List.of(
                announcement("a table of one vector less", "vectors - 1 << SIZE_SHIFT", "vectors - 2 << SIZE_SHIFT"),
                announcement("BIR 6 is none that is reserved", "tableBar >= BARS", "tableBar > BARS"),
                announcement("of the PBA neither", "pbaBar >= BARS", "pbaBar > BARS"),
                announcement(
                        "a table that ends behind its BAR",
                        "bars[tableBar] - tableBytes < tableStart",
                        "bars[tableBar] <= tableStart"),
                announcement(
                        "a PBA that ends behind its BAR",
                        "bars[pbaBar] - pbaBytes < pbaStart",
                        "bars[pbaBar] <= pbaStart"),
                announcement(
                        "a table that starts in the PBA",
                        "|| pbaStart + pbaBytes <= tableStart",
                        "|| pbaStart <= tableStart"),
                announcement(
                        "a PBA that starts in the table",
                        "tableStart + tableBytes <= pbaStart",
                        "tableStart < pbaStart"),
                announcement(
                        "structures of two BARs in each other's way",
                        "if (tableBar == pbaBar && !apart)",
                        "if (!apart)"),
                announcement("an offset with a sign", "return dword & MOST_OFFSET;", "return dword & ~7;"),
                announcement("a size of ten bits", "first >>> SIZE_SHIFT & SIZE_MASK", "first >>> SIZE_SHIFT & 0x3ff"));
    }

    private static List<Mutant> capabilities() {
        return List.of(
                capability(
                        "a byte of Message Control does nothing",
                        "offset + size > CONTROL_HIGH)",
                        "size > 1 && offset + size > CONTROL_HIGH)"),
                capability(
                        "a double word does nothing",
                        "offset + size > CONTROL_HIGH)",
                        "size < 4 && offset + size > CONTROL_HIGH)"),
                capability(
                        "the low byte does something",
                        "offset + size > CONTROL_HIGH)",
                        "offset + size >= CONTROL_HIGH)"),
                capability(
                        "a byte is taken for the word",
                        "Byte.SIZE * (CONTROL_HIGH - offset)",
                        "Byte.SIZE * (CONTROL_HIGH - 2)"),
                capability("the table's place does something", "offset <= CONTROL_HIGH && ", ""),
                new Mutant(
                        "opened for a moment on the way to masked",
                        "msix.MsixCapability",
                        "table.control((high",
                        "table.control((high & ENABLE) != 0, false);\n            table.control((high",
                        Clause.M3,
                        MsixCapabilityCheck.class),
                new Mutant(
                        "the function opens and what is pending stays",
                        "msix.MsixTable",
                        "if (blocked(before) && !blocked(now)) {",
                        "if (false) {",
                        Clause.M3,
                        MsixCapabilityCheck.class),
                capability("Function Mask is not read back", "(table.isFunctionMasked() ? FUNCTION_MASK : 0)", "0"),
                capability("the next pointer is lost", "next << NEXT_SHIFT | ", ""),
                capability(
                        "an access across double words",
                        "(offset & Integer.BYTES - 1) > Integer.BYTES - size",
                        "size == 3"));
    }

    private static Mutant announcement(String name, String from, String to) {
        return new Mutant(name, "msix.MsixAnnouncement", from, to, Clause.M10, MsixCapabilityCheck.class);
    }

    private static Mutant capability(String name, String from, String to) {
        return new Mutant(name, "msix.MsixCapability", from, to, Clause.M11, MsixCapabilityCheck.class);
    }
}
