package dev.fencepost.workbench.input;

import dev.fencepost.model.c.Nearest;
import dev.fencepost.workbench.console.BadInput;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file that is read strictly: every complaint is a {@link BadInput} that names file, line and column, what was
 * expected there, and the nearest valid word.
 */
final class YamlFile {
    private final Path file;

    private YamlFile(Path file) {
        this.file = file;
    }

    /** The mapping that the file consists of. */
    static Mapping read(Path file) {
        return new YamlFile(file).parse();
    }

    private Mapping parse() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setUseMarks(true)
                .setAllowDuplicateKeys(true) // told apart below, with a better message
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(Files.readString(file));
            return mapping(root.orElseThrow(() -> new BadInput(file + ":1:1: the file is empty")));
        } catch (NoSuchFileException e) {
            throw new BadInput(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new BadInput(file + ": not UTF-8", e);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getMessage(), e);
        } catch (MarkedYamlEngineException e) {
            throw new BadInput(at(e.getProblemMark()) + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new BadInput(file + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new BadInput(file + ": lists or mappings are nested too deeply", e);
        }
    }

    private String at(Optional<Mark> mark) {
        return mark.map(m -> file + ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1) + ": ")
                .orElse(file + ": ");
    }

    private Mapping mapping(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw new BadInput(at(node.getStartMark()) + "expected a mapping (key: value)");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new Value(tuple.getKeyNode()).text();
            if (entries.putIfAbsent(key, new Entry(new Value(tuple.getKeyNode()), new Value(tuple.getValueNode())))
                    != null) {
                throw new BadInput(at(tuple.getKeyNode().getStartMark()) + "'" + key + "' is given twice");
            }
        }
        return new Mapping(new Value(node), entries);
    }

    /** A key with its value. */
    record Entry(Value key, Value value) {}

    /** A mapping. */
    final class Mapping {
        private final Value whole;
        private final Map<String, Entry> entries;

        private Mapping(Value whole, Map<String, Entry> entries) {
            this.whole = whole;
            this.entries = entries;
        }

        /** Complains about the first key that is none of {@code valid}. */
        Mapping only(String what, Collection<String> valid) {
            for (Entry entry : entries.values()) {
                entry.key().oneOf(what, valid);
            }
            return this;
        }

        /** The value of a key that must be there. */
        Value required(String key) {
            Entry entry = entries.get(key);
            if (entry == null) {
                throw whole.bad("'" + key + "' is missing");
            }
            return entry.value();
        }

        /** The value of a key that may be there. */
        Optional<Value> optional(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        /** Everything, in the order of the file. */
        Collection<Entry> entries() {
            return entries.values();
        }
    }

    /** Any value, with its place. */
    final class Value {
        private final Node node;

        private Value(Node node) {
            this.node = node;
        }

        /** A complaint about this value. */
        BadInput bad(String message) {
            return new BadInput(at(node.getStartMark()) + message);
        }

        /** The text of a scalar. */
        String text() {
            if (!(node instanceof ScalarNode scalar)) {
                throw bad("expected a single value");
            }
            return scalar.getValue();
        }

        /** The text of a scalar that is not blank. */
        String line() {
            String text = text().strip();
            if (text.isEmpty()) {
                throw bad("expected some text");
            }
            return text;
        }

        /** A whole number from {@code least} to {@code most}. */
        int number(int least, int most) {
            String text = text();
            if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw bad("expected a number from " + least + " to " + most + ", not '" + text + "'");
            }
            return Integer.parseInt(text);
        }

        /** One of the words that are {@code valid}. */
        String oneOf(String what, Collection<String> valid) {
            String word = text();
            if (!valid.contains(word)) {
                throw bad("unknown " + what + " '" + word + "'"
                        + Nearest.to(word, valid)
                                .map(nearest -> "; did you mean '" + nearest + "'?")
                                .orElse(" (expected " + (valid.size() == 1 ? "" : "one of ") + String.join(", ", valid)
                                        + ")"));
            }
            return word;
        }

        boolean isMapping() {
            return node instanceof MappingNode;
        }

        boolean isList() {
            return node instanceof SequenceNode;
        }

        Mapping mapping() {
            return YamlFile.this.mapping(node);
        }

        /** The elements of a sequence. */
        List<Value> list() {
            if (!(node instanceof SequenceNode sequence)) {
                throw bad("expected a list: [one, two]");
            }
            List<Value> values = new ArrayList<>();
            sequence.getValue().forEach(element -> values.add(new Value(element)));
            return values;
        }
    }
}
