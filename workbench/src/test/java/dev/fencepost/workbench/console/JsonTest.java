package dev.fencepost.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void keepsTheOrderOfKeys() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", "SB.litmus");
        map.put("states", List.of(1, 2L, 0.5));
        map.put("error", null);
        map.put("none", Map.of());
        map.put("holds", true);
        assertThat(Json.of(map))
                .isEqualTo("{\"file\": \"SB.litmus\", \"states\": [1, 2, 0.5], \"error\": null, \"none\": {},"
                        + " \"holds\": true}");
    }

    @Test
    void escapes() {
        assertThat(Json.of("a\"b\\c\n\t\r\u0001é")).isEqualTo("\"a\\\"b\\\\c\\n\\t\\r\\u0001é\"");
    }

    @Test
    void refusesWhatJsonCannotSay() {
        assertThatThrownBy(() -> Json.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.of(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
