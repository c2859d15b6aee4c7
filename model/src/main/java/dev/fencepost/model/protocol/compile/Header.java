package dev.fencepost.model.protocol.compile;

import dev.fencepost.model.c.Expr;
import dev.fencepost.model.protocol.Feature;
import dev.fencepost.model.protocol.Unit;
import dev.fencepost.model.spec.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a protocol file says of itself.
 *
 * @param name one word
 * @param title two or three words
 * @param boundName what the code calls the bound
 * @param unit what it counts
 * @param largestBound the largest that anyone waits for
 * @param features what the sides may have agreed on
 * @param parameters numbers that a scenario can set, with what they are otherwise
 * @param platforms names of the platforms on which the protocol has a meaning
 * @param players why others have none
 * @param sites what is said of sites, by name
 * @param covers sites whose barrier orders all that another one's does, by the name of the other
 * @param remarks what {@code explain} adds to a site, by its name
 * @param needless when a site's barrier is known to be needed nowhere, by its name
 * @param rules clauses of its own
 */
public record Header(
        String name,
        String title,
        String boundName,
        Unit unit,
        int largestBound,
        List<Feature> features,
        Map<String, Expr> parameters,
        Set<String> platforms,
        String players,
        Map<String, SiteNote> sites,
        Map<String, String> covers,
        Map<String, String> remarks,
        Map<String, Expr> needless,
        Map<String, Rule> rules) {}
