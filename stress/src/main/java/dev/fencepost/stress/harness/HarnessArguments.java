package dev.fencepost.stress.harness;

import dev.fencepost.impl.memory.Site;

/**
 * The words that a harness is started with, asked for one after the other. Every harness knows {@code sc}, {@code tso}
 * or {@code pso}, {@code depth-}<i>number</i>, {@code drop-}<i>site</i> and {@code journal}.
 */
public final class HarnessArguments {
    private static final String[] ORDERS = {"sc", "tso", "pso"};

    private final String[] words;
    private final boolean[] asked;

    public HarnessArguments(String... words) {
        this.words = words;
        asked = new boolean[words.length];
    }

    /** Whether a word is there. */
    public boolean has(String word) {
        return oneOf(word) == 0;
    }

    /** Which of some words is there; -1 for none. */
    public int oneOf(String... choices) {
        for (int i = 0; i < words.length; i++) {
            for (int j = 0; j < choices.length; j++) {
                if (words[i].equals(choices[j])) {
                    asked[i] = true;
                    return j;
                }
            }
        }
        return -1;
    }

    /** What follows {@code prefix}; null if no word starts with it. */
    String after(String prefix) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith(prefix)) {
                asked[i] = true;
                return words[i].substring(prefix.length());
            }
        }
        return null;
    }

    /** The number that follows {@code prefix}, or another. */
    public int number(String prefix, int otherwise) {
        String text = after(prefix);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /** How stores become visible; {@code sites} are those that may be dropped. */
    public Order order(Site... sites) {
        int order = oneOf(ORDERS);
        int depth = number("depth-", 4);
        String dropped = after("drop-");
        if (dropped != null && !isSite(dropped, sites)) {
            throw new IllegalArgumentException("there is no site " + dropped + " to drop");
        }
        return new Order(order <= 0 ? 0 : depth, order == 2, dropped);
    }

    private static boolean isSite(String name, Site[] sites) {
        for (int i = 0; i < sites.length; i++) {
            if (sites[i].name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * No more words are known.
     *
     * @throws IllegalArgumentException if one was not asked for
     */
    public void end() {
        for (int i = 0; i < words.length; i++) {
            if (!asked[i]) {
                throw new IllegalArgumentException("unknown word '" + words[i] + "' in the harness's arguments");
            }
        }
    }
}
