package dev.fencepost.properties.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What the JDK's own parser says about a source. */
final class Syntax {
    /**
     * A type or method.
     *
     * @param name as declared
     * @param line where it starts, from 1
     * @param lines from its first to its last line
     * @param isPublic can be seen from other packages
     * @param documented has Javadoc
     */
    record Declared(String name, long line, long lines, boolean isPublic, boolean documented) {}

    private final List<Declared> types = new ArrayList<>();
    private final List<Declared> methods = new ArrayList<>();

    private Syntax() {}

    /** Types at any depth. */
    List<Declared> types() {
        return types;
    }

    /** Methods and constructors at any depth. */
    List<Declared> methods() {
        return methods;
    }

    static Syntax of(Source source) {
        Syntax syntax = new Syntax();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, List.of(), null, List.of(new InMemory(source)));
        try {
            for (CompilationUnitTree unit : task.parse()) {
                syntax.new Scanner(unit, DocTrees.instance(task)).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return syntax;
    }

    private final class Scanner extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;

        Scanner(CompilationUnitTree unit, DocTrees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!type.getSimpleName().isEmpty()) {
                types.add(declared(type, type.getSimpleName().toString(), isPublic(getCurrentPath())));
            }
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean isPublic = method.getModifiers().getFlags().contains(Modifier.PUBLIC);
            methods.add(declared(method, method.getName().toString(), isPublic));
            return super.visitMethod(method, unused);
        }

        /** Whether a type can be seen from other packages: it and all types around it are public. */
        private boolean isPublic(TreePath path) {
            if (!(path.getLeaf() instanceof ClassTree type)) {
                return path.getLeaf() == unit;
            }
            boolean inInterface = path.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
            boolean declared = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            return (declared || inInterface) && isPublic(path.getParentPath());
        }

        private Declared declared(Tree tree, String name, boolean isPublic) {
            long first =
                    unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
            long last =
                    unit.getLineMap().getLineNumber(trees.getSourcePositions().getEndPosition(unit, tree));
            boolean documented = trees.getDocComment(getCurrentPath()) != null;
            return new Declared(name, first, last - first + 1, isPublic, documented);
        }
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String text;

        InMemory(Source source) {
            super(URI.create("string:///" + source.path()), JavaFileObject.Kind.SOURCE);
            this.text = source.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
