package gov.nasa.jpf.vm;

/**
 * The one method of Java PathFinder's class of this name that the harnesses call. Inside Java PathFinder the method is
 * replaced by its own; anywhere else nobody may call it, because there is nobody to choose.
 */
public final class Verify {
    private Verify() {}

    /** Any number from {@code min} to {@code max}: Java PathFinder goes on with each of them. */
    public static int getInt(int min, int max) {
        throw new UnsupportedOperationException(
                "a choice from " + min + " to " + max + " outside Java PathFinder: run this class with it");
    }
}
