package dev.fencepost.impl.grant.persistent;

/**
 * The index as a red-black tree by grant reference, in arrays. Node {@code capacity} stands for every missing child: it
 * is black.
 */
final class GrantTree extends GrantIndex {
    private static final int RED = 1;

    private final int nil;
    private final int[] key;
    private final int[] left;
    private final int[] right;
    private final int[] parent;
    private final int[] colour;
    private final int[] free;
    private int freeCount;
    private int root;

    /** An empty one for that many entries. */
    GrantTree(int capacity) {
        nil = capacity;
        key = new int[capacity + 1];
        left = new int[capacity + 1];
        right = new int[capacity + 1];
        parent = new int[capacity + 1];
        colour = new int[capacity + 1];
        free = new int[capacity];
        root = nil;
        for (int i = capacity - 1; i >= 0; i--) {
            free[freeCount++] = i;
        }
    }

    @Override
    int find(int name) {
        if (name < 0) {
            return STALE;
        }
        int node = root;
        while (node != nil && key[node] != name) {
            node = name < key[node] ? left[node] : right[node];
        }
        return node == nil ? NONE : node;
    }

    @Override
    boolean hasRoom() {
        return freeCount != 0;
    }

    @Override
    int retired() {
        return 0;
    }

    @Override
    void retire(int entry) {}

    @Override
    void restart() {}

    @Override
    int nameOf(int entry, int reference) {
        return reference;
    }

    @Override
    int add(int reference) {
        freeCount--;
        int node = free[freeCount];
        free[freeCount] = 0;
        int above = nil;
        for (int at = root; at != nil; at = reference < key[at] ? left[at] : right[at]) {
            above = at;
        }
        key[node] = reference;
        left[node] = nil;
        right[node] = nil;
        parent[node] = above;
        colour[node] = RED;
        if (above == nil) {
            root = node;
        } else if (reference < key[above]) {
            left[above] = node;
        } else {
            right[above] = node;
        }
        balanceAfterAdd(node);
        return node;
    }

    private void balanceAfterAdd(int added) {
        int node = added;
        while (colour[parent[node]] == RED) {
            int above = parent[node];
            int top = parent[above];
            boolean onLeft = above == left[top];
            int uncle = onLeft ? right[top] : left[top];
            if (colour[uncle] == RED) {
                colour[above] = 0;
                colour[uncle] = 0;
                colour[top] = RED;
                node = top;
                continue;
            }
            if (node == (onLeft ? right[above] : left[above])) {
                node = above;
                rotate(node, onLeft);
            }
            colour[parent[node]] = 0;
            colour[top] = RED;
            rotate(top, !onLeft);
        }
        colour[root] = 0;
    }

    @Override
    void remove(int node) {
        int fixed;
        int lost = colour[node];
        if (left[node] == nil || right[node] == nil) {
            fixed = left[node] == nil ? right[node] : left[node];
            replace(node, fixed);
        } else {
            int next = right[node];
            while (left[next] != nil) {
                next = left[next];
            }
            lost = colour[next];
            fixed = right[next];
            if (parent[next] == node) {
                parent[fixed] = next;
            } else {
                replace(next, fixed);
                right[next] = right[node];
                parent[right[next]] = next;
            }
            replace(node, next);
            left[next] = left[node];
            parent[left[next]] = next;
            colour[next] = colour[node];
        }
        if (lost != RED) {
            balanceAfterRemove(fixed);
        }
        clear(node);
        free[freeCount] = node;
        freeCount++;
    }

    private void balanceAfterRemove(int from) {
        int node = from;
        while (node != root && colour[node] != RED) {
            int above = parent[node];
            boolean onLeft = node == left[above];
            int sibling = onLeft ? right[above] : left[above];
            if (colour[sibling] == RED) {
                colour[sibling] = 0;
                colour[above] = RED;
                rotate(above, onLeft);
                sibling = onLeft ? right[above] : left[above];
            }
            int near = onLeft ? left[sibling] : right[sibling];
            int far = onLeft ? right[sibling] : left[sibling];
            if (colour[near] != RED && colour[far] != RED) {
                colour[sibling] = RED;
                node = above;
                continue;
            }
            if (colour[far] != RED) {
                colour[near] = 0;
                colour[sibling] = RED;
                rotate(sibling, !onLeft);
                sibling = near;
            }
            colour[sibling] = colour[above];
            colour[above] = 0;
            colour[onLeft ? right[sibling] : left[sibling]] = 0;
            rotate(above, onLeft);
            node = root;
        }
        colour[node] = 0;
    }

    /** Puts {@code by} in the place of {@code node}. */
    private void replace(int node, int by) {
        int above = parent[node];
        if (above == nil) {
            root = by;
        } else if (node == left[above]) {
            left[above] = by;
        } else {
            right[above] = by;
        }
        parent[by] = above;
    }

    /** The child takes the node's place: the right one where the node goes to the left. */
    private void rotate(int node, boolean toLeft) {
        int child = toLeft ? right[node] : left[node];
        int inner = toLeft ? left[child] : right[child];
        if (toLeft) {
            right[node] = inner;
        } else {
            left[node] = inner;
        }
        if (inner != nil) {
            parent[inner] = node;
        }
        replace(node, child);
        if (toLeft) {
            left[child] = node;
        } else {
            right[child] = node;
        }
        parent[node] = child;
    }

    /** Nothing of what was there is left, so that equal trees look equal. */
    private void clear(int node) {
        key[node] = 0;
        left[node] = 0;
        right[node] = 0;
        parent[node] = 0;
        colour[node] = 0;
        parent[nil] = 0;
    }
}
