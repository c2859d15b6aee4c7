package dev.fencepost.model.c;

import java.util.Collection;
import java.util.Comparator;

/** The word that somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code  (did you mean 'x'?)} with the nearest of {@code words}; empty where none is near. */
    public static String hint(String word, Collection<String> words) {
        int most = Math.max(1, word.length() / 3);
        return words.stream()
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> " (did you mean '" + nearest + "'?)")
                .orElse("");
    }

    /** How many letters are added, left out or changed between two words. */
    private static int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > left.length()) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
