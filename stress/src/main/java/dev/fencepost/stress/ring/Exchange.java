package dev.fencepost.stress.ring;

/** Something that carries small messages to another side and back. A JVM measures one kind, so calls are direct. */
interface Exchange {
    /** By the first side: sends one; false where there is no room. */
    boolean send();

    /** By the second side: takes one and sends it back; false where there is none. */
    boolean serve();

    /** By the first side: takes one that came back; false where there is none. */
    boolean receive();
}
