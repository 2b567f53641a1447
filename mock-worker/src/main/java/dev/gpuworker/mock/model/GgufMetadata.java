package dev.gpuworker.mock.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The metadata table of a GGUF file; keeps short values and skips the rest, such as a vocabulary's 150,000 strings. */
final class GgufMetadata {
    /** The format's own bound on keys. */
    private static final int KEY_BYTES_MAX = 65_535;

    /** Real files have about 20 to 60 keys. */
    private static final int KEYS_MAX = 65_536;

    /** Names and architectures; a chat template is longer and is skipped. */
    private static final int TEXT_BYTES_MAX = 4096;

    /** Enough for one number per layer. */
    private static final int ARRAY_KEPT_MAX = 1024;

    private static final int NESTING_MAX = 4;

    /** Key length, type, and a value of one byte. */
    private static final int ENTRY_BYTES_MIN = 8 + 4 + 1;

    private static final String ALIGNMENT = "general.alignment";

    private final GgufBytes in;
    private final Set<String> keys = new HashSet<>();
    private final Map<String, List<Long>> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> arrayLengths = new HashMap<>();

    GgufMetadata(GgufBytes in) {
        this.in = in;
    }

    Map<String, List<Long>> numbers() {
        return numbers;
    }

    Map<String, String> texts() {
        return texts;
    }

    Map<String, Long> arrayLengths() {
        return arrayLengths;
    }

    Optional<Long> alignment() {
        return Optional.ofNullable(numbers.get(ALIGNMENT)).map(values -> values.get(0));
    }

    void readAll() throws IOException, ModelLoadException {
        long at = in.position();
        long count = in.count("the number of metadata keys", ENTRY_BYTES_MIN);
        if (count > KEYS_MAX) {
            throw in.broken(at, "the number of metadata keys is " + count + ", but at most " + KEYS_MAX + " are read");
        }
        for (long i = 0; i < count; i++) {
            entry(i);
        }
    }

    private void entry(long index) throws IOException, ModelLoadException {
        long at = in.position();
        String key = in.string("the name of metadata key " + index, KEY_BYTES_MAX);
        if (!keys.add(key)) {
            throw in.broken(at, "metadata key \"" + key + "\" appears twice");
        }
        String what = "metadata key \"" + key + "\"";
        GgufValueType type = type(what);
        if (key.equals(ALIGNMENT) && type != GgufValueType.UINT32) {
            throw in.broken(at, what + " must be a " + GgufValueType.UINT32 + ", but is a " + type);
        }
        switch (type) {
            case STRING -> text(key, what);
            case ARRAY -> array(key, what);
            case FLOAT32, FLOAT64 -> in.skip(type.bytesMin(), what);
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, BOOL, UINT64, INT64 ->
                numbers.put(key, List.of(number(type, what)));
        }
    }

    private GgufValueType type(String what) throws IOException, ModelLoadException {
        long at = in.position();
        long id = in.u32("the type of " + what);
        return GgufValueType.of(id).orElseThrow(() -> in.broken(at, what + " has the unknown type " + id));
    }

    private void text(String key, String what) throws IOException, ModelLoadException {
        long length = in.count("the length of " + what, 1);
        if (length > TEXT_BYTES_MAX) {
            in.skip(length, what);
            return;
        }
        texts.put(key, in.text((int) length, what));
    }

    private void array(String key, String what) throws IOException, ModelLoadException {
        GgufValueType type = type(what);
        long length = in.count("the length of " + what, type.bytesMin());
        arrayLengths.put(key, length);
        boolean kept = length > 0
                && length <= ARRAY_KEPT_MAX
                && type.hasFixedSize()
                && type != GgufValueType.FLOAT32
                && type != GgufValueType.FLOAT64;
        if (!kept) {
            skipElements(type, length, what, 1);
            return;
        }
        List<Long> values = new ArrayList<>();
        for (long i = 0; i < length; i++) {
            values.add(number(type, what));
        }
        numbers.put(key, List.copyOf(values));
    }

    private void skipElements(GgufValueType type, long length, String what, int depth)
            throws IOException, ModelLoadException {
        if (type.hasFixedSize()) {
            in.skip(length * type.bytesMin(), what);
            return;
        }
        if (depth > NESTING_MAX) {
            throw in.broken(in.position(), what + " nests arrays deeper than " + NESTING_MAX);
        }
        for (long i = 0; i < length; i++) {
            if (type == GgufValueType.STRING) {
                in.skip(in.count("the length of a string in " + what, 1), what);
            } else {
                GgufValueType inner = type(what);
                skipElements(inner, in.count("the length of an array in " + what, inner.bytesMin()), what, depth + 1);
            }
        }
    }

    private long number(GgufValueType type, String what) throws IOException, ModelLoadException {
        return switch (type) {
            case UINT8, BOOL -> in.u8(what);
            case INT8 -> (byte) in.u8(what);
            case UINT16 -> in.u16(what);
            case INT16 -> (short) in.u16(what);
            case UINT32 -> in.u32(what);
            case INT32 -> (int) in.u32(what);
            case UINT64, INT64 -> in.i64(what);
            case FLOAT32, FLOAT64, STRING, ARRAY -> throw new IllegalArgumentException(type + " is not a whole number");
        };
    }
}
