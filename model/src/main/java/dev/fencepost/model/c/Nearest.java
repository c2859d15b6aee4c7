package dev.fencepost.model.c;

import java.util.Collection;
import java.util.Comparator;

/** The word that somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code (did you mean 'x'?)} with the nearest of {@code words}; empty where none is near. */
    public static String hint(String word, Collection<String> words) {
        int most = Math.max(1, word.length() / 3);
        return words.stream()
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> " (did you mean '" + nearest + "'?)")
                .orElse("");
    }

    /** How many letters are added, left out, changed or swapped with their neighbour between two words. */
    private static int distance(String left, String right) {
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cell(table, left, right, i, j);
            }
        }
        return table[left.length()][right.length()];
    }

    private static int cell(int[][] table, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int least = Math.min(table[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
