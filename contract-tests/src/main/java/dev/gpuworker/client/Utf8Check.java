package dev.gpuworker.client;

/** Checks UTF-8 byte by byte, by table 3-7 of the Unicode standard. Not thread-safe. */
final class Utf8Check {
    private int missing;
    private int least = 0x80;
    private int greatest = 0xbf;

    void accept(byte next, long at) throws BrokenStreamException {
        int value = next & 0xff;
        if (missing > 0) {
            if (value < least || value > greatest) {
                throw invalid(value, at);
            }
            missing--;
            least = 0x80;
            greatest = 0xbf;
        } else if (value >= 0x80) {
            lead(value, at);
        }
    }

    /** Rejects an end inside a character. */
    void end(long at) throws BrokenStreamException {
        if (missing > 0) {
            throw new BrokenStreamException("the body ends inside a UTF-8 character", at);
        }
    }

    private void lead(int value, long at) throws BrokenStreamException {
        if (value < 0xc2 || value > 0xf4) {
            throw invalid(value, at);
        }
        missing = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
        least = value == 0xe0 ? 0xa0 : value == 0xf0 ? 0x90 : 0x80;
        greatest = value == 0xed ? 0x9f : value == 0xf4 ? 0x8f : 0xbf;
    }

    private static BrokenStreamException invalid(int value, long at) {
        return new BrokenStreamException("invalid UTF-8 (byte 0x" + Integer.toHexString(value) + ")", at);
    }
}
