package dev.fencepost.model.litmus;

/**
 * What stands before the initial state.
 *
 * @param name of the test
 * @param hash the {@code Hash=} line, or null
 * @param end the offset behind the brace that opens the initial state
 */
record Header(String name, String hash, int end) {
    /** Reads the first line, and skips whatever free text and {@code key=value} lines follow it. */
    static Header read(Source source) throws LitmusException {
        int at = Lexer.skipBlank(source, Dialect.TOP, 0);
        int languageEnd = wordEnd(source, at, "");
        String language = source.text().substring(at, languageEnd);
        if (language.isEmpty()) {
            throw source.error(at, "expected the language and the name of the test, as in 'C MP'");
        } else if (!language.equals("C")) {
            throw source.error(at, "language " + language + " is not read: expected C");
        }
        int nameStart = languageEnd;
        while (source.at(nameStart) == ' ' || source.at(nameStart) == '\t') {
            nameStart++;
        }
        int nameEnd = wordEnd(source, nameStart, "/.-+[]");
        if (nameEnd == nameStart) {
            throw source.error(nameStart, "expected the name of the test after its language");
        }
        String name = source.text().substring(nameStart, nameEnd);
        int brace = openingBrace(source, nameEnd);
        String hash = hash(source.text().substring(nameEnd, brace));
        return new Header(cleaned(source, name), hash, brace + 1);
    }

    private static int wordEnd(Source source, int start, String more) {
        int at = start;
        while (Dialect.isLetter(source.at(at))
                || Dialect.isDigit(source.at(at))
                || source.at(at) == '_'
                || source.at(at) != 0 && more.indexOf(source.at(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static String cleaned(Source source, String name) {
        String clean = name;
        if (name.equals("--")) {
            clean = source.file().substring(source.file().lastIndexOf('/') + 1);
        }
        return clean.endsWith(".litmus") ? clean.substring(0, clean.length() - ".litmus".length()) : clean;
    }

    private static int openingBrace(Source source, int start) throws LitmusException {
        int at = start;
        while (source.at(at) != '{') {
            if (at >= source.text().length()) {
                throw source.error(at, "expected '{' and the initial state");
            } else if (source.startsWith("(*", at)) {
                at = Lexer.endOfComment(source, at);
            } else if (source.at(at) == '"') {
                int end = source.text().indexOf('"', at + 1);
                int lineEnd = source.text().indexOf('\n', at + 1);
                // A quote that no other one on its line closes is part of the free text.
                at = end < 0 || lineEnd >= 0 && lineEnd < end ? at + 1 : end + 1;
            } else {
                at++;
            }
        }
        return at;
    }

    private static String hash(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.matches("Hash\\s*=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .findFirst()
                .orElse(null);
    }
}
