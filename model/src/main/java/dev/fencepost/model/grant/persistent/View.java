package dev.fencepost.model.grant.persistent;

import java.util.ArrayList;
import java.util.List;

/**
 * What anybody can tell from outside of a state.
 *
 * @param pool the pages in the frontend's pool, the next one first
 * @param granted which pages are granted
 * @param mapped how often each page is mapped by the backend
 * @param idle the pages whose mappings persist and are not in use, the one used longest ago first; without those being
 *     purged
 * @param purged the pages being purged
 * @param inUse how many of the kept ones are in use
 * @param failed for each request that has its response, whether that is an error; null for others
 */
public record View(
        List<Integer> pool,
        List<Boolean> granted,
        List<Integer> mapped,
        List<Integer> idle,
        List<Integer> purged,
        int inUse,
        List<Boolean> failed) {

    static View of(Words w, long[] s) {
        List<Integer> pool = new ArrayList<>();
        List<Integer> idle = new ArrayList<>();
        List<Boolean> granted = new ArrayList<>();
        List<Integer> mapped = new ArrayList<>();
        List<Integer> purged = new ArrayList<>();
        List<Boolean> failed = new ArrayList<>();
        for (int at = 1; at <= w.pages; at++) {
            for (int p = 0; p < w.pages; p++) {
                if (w.position.get(s, p) == at) {
                    pool.add(p);
                }
                if (w.rank.get(s, p) == at && !w.active.isSet(s, p)) {
                    idle.add(p);
                }
            }
        }
        for (int p = 0; p < w.pages; p++) {
            granted.add(w.granted.isSet(s, p));
            mapped.add(w.maps.get(s, p));
            if (w.kept.get(s, p) == Words.PURGED) {
                purged.add(p);
            }
        }
        for (int r = 0; r < w.requests; r++) {
            failed.add(w.stage.get(s, r) == Words.RESPONDED ? w.result.isSet(s, r) : null);
        }
        return new View(pool, granted, mapped, idle, purged, w.inUse.get(s), failed);
    }
}
