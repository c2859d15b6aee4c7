package dev.fencepost.model.litmus;

/** How a final condition ranges over executions, with the word that herd7 prints for such a test. */
public enum Quantifier {
    /** {@code exists}: some execution satisfies the condition. */
    EXISTS("exists", "Allowed"),
    /** {@code ~exists}: none does. */
    NOT_EXISTS("~exists", "Forbidden"),
    /** {@code forall}: all do. */
    FORALL("forall", "Required");

    private final String keyword;
    private final String kind;

    Quantifier(String keyword, String kind) {
        this.keyword = keyword;
        this.kind = kind;
    }

    /** As it is written before the condition. */
    public String keyword() {
        return keyword;
    }

    /** As it is printed after the name of the test. */
    public String kind() {
        return kind;
    }

    /** Whether {@code positive} executions for and {@code negative} ones against the condition satisfy it. */
    public boolean satisfied(long positive, long negative) {
        return switch (this) {
            case EXISTS -> positive > 0;
            case NOT_EXISTS -> positive == 0;
            case FORALL -> negative == 0;
        };
    }
}
