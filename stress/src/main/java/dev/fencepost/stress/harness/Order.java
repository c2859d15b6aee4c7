package dev.fencepost.stress.harness;

/**
 * How the actors' stores become visible.
 *
 * @param depth stores that an actor may have on their way; 0 for sequential consistency
 * @param partial whether stores to different places may overtake each other (PSO); else they may not (TSO)
 * @param dropped the site whose fence is ignored, by its name; null for none
 */
public record Order(int depth, boolean partial, String dropped) {}
