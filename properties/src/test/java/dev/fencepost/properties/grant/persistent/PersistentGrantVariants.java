package dev.fencepost.properties.grant.persistent;

import dev.fencepost.impl.grant.persistent.FrontGrants;
import dev.fencepost.impl.grant.persistent.GrantMapper;
import dev.fencepost.model.grant.persistent.Design;
import dev.fencepost.model.grant.persistent.Setup;
import java.util.OptionalInt;
import java.util.function.Function;

/** The implementation with something between it and the other side, and how short a history tells. */
public final class PersistentGrantVariants {
    private PersistentGrantVariants() {}

    /** A frontend whose pages are never cleared. */
    public static OptionalInt pagesNotCleared() {
        return shortest(setup -> new PersistentGrantPeer(setup) {
            @Override
            FrontGrants grants() {
                FrontGrants right = super.grants();
                return new FrontGrants() {
                    @Override
                    public int grant(int page) {
                        return right.grant(page);
                    }

                    @Override
                    public boolean tryEnd(int reference) {
                        return right.tryEnd(reference);
                    }

                    @Override
                    public void clear(int page) {}
                };
            }
        });
    }

    /** A backend whose unmapping is not flushed. */
    static OptionalInt notFlushed() {
        return shortest(setup -> new PersistentGrantPeer(setup) {
            @Override
            GrantMapper mapper() {
                GrantMapper right = super.mapper();
                return new GrantMapper() {
                    @Override
                    public int map(int reference) {
                        return right.map(reference);
                    }

                    @Override
                    public void unmap(int mapping) {
                        right.unmap(mapping);
                    }

                    @Override
                    public void flush() {}
                };
            }
        });
    }

    /** Nothing in between. */
    public static OptionalInt unchanged() {
        return shortest(PersistentGrantPeer::new);
    }

    private static OptionalInt shortest(Function<Setup, PersistentGrantPeer> variant) {
        Setup setup = Setup.of(3, 2, 2, 1, Design.TREE);
        for (long seed = 0; seed < 20; seed++) {
            PersistentGrantHistory history = new PersistentGrantHistory(setup, variant);
            if (history.run(seed, 200).isPresent()) {
                return OptionalInt.of(PersistentGrantHistory.shrink(setup, variant, history.done())
                        .size());
            }
        }
        return OptionalInt.empty();
    }
}
