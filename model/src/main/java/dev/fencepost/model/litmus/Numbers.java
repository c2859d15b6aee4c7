package dev.fencepost.model.litmus;

/** Integer literals. As in herd7 every integer is a signed 32-bit one, whatever its declared type. */
final class Numbers {
    private Numbers() {}

    /** The value of a literal as the lexer cuts it, possibly with a minus sign. */
    static long value(Source source, Token token) throws LitmusException {
        String text = token.text();
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
        try {
            long value = hexadecimal ? Long.parseLong(digits.substring(2), 16) : Long.parseLong(digits);
            if (hexadecimal && value <= 0xffff_ffffL) {
                value = (int) value;
            }
            value = negative ? -value : value;
            if (value == (int) value) {
                return value;
            }
        } catch (NumberFormatException tooLong) {
            // reported below
        }
        throw source.error(token.offset(), text + " is out of range: expected a signed 32-bit integer");
    }

    /** The value of a small unsigned number: a thread, an index, an array size. */
    static int small(Source source, Token token) throws LitmusException {
        long value = value(source, token);
        if (value < 0 || value > 65_535) {
            throw source.error(token.offset(), token.text() + " is out of range: expected 0 to 65535");
        }
        return (int) value;
    }
}
