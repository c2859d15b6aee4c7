package dev.fencepost.model.grant.table;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@code GNTTABOP_setup_table} and {@code GNTTABOP_get_status_frames} answer: the numbers of the frames that a
 * table lies in, written to a list of the caller's. How many frames the caller wants, how many there are and how many
 * its list has room for are all counted in frames of the kind that is listed; status frames are an eighth of the
 * others.
 *
 * <p>Left out: growing the table (it has all its frames from the start, and they lie behind each other, the status
 * frames last), and other domains' tables.
 */
public final class GrantFrameListModel {
    private static final int FRAME = 4096;
    private static final int ENTRY_2 = 16;
    private static final int STATUS = 2;

    private final int first;
    private final int grantFrames;

    /**
     * What a hypercall answers.
     *
     * @param status {@link GrantStatus#OKAY} or {@link GrantStatus#GENERAL_ERROR}
     * @param frames what is in the list then: nothing if it failed
     */
    public record Answer(GrantStatus status, List<Integer> frames) {
        /** Copies the list. */
        public Answer {
            frames = List.copyOf(frames);
        }
    }

    /**
     * A table.
     *
     * @param first its first frame, 0 or more
     * @param grantFrames frames that its entries fill, 1 or more
     */
    public GrantFrameListModel(int first, int grantFrames) {
        if (first < 0 || grantFrames < 1) {
            throw new IllegalArgumentException(
                    "a grant table of " + grantFrames + " frames from " + first + " on: expected 1 or more from 0 on");
        }
        this.first = first;
        this.grantFrames = grantFrames;
    }

    /** Frames with status words, one word for each entry of version 2; rounded up. */
    public int statusFrames() {
        int entries = grantFrames * FRAME / ENTRY_2;
        return (entries * STATUS + FRAME - 1) / FRAME;
    }

    /** Lists the first {@code count} frames with entries, if they are there and the list has room for them. */
    public Answer setupTable(int count, int room) {
        return list(first, grantFrames, count, room);
    }

    /** The same for frames with status words, of which there are none with version 1. */
    public Answer getStatusFrames(int version, int count, int room) {
        return list(first + grantFrames, version == 2 ? statusFrames() : 0, count, room);
    }

    private static Answer list(int from, int there, int count, int room) {
        if (count < 0 || count > there || count > room) {
            return new Answer(GrantStatus.GENERAL_ERROR, List.of());
        }
        return new Answer(
                GrantStatus.OKAY, IntStream.range(from, from + count).boxed().toList());
    }
}
