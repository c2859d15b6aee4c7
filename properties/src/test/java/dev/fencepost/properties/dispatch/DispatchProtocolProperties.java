package dev.fencepost.properties.dispatch;

import static dev.fencepost.properties.protocol.Sites.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.impl.dispatch.DispatchSite;
import dev.fencepost.impl.memory.Mode;
import dev.fencepost.model.platform.BarrierPlan;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.properties.recorded.MutantRecorders;
import dev.fencepost.properties.recorded.Recorder;
import dev.fencepost.properties.recorded.Recorder.Event;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The implementation does to shared memory what the protocol of the model has: same accesses, same order, same fences
 * at the same sites. This is what carries a verdict about the protocol over to the code.
 */
class DispatchProtocolProperties {
    /**
     * What the code has: releases where it has release fences, an acquire where a reference is taken, a full fence
     * before a device is freed, and nothing where a reader looks who sleeps on it, as nobody does.
     */
    private static final BarrierPlan PLAN = BarrierPlan.mandatory()
            .with(site("QR3"), Primitive.SMP_STORE_RELEASE)
            .with(site("QO1"), Primitive.SMP_STORE_RELEASE)
            .with(site("QO2"), Primitive.MB)
            .with(site("QO3"), Primitive.SMP_LOAD_ACQUIRE)
            .without(site("QR4"));

    @Test
    void everySiteIsPassed() {
        assertThat(DispatchRecorded.check(PLAN).sites())
                .containsExactlyElementsOf(Arrays.stream(DispatchSite.values())
                        .map(Enum::name)
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void fenceRemovedFromTheCodeIsNoticed(DispatchSite site) {
        assertThat(DispatchRecorded.check(PLAN).rejects(MutantRecorders.without(site)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void fenceMovedInTheCodeIsNoticed(DispatchSite site) {
        assertThat(DispatchRecorded.check(PLAN)
                        .rejects(MutantRecorders.late(site, DispatchProtocolProperties::isKnown)))
                .isTrue();
    }

    /** The others do not notice a fence that moves over what no program has. */
    private static boolean isKnown(Event event) {
        if (event instanceof Event.Exchange exchange) {
            return DispatchPlaces.isKnown(exchange.offset());
        }
        return event instanceof Event.Access access && DispatchPlaces.isKnown(access.offset());
    }

    @ParameterizedTest
    @MethodSource("sites")
    void fenceRemovedFromTheProtocolIsNoticed(String name) {
        assertThat(DispatchRecorded.check(PLAN.without(site(name))).rejects(Recorder::new))
                .isTrue();
    }

    static List<String> sites() {
        return Arrays.stream(DispatchSite.values()).map(Enum::name).toList();
    }

    /** Java promises nothing for the branch between this load and the stores that use the view's place anew. */
    @Test
    void aLookAtReadersThatDoesNotAcquireIsNoticed() {
        assertThat(DispatchRecorded.check(PLAN).rejects(memory -> new Recorder(memory) {
                    @Override
                    public void record(Event event) {
                        boolean acquires = event instanceof Event.Load load && load.mode() == Mode.ACQUIRE;
                        append(acquires ? opaque((Event.Load) event) : event);
                    }
                }))
                .isTrue();
    }

    private static Event opaque(Event.Load load) {
        return new Event.Load(load.offset(), load.width(), Mode.OPAQUE, load.value());
    }

    @Test
    void aReferenceThatIsTakenWithoutACompareIsNoticed() {
        assertThat(DispatchRecorded.check(PLAN).rejects(memory -> new Recorder(memory) {
                    @Override
                    public int compareAndExchange32(Mode mode, int offset, int expected, int value) {
                        int found = load32(mode, offset);
                        store32(mode, offset, value);
                        return found;
                    }
                }))
                .isTrue();
    }

    @Test
    void aKickThatIsLookedAtBeforeItIsAnnouncedIsNoticed() {
        assertThat(DispatchRecorded.check(PLAN)
                        .rejects(MutantRecorders.behindTheFence(event -> event instanceof Event.Store store
                                && store.offset() == DispatchRecorded.LAYOUT.asleep())))
                .isTrue();
    }
}
