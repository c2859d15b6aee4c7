package dev.fencepost.properties.memory.naive;

/** herd's {@code sc.cat}: {@code acyclic po | rf | fr | co}, and atomicity. */
public final class NaiveSc extends OneOrder {
    public NaiveSc(String omitted) {
        super(omitted);
    }

    @Override
    Pairs local(Candidate c) {
        return c.skeleton.po;
    }

    @Override
    public boolean allows(Candidate c) {
        return atomic(c) && axiom("order", c.skeleton.po.or(c.rf, c.co, c.fr).acyclic()) && coherent(c);
    }
}
