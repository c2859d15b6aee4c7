package dev.fencepost.workbench.console;

import dev.fencepost.model.c.Nearest;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The option {@code --format}, for commands to mix in: {@code @Mixin private FormatOption format = new
 * FormatOption();}.
 */
public final class FormatOption {
    /** How results are printed. */
    public enum Format {
        /** For people. */
        TEXT,
        /** For programs: one JSON object a line. */
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            converter = Converter.class,
            description = "Print text for people (the default) or JSON, one object a line.")
    private Format format;

    /** What the user chose. */
    public Format get() {
        return format;
    }

    /** Whether the user chose JSON. */
    public boolean json() {
        return format == Format.JSON;
    }

    static final class Converter implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            return switch (value) {
                case "text" -> Format.TEXT;
                case "json" -> Format.JSON;
                default ->
                    throw new TypeConversionException(Nearest.to(value, List.of("text", "json"))
                            .map(nearest -> "'" + value + "' is neither text nor json; did you mean '" + nearest + "'?")
                            .orElse("'" + value + "' is neither text nor json"));
            };
        }
    }
}
