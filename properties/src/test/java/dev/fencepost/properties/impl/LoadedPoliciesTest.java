package dev.fencepost.properties.impl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.memory.BarrierPolicy;
import dev.fencepost.impl.memory.MappedMemory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where one policy is used, the fences of no other are loaded: a JIT that knows one class of memory compares none. A
 * verifier loads what a method makes and returns as something else, which is easily brought back and shows nowhere but
 * in the time.
 */
class LoadedPoliciesTest {
    private static final List<String> KINDS = List.of("WeakMemory", "PlatformMemory", "FlaggedMemory");

    @ParameterizedTest
    @CsvSource({"WEAK, WeakMemory", "PLATFORM, PlatformMemory"})
    void onlyThePolicyThatIsUsedIsLoaded(BarrierPolicy policy, String kind) throws Exception {
        try (Loader loader = new Loader()) {
            loader.makeMemory(policy);
            assertThat(loader.loaded()).containsExactly(kind);
        }
    }

    /** The mutant: both are used, and both show. */
    @Test
    void twoPoliciesShow() throws Exception {
        try (Loader loader = new Loader()) {
            loader.makeMemory(BarrierPolicy.PLATFORM);
            loader.makeMemory(BarrierPolicy.WEAK);
            assertThat(loader.loaded()).containsExactly("WeakMemory", "PlatformMemory");
        }
    }

    /** The implementation alone, loaded once more. */
    private static final class Loader extends URLClassLoader {
        private static final String PACKAGE = MappedMemory.class.getPackageName() + '.';

        Loader() {
            super(
                    new URL[] {
                        MappedMemory.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    ClassLoader.getPlatformClassLoader());
        }

        void makeMemory(BarrierPolicy policy) throws ReflectiveOperationException {
            Class<?> policies = loadClass(BarrierPolicy.class.getName());
            Object same = Arrays.stream(policies.getEnumConstants())
                    .filter(constant -> constant.toString().equals(policy.name()))
                    .findFirst()
                    .orElseThrow();
            ByteBuffer buffer = ByteBuffer.allocateDirect(64).alignedSlice(16);
            loadClass(MappedMemory.class.getName())
                    .getMethod("of", ByteBuffer.class, policies)
                    .invoke(null, buffer, same);
        }

        List<String> loaded() {
            return KINDS.stream()
                    .filter(kind -> findLoadedClass(PACKAGE + kind) != null)
                    .toList();
        }
    }
}
