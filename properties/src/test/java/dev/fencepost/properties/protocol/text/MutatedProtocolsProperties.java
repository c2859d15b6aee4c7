package dev.fencepost.properties.protocol.text;

import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.protocol.text.ProtocolReader;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.Assertions;

/**
 * A file that somebody has broken is refused or understood; it never makes the reader crash, and never makes it hang.
 */
class MutatedProtocolsProperties {
    private static final List<String> FILES = List.of("split-ring.c", "nvme.c");
    private static final List<String> WORDS = List.of(
            "(",
            ")",
            "{",
            "}",
            ";",
            ",",
            "0",
            "1",
            "65536",
            "K",
            "N",
            "-1",
            "[",
            "]",
            "*",
            "&",
            "=",
            "==",
            "+",
            "while (1)",
            "for (;;)",
            "return;",
            "driver",
            "shared",
            "u16",
            "#define X X X\n",
            "X",
            "D1:",
            "never(1, S3, \"x\");",
            "\"",
            "/*",
            "struct",
            "READ_ONCE(avail.idx)",
            "break;",
            "await(0);",
            "i",
            "%",
            "1u << 31",
            "0xffffffffffffffff",
            "->");

    private final AtomicInteger understood = new AtomicInteger();

    @Property(tries = 400)
    void refusedOrUnderstood(@ForAll long seed) {
        Random random = new Random(seed);
        String file = FILES.get(random.nextInt(FILES.size()));
        StringBuilder text = new StringBuilder(Texts.file(file));
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(text, random);
        }
        try {
            ProtocolReader.read(new Source(file, text.toString()));
            understood.incrementAndGet();
        } catch (SourceException refused) {
            Assertions.assertThat(refused.getMessage()).isNotBlank();
            Assertions.assertThat(refused.line()).isPositive();
            Assertions.assertThat(refused.column()).isPositive();
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
            case 1 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            case 2 -> {
                int other = random.nextInt(text.length());
                int end = Math.min(text.length(), other + 1 + random.nextInt(60));
                text.insert(at, text.substring(other, end));
            }
            default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
        }
    }
}
