package dev.fencepost.impl.grant.persistent;

import dev.fencepost.impl.argument.Arguments;

/**
 * The mappings that a backend keeps across requests (blkif.h, feature-persistent): each request names grants, those
 * that are kept are used again, others are mapped, and kept as long as there is room. A purge drops what was not used
 * for long. The index is one of two designs; a cache is that of one device, or shared by all devices of a guest.
 *
 * <p>Threads: all methods may be called by any thread if the lock is one. A purge, {@link #pick} and then
 * {@link #unmapPicked}, is one thread's business. Nothing is unmapped under the lock except when a request fails and at
 * the end, and the lock is the only one taken.
 */
public final class PersistentGrants {
    /** The request may be served. */
    public static final int OK = 0;
    /** A grant is being purged: begin again when the purge is over. */
    public static final int AGAIN = 1;
    /** The device is not connected. */
    public static final int CLOSED = 2;
    /** Refused: a grant is in use by another segment. GNTST_general_error. */
    public static final int IN_USE = -1;
    /** Refused: there is no such grant reference. GNTST_bad_gntref. */
    public static final int BAD_REFERENCE = -3;
    /** Refused: the handle leads nowhere, or no longer. GNTST_bad_handle. */
    public static final int BAD_HANDLE = -4;
    /** Refused: too many mappings at once. GNTST_no_space. */
    public static final int NO_SPACE = -13;

    private final GrantMapper mapper;
    private final CacheLock lock;
    private final CacheLimits limits;
    private final GrantIndex index;
    private final CacheEntries entries;
    private final GrantLedger ledger = new GrantLedger();
    private final int[] inFlight;
    private final int[] attached;
    private boolean purging;

    private PersistentGrants(GrantMapper mapper, CacheLock lock, CacheLimits limits, GrantIndex index, int devices) {
        Arguments.inRange("devices", devices, 1, Integer.MAX_VALUE);
        this.mapper = mapper;
        this.lock = lock;
        this.limits = limits;
        this.index = index;
        entries = new CacheEntries(limits.capacity());
        inFlight = new int[devices];
        attached = new int[devices];
    }

    /** A cache that finds grants in a red-black tree; {@code devices} share it. */
    public static PersistentGrants tree(GrantMapper mapper, CacheLock lock, CacheLimits limits, int devices) {
        return new PersistentGrants(mapper, lock, limits, new GrantTree(limits.capacity()), devices);
    }

    /** One that finds them by handles, as indices of a table. */
    public static PersistentGrants table(GrantMapper mapper, CacheLock lock, CacheLimits limits, int devices) {
        GrantIndex index = new GrantHandles(limits.capacity(), limits.references());
        return new PersistentGrants(mapper, lock, limits, index, devices);
    }

    /**
     * A device connects.
     *
     * @throws IllegalStateException if it is connected
     */
    public void connect(int device) {
        requireDevice(device);
        lock.lock();
        boolean disconnected = attached[device] == 0;
        attached[device] = 1;
        lock.unlock();
        if (!disconnected) {
            throw new IllegalStateException("device " + device + " is connected already");
        }
    }

    private void requireDevice(int device) {
        Arguments.index("device", device, attached.length);
    }

    /**
     * Looks up or maps what a request names. If it fails, everything is as it was before, except that what was mapped
     * may be kept.
     *
     * @param names grant references or handles, each once, as the frontend wrote them: whatever they are, the answer
     *     says
     * @param count how many, 0 to as many as there is room for in both arrays
     * @param found receives the entries
     * @return {@link #OK}, {@link #AGAIN}, {@link #CLOSED} or a GNTST status
     */
    public int begin(int device, int[] names, int count, int[] found) {
        requireDevice(device);
        Arguments.inRange("count", count, 0, Math.min(names.length, found.length));
        lock.lock();
        int result = attached[device] == 0 ? CLOSED : waits(names, count) ? AGAIN : OK;
        if (result == OK) {
            result = resolveAll(device, names, count, found);
            ledger.request(count);
            inFlight[device] += result == OK ? 1 : 0;
        }
        lock.unlock();
        return result;
    }

    private int resolveAll(int device, int[] names, int count, int[] found) {
        long mapsBefore = ledger.maps();
        int result = OK;
        int done = 0;
        while (done < count && result == OK) {
            found[done] = resolve(device, names[done]);
            if (found[done] < 0) {
                result = found[done];
            } else {
                done++;
            }
        }
        if (ledger.maps() != mapsBefore) {
            ledger.hypercall();
        }
        if (result != OK) {
            putAll(found, done);
            unmapPassing(found, done);
            forgetPassing(found, done);
        }
        return result;
    }

    private boolean waits(int[] names, int count) {
        boolean waits = false;
        for (int i = 0; i < count && purging; i++) {
            int entry = index.find(names[i]);
            waits |= entry >= 0 && entries.isPurged(entry);
        }
        return waits;
    }

    /** The entry, in use; or a status below 0. */
    private int resolve(int device, int name) {
        int entry = index.find(name);
        if (entry >= 0) {
            return entries.use(entry, device) ? entry : IN_USE;
        }
        if (entry == GrantIndex.STALE) {
            return BAD_HANDLE;
        }
        if (name >= limits.references()) {
            return BAD_REFERENCE;
        }
        if (!index.hasRoom()) {
            return NO_SPACE;
        }
        int mapping = mapper.map(name);
        if (mapping < 0) {
            return mapping;
        }
        ledger.map();
        boolean keeps = limits.persistent() && entries.kept() + index.retired() < limits.limit();
        int added = index.add(name);
        entries.add(added, device, name, mapping, keeps, limits.persistent());
        return added;
    }

