package dev.fencepost.model.protocol.compile;

import java.util.ArrayList;
import java.util.List;

/** Steps of a side, one after the other. */
final class Block {
    private final List<Item> items = new ArrayList<>();

    void add(Item item) {
        items.add(item);
    }

    List<Item> items() {
        return items;
    }
}
