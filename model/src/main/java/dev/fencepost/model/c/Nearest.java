package dev.fencepost.model.c;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The valid word that a mistyped one was meant to be. */
public final class Nearest {
    private Nearest() {}

    /**
     * The candidate with the fewest single-letter edits (insert, delete, replace, swap neighbours) from {@code word},
     * ignoring case; empty if even that needs more edits than a third of the word's length, and at least one.
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        int most = Math.max(1, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> edits(word, candidate) <= most)
                .min(Comparator.comparingInt((String candidate) -> edits(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code (did you mean 'x'?)} with the nearest of {@code candidates}; empty where none is near. */
    public static String hint(String word, Collection<String> candidates) {
        return to(word, candidates)
                .map(nearest -> " (did you mean '" + nearest + "'?)")
                .orElse("");
    }

    private static int edits(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
