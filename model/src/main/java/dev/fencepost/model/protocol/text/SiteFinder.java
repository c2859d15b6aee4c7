package dev.fencepost.model.protocol.text;

import dev.fencepost.model.c.Declaration;
import dev.fencepost.model.c.Expr;
import dev.fencepost.model.c.Source;
import dev.fencepost.model.c.SourceException;
import dev.fencepost.model.c.Stmt;
import dev.fencepost.model.platform.Primitive;
import dev.fencepost.model.platform.Role;
import dev.fencepost.model.protocol.compile.FileSite;
import dev.fencepost.model.protocol.compile.Header;
import dev.fencepost.model.protocol.compile.SiteNote;
import dev.fencepost.model.protocol.compile.SiteStatements;
import dev.fencepost.model.spec.Rule;
import java.util.Map;

/** Finds the labels of a file, and what stands at each. */
final class SiteFinder {
    private final Source source;
    private final Header header;
    private final Map<String, FileSite> sites;
    private final Rule rule;
    private Role role;

    /** Adds what it finds to {@code sites}; {@code rule} is for sites of which the file says nothing. */
    SiteFinder(Source source, Header header, Map<String, FileSite> sites, Rule rule) {
        this.source = source;
        this.header = header;
        this.sites = sites;
        this.rule = rule;
    }

    /** Looks through a function of that role; null if it is for all. */
    void find(Declaration.Function function, Role whose) throws SourceException {
        role = whose;
        statement(function.body());
    }

    private void statement(Stmt statement) throws SourceException {
        if (statement instanceof Stmt.Block block) {
            for (Stmt inner : block.statements()) {
                statement(inner);
            }
        } else if (statement instanceof Stmt.If branch) {
            statement(branch.then());
            statement(branch.otherwise());
        } else if (statement instanceof Stmt.Loop loop) {
            statement(loop.body());
        } else if (statement instanceof Stmt.Until until) {
            statement(until.body());
        } else if (statement instanceof Stmt.Labelled labelled) {
            add(labelled);
            statement(labelled.statement());
        }
    }

    private void add(Stmt.Labelled labelled) throws SourceException {
        Primitive stands = SiteStatements.fence(labelled.statement()).orElse(null);
        if (stands == null) {
            stands = annotation(labelled.statement());
        }
        if (stands == null) {
            throw source.error(
                    labelled.at(),
                    "label " + labelled.label() + ": expected a barrier, nothing (';'), or an access with an annotation"
                            + " such as smp_store_release or smp_load_acquire");
        }
        FileSite known = sites.get(labelled.label());
        if (known != null && known.stands() != stands) {
            throw source.error(
                    labelled.at(),
                    "site " + labelled.label() + " has " + stands.spelling() + " here and "
                            + known.stands().spelling() + " elsewhere in the file");
        }
        if (known == null) {
            SiteNote note = header.sites().get(labelled.label());
            String remark = header.remarks().getOrDefault(labelled.label(), "");
            sites.put(labelled.label(), new FileSite(labelled.label(), role, stands, note, remark, rule));
        }
    }

    /** The annotation of the first access of a statement that has one, or null. */
    private static Primitive annotation(Stmt statement) {
        if (statement instanceof Stmt.Evaluate evaluate) {
            return annotation(evaluate.expression());
        } else if (statement instanceof Stmt.Declare declare && declare.initial() != null) {
            return annotation(declare.initial());
        } else if (statement instanceof Stmt.If branch) {
            return annotation(branch.condition());
        } else if (statement instanceof Stmt.Loop loop) {
            return annotation(loop.condition());
        } else if (statement instanceof Stmt.Return leave && leave.value() != null) {
            return annotation(leave.value());
        }
        return null;
    }

    private static Primitive annotation(Expr expression) {
        if (expression instanceof Expr.Call call) {
            if (call.name().contains("release")) {
                return Primitive.SMP_STORE_RELEASE;
            }
            if (call.name().contains("acquire")) {
                return Primitive.SMP_LOAD_ACQUIRE;
            }
            for (Expr argument : call.arguments()) {
                Primitive found = annotation(argument);
                if (found != null) {
                    return found;
                }
            }
        } else if (expression instanceof Expr.Binary binary) {
            Primitive left = annotation(binary.left());
            return left != null ? left : annotation(binary.right());
        } else if (expression instanceof Expr.Unary unary) {
            return annotation(unary.operand());
        } else if (expression instanceof Expr.Assign assign) {
            return annotation(assign.value());
        } else if (expression instanceof Expr.Cast cast) {
            return annotation(cast.operand());
        }
        return null;
    }
}
