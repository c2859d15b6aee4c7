package dev.fencepost.model.proposal.minimal;

import dev.fencepost.model.platform.BarrierSite;
import dev.fencepost.model.platform.Placement;
import dev.fencepost.model.spec.Rule;

/**
 * Why a plan cannot be weakened at one site: with the weaker primitive there, a scenario breaks a clause.
 *
 * @param site the site
 * @param has what the plan has there
 * @param weaker one of the placements that are one step weaker
 * @param scenario the first scenario that fails, with the smallest bound
 * @param bound that bound
 * @param clause the rule that is broken
 * @param finding what went wrong, in one sentence
 */
public record MinimalWitness(
        BarrierSite site, Placement has, Placement weaker, String scenario, int bound, Rule clause, String finding) {}