    /**
     * The I/O of a request is over: what persists is kept for the next one, and everything else is unmapped when this
     * returns. Only then may the response be sent.
     *
     * @param found what {@link #begin} has found, all of it
     * @throws IllegalArgumentException if it is no entry
     * @throws IllegalStateException if a request of the device does not use it, or not any more
     */
    public void finish(int device, int[] found, int count) {
        requireDevice(device);
        Arguments.inRange("count", count, 0, found.length);
        for (int i = 0; i < count; i++) {
            Arguments.index("entry", found[i], limits.capacity());
        }
        lock.lock();
        boolean used = inFlight[device] != 0 && entries.areUsedBy(device, found, count);
        if (!used) {
            lock.unlock();
        }
        if (!used) {
            throw new IllegalStateException("no request of device " + device + " uses all of these");
        }
        int passing = putAll(found, count);
        if (passing == 0) {
            inFlight[device]--;
        }
        lock.unlock();
        if (passing == 0) {
            return;
        }
        unmapPassing(found, count);
        lock.lock();
        forgetPassing(found, count);
        inFlight[device]--;
        lock.unlock();
    }

    /** Gives back what persists; returns how many do not. */
    private int putAll(int[] found, int count) {
        int passing = 0;
        for (int i = 0; i < count; i++) {
            if (entries.isPassing(found[i])) {
                passing++;
            } else {
                entries.put(found[i]);
            }
        }
        return passing;
    }

    private void unmapPassing(int[] found, int count) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            if (entries.isPassing(found[i])) {
                mapper.unmap(entries.mapping(found[i]));
                any = true;
            }
        }
        if (any) {
            mapper.flush();
        }
    }

    private void forgetPassing(int[] found, int count) {
        int passing = 0;
        for (int i = 0; i < count; i++) {
            if (entries.isPassing(found[i])) {
                forget(found[i]);
                passing++;
            }
        }
        ledger.unmapped(passing);
    }

    private void forget(int entry) {
        index.remove(entry);
        entries.remove(entry);
    }

    /**
     * What the frontend may name an entry by from now on: for the response.
     *
     * @param entry one in use
     * @throws IllegalStateException if it is not
     */
    public int nameOf(int entry) {
        requireUsed(entry);
        return entries.isPassing(entry) ? entries.reference(entry) : index.nameOf(entry, entries.reference(entry));
    }

    /**
     * The mapping of an entry in use.
     *
     * @throws IllegalStateException if it is not
     */
    public int mapping(int entry) {
        requireUsed(entry);
        return entries.mapping(entry);
    }

    private void requireUsed(int entry) {
        Arguments.index("entry", entry, limits.capacity());
        if (!entries.isUsed(entry)) {
            throw new IllegalStateException("no request uses entry " + entry);
        }
    }

    // ---- Purge.

    /** A unit of time has passed. */
    public void tick() {
        lock.lock();
        entries.tick(limits.idle());
        lock.unlock();
    }

    /**
     * Chooses what to purge: all that was idle for too long; and if something did not fit since the last purge, a
     * twentieth of the limit, the oldest first of those that were not used since, then of all. What is in use stays.
     *
     * @return how many were chosen; then {@link #unmapPicked} has to follow
     */
    public int pick() {
        lock.lock();
        int picked = 0;
        if (!purging) {
            picked = entries.pick(limits.idle(), Math.max(1, limits.limit() / 20));
            for (int i = 0; i < picked; i++) {
                index.retire(entries.picked(i));
            }
            purging = picked != 0;
        }
        lock.unlock();
        return picked;
    }

    /** Unmaps what was chosen, in one batch. */
    public void unmapPicked() {
        int picked = entries.pickedCount();
        if (picked == 0) {
            return;
        }
        for (int i = 0; i < picked; i++) {
            mapper.unmap(entries.mapping(entries.picked(i)));
        }
        mapper.flush();
        lock.lock();
        for (int i = 0; i < picked; i++) {
            forget(entries.picked(i));
        }
        entries.clearPicked();
        ledger.unmapped(picked);
        purging = false;
        lock.unlock();
    }

    // ---- The end.

    /**
     * A device disconnects. With the last one everything is unmapped.
     *
     * @return false while requests of the device are in flight, or, for the last one, a purge is going on: try again;
     *     and if it is not connected
     */
    public boolean disconnect(int device) {
        requireDevice(device);
        lock.lock();
        boolean done = inFlight[device] == 0 && attached[device] != 0;
        boolean last = isLast(device);
        if (done && last) {
            done = !purging;
            if (done) {
                unmapAll();
            }
        }
        if (done) {
            attached[device] = 0;
        }
        lock.unlock();
        return done;
    }

    private boolean isLast(int device) {
        boolean last = true;
        for (int i = 0; i < attached.length; i++) {
            last &= i == device || attached[i] == 0;
        }
        return last;
    }

    private void unmapAll() {
        int unmapped = 0;
        for (int entry = 0; entry < limits.capacity(); entry++) {
            if (entries.isTaken(entry)) {
                mapper.unmap(entries.mapping(entry));
                forget(entry);
                unmapped++;
            }
        }
        if (unmapped != 0) {
            mapper.flush();
        }
        ledger.unmapped(unmapped);
        entries.forgetOverflow();
        index.restart();
    }

    // ---- What it has.

    /** Its costs so far. */
    public GrantLedger ledger() {
        return ledger;
    }

    /** How many persist, those that are being purged included. */
    public int kept() {
        return entries.kept();
    }

    /** How many are in use by requests and persist. */
    public int inUse() {
        return entries.inUse();
    }

    /** The references that persist and are not in use, the one used longest ago first. */
    public int[] idle() {
        return entries.idleReferences();
    }
}
