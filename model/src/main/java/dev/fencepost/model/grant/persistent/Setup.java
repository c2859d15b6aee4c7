package dev.fencepost.model.grant.persistent;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@link PersistentGrantModel} is a model of. Page {@code i} of the frontend's pool is always granted by grant
 * reference {@code i}.
 *
 * @param pages in the frontend's pool, 1 to 32
 * @param segments that a request may have, 1 to 11
 * @param requests in flight at most, 1 to 8
 * @param limit grants that the backend keeps at most, 0 to 32
 * @param idle ticks without use after which a purge drops a grant, 1 to 7
 * @param design how the backend finds a mapping
 * @param feature whether both sides have the feature, as long as nobody changes it
 * @param devices of the frontend's guest that share its pool and the backend's cache, 1 or 2
 * @param generations how often a slot of the table can be used in one connection, 1 to 8192: few, so that they run out
 *     within small bounds, unless {@link #withGenerations} says so
 * @param options what may happen beside ordinary traffic
 * @param leftOut precautions that nobody takes
 */
public record Setup(
        int pages,
        int segments,
        int requests,
        int limit,
        int idle,
        Design design,
        boolean feature,
        int devices,
        int generations,
        Set<PersistentOption> options,
        Set<Precaution> leftOut) {
    /** As many as the bits of a handle allow. */
    public static final int MOST_GENERATIONS = 1 << 13;

    /** Checks the ranges and copies the sets. */
    public Setup {
        Objects.requireNonNull(design, "design");
        within("pages", pages, 1, 32);
        within("segments", segments, 1, 11);
        within("requests", requests, 1, 8);
        within("limit", limit, 0, 32);
        within("idle", idle, 1, 7);
        within("devices", devices, 1, 2);
        within("generations", generations, 1, MOST_GENERATIONS);
        options = Set.copyOf(options);
        leftOut = Set.copyOf(leftOut);
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + least + " to " + most + ", not " + value);
        }
    }

    /** Ordinary traffic with every precaution; both sides have the feature. */
    public static Setup of(int pages, int segments, int requests, int limit, Design design) {
        return new Setup(pages, segments, requests, limit, 2, design, true, 1, 2, Set.of(), Set.of());
    }

    /** The same with another option. */
    public Setup with(PersistentOption option) {
        EnumSet<PersistentOption> all = EnumSet.of(option);
        all.addAll(options);
        return new Setup(pages, segments, requests, limit, idle, design, feature, devices, generations, all, leftOut);
    }

    /** The same without a precaution. */
    public Setup without(Precaution precaution) {
        EnumSet<Precaution> all = EnumSet.of(precaution);
        all.addAll(leftOut);
        return new Setup(pages, segments, requests, limit, idle, design, feature, devices, generations, options, all);
    }

    /** The same where one side lacks the feature. */
    public Setup withoutFeature() {
        return new Setup(pages, segments, requests, limit, idle, design, false, devices, generations, options, leftOut);
    }

    /** The same where that many devices share pool and cache. */
    public Setup shared(int byDevices) {
        return new Setup(
                pages, segments, requests, limit, idle, design, feature, byDevices, generations, options, leftOut);
    }

    /** The same with that many generations. */
    public Setup withGenerations(int most) {
        return new Setup(pages, segments, requests, limit, idle, design, feature, devices, most, options, leftOut);
    }

    /** How many a purge that was asked for room drops at least: a twentieth of the limit, as Linux does, but one. */
    int room() {
        return Math.max(1, limit / 20);
    }

    boolean is(PersistentOption option) {
        return options.contains(option);
    }

    boolean has(Precaution precaution) {
        return !leftOut.contains(precaution);
    }
}
