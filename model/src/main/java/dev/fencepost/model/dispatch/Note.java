package dev.fencepost.model.dispatch;

/** What the last step did, for counterexamples: text with {@code %d} where a device or vCPU stands. */
final class Note {
    private String text = "";
    private int number;

    void say(String text) {
        this.text = text;
    }

    void say(String text, int number) {
        this.text = text;
        this.number = number;
    }

    @Override
    public String toString() {
        return text.replace("%d", Integer.toString(number));
    }
}
