package dev.fencepost.stress.jpf;

import dev.fencepost.impl.memory.Site;
import dev.fencepost.impl.vring.SplitFeatures;
import dev.fencepost.impl.vring.SplitSite;

/**
 * What {@link SplitRingHarness} runs.
 *
 * @param depth stores that a side may have on their way; 0 for sequential consistency
 * @param partial whether stores to different places may overtake each other (PSO); else they may not (TSO)
 * @param dropped the site whose fence is ignored; null for none
 * @param size queue size, 1 to 16
 * @param buffers how many pass through the ring
 * @param eventIdx whether VIRTIO_F_EVENT_IDX is negotiated
 * @param callbacks {@link #LATE}, {@link #DELAYED} or {@link #ALWAYS_ON}
 * @param journal whether {@link SplitRingHarness#main} prints every access, which takes most of its time then
 */
public record SplitRingSetup(
        int depth,
        boolean partial,
        Site dropped,
        int size,
        int buffers,
        boolean eventIdx,
        int callbacks,
        boolean journal) {
    /** The driver enables callbacks before it sleeps (D5). */
    public static final int LATE = 0;
    /** The same, for three quarters of what is in flight (D6). */
    public static final int DELAYED = 1;
    /** The driver leaves callbacks on (D4); tells something with EVENT_IDX only. */
    public static final int ALWAYS_ON = 2;

    private static final String[] MODES = {"sc", "tso", "pso"};
    private static final String[] CALLBACKS = {"late", "delayed", "always-on"};

    /**
     * Reads words: {@code sc}, {@code tso} or {@code pso}; {@code late}, {@code delayed} or {@code always-on};
     * {@code event-idx}; {@code journal}; {@code drop-}<i>site</i>; {@code size-}, {@code buffers-} and
     * {@code depth-}<i>number</i>.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static SplitRingSetup of(String... words) {
        int mode = 0;
        int callbacks = LATE;
        int size = 2;
        int buffers = 2;
        int depth = 4;
        boolean eventIdx = false;
        boolean journal = false;
        Site dropped = null;
        for (String word : words) {
            if (indexOf(MODES, word) >= 0) {
                mode = indexOf(MODES, word);
            } else if (indexOf(CALLBACKS, word) >= 0) {
                callbacks = indexOf(CALLBACKS, word);
            } else if (word.equals("event-idx")) {
                eventIdx = true;
            } else if (word.equals("journal")) {
                journal = true;
            } else if (word.startsWith("drop-")) {
                dropped = SplitSite.valueOf(word.substring(5));
            } else if (word.startsWith("size-")) {
                size = Integer.parseInt(word.substring(5));
            } else if (word.startsWith("buffers-")) {
                buffers = Integer.parseInt(word.substring(8));
            } else if (word.startsWith("depth-")) {
                depth = Integer.parseInt(word.substring(6));
            } else {
                throw new IllegalArgumentException("unknown word '" + word + "' in the harness's arguments");
            }
        }
        return new SplitRingSetup(
                mode == 0 ? 0 : depth, mode == 2, dropped, size, buffers, eventIdx, callbacks, journal);
    }

    private static int indexOf(String[] words, String word) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals(word)) {
                return i;
            }
        }
        return -1;
    }

    SplitFeatures features() {
        return eventIdx ? SplitFeatures.none().withEventIdx() : SplitFeatures.none();
    }
}
