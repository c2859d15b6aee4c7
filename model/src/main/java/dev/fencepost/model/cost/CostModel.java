package dev.fencepost.model.cost;

import java.util.List;

/**
 * What something costs as a function of one number: a few assumptions, and curves that follow from them. A model says
 * of each number where it comes from; it is no measurement, and does not pretend to be one.
 *
 * @param title what it is about
 * @param x what the curves are functions of
 * @param y what they show, with its unit
 * @param assumptions sentences that must be true for the model to mean something
 * @param quantities the numbers that it goes by
 * @param curves drawn in this order, a later one over an earlier one
 */
public record CostModel(
        String title, String x, String y, List<String> assumptions, List<Quantity> quantities, List<Curve> curves) {
    /** Copies the lists. */
    public CostModel {
        assumptions = List.copyOf(assumptions);
        quantities = List.copyOf(quantities);
        curves = List.copyOf(curves);
    }
}
