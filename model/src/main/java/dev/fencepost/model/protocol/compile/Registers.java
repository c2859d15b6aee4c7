package dev.fencepost.model.protocol.compile;

import java.util.HashMap;
import java.util.Map;

/** Names for the registers of one thread. */
final class Registers {
    private final Map<String, Integer> used = new HashMap<>();

    /** A name that no other register has, made from that of a variable or location. */
    String fresh(String stem) {
        int count = used.merge(stem, 1, Integer::sum);
        return count == 1 ? stem : stem + "'" + count;
    }

    /** What a register's name was made from. */
    static String stem(String register) {
        int mark = register.indexOf('\'');
        return mark < 0 ? register : register.substring(0, mark);
    }
}
