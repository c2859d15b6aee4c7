package dev.fencepost.model.litmus;

import java.util.List;

/** The types by which final values are printed: those of the initial state, as in herd7, or else those of the code. */
final class FinalTypes {
    private final List<InitialValue> initial;
    private final List<CFunction> functions;

    FinalTypes(List<InitialValue> initial, List<CFunction> functions) {
        this.initial = initial;
        this.functions = functions;
    }

    /** Empty where it makes no difference. */
    String of(Place place) {
        for (InitialValue value : initial) {
            if (value.place().isGlobal() == place.isGlobal()
                    && value.place().thread() == place.thread()
                    && value.place().name().equals(place.name())) {
                return value.type();
            }
        }
        return place.isGlobal() ? location(place.name()) : register(place);
    }

    private String location(String name) {
        return functions.stream()
                .flatMap(function -> function.parameters().stream())
                .filter(parameter -> parameter.name().equals(name))
                .map(CFunction.Parameter::type)
                .findFirst()
                .orElse("");
    }

    private String register(Place place) {
        return place.thread() < functions.size()
                ? functions.get(place.thread()).locals().getOrDefault(place.name(), "")
                : "";
    }
}
