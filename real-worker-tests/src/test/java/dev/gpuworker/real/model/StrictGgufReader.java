package dev.gpuworker.real.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads GGUF by its public specification, shares no code with the writer, and rejects everything that the specification
 * forbids.
 */
final class StrictGgufReader {
    /** A value and the type that it was written with. */
    record Typed(int type, Object value) {}

    /** The file's information about a tensor. */
    record Tensor(String name, List<Long> dimensions, int type, long offset, long bytes) {}

    /** Elements and bytes of a block, by the number of the tensor's type. */
    private static final Map<Integer, long[]> BLOCKS = Map.of(
            0, new long[] {1, 4},
            1, new long[] {1, 2},
            2, new long[] {32, 18},
            12, new long[] {256, 144},
            14, new long[] {256, 210},
            39, new long[] {32, 17});

    private final ByteBuffer file;
    private final Map<String, Typed> metadata = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private int dataStart;

    private StrictGgufReader(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static StrictGgufReader read(Path path) throws IOException {
        StrictGgufReader reader = new StrictGgufReader(Files.readAllBytes(path));
        reader.readAll();
        return reader;
    }

    Map<String, Typed> metadata() {
        return metadata;
    }

    Object value(String key) {
        assertThat(metadata).containsKey(key);
        return Objects.requireNonNull(metadata.get(key)).value();
    }

    List<Tensor> tensors() {
        return tensors;
    }

    /** Returns the bytes of a tensor. */
    ByteBuffer data(Tensor tensor) {
        return file.slice((int) (dataStart + tensor.offset()), (int) tensor.bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private void readAll() throws CharacterCodingException {
        assertThat(new byte[] {file.get(), file.get(), file.get(), file.get()})
                .asString()
                .isEqualTo("GGUF");
        assertThat(file.getInt()).as("version").isEqualTo(3);
        long tensorCount = file.getLong();
        long pairCount = file.getLong();
        for (long i = 0; i < pairCount; i++) {
            String key = string();
            assertThat(key).as("key").matches("[a-z0-9_]+(\\.[a-z0-9_]+)*");
            int type = file.getInt();
            assertThat(metadata.put(key, new Typed(type, value(type))))
                    .as("key %s is written once", key)
                    .isNull();
        }
        int alignment = (int) value("general.alignment");
        assertThat(alignment).isPositive().matches(a -> a % 8 == 0);
        for (long i = 0; i < tensorCount; i++) {
            tensors.add(tensor());
        }
        skipZeros(alignment);
        dataStart = file.position();
        checkLayout(alignment);
    }

    private Tensor tensor() throws CharacterCodingException {
        String name = string();
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64);
        List<Long> dimensions = new ArrayList<>();
        int count = file.getInt();
        assertThat(count).isBetween(1, 4);
        for (int i = 0; i < count; i++) {
            dimensions.add(file.getLong());
        }
        int type = file.getInt();
        assertThat(BLOCKS).containsKey(type);
        long[] block = BLOCKS.getOrDefault(type, new long[] {1, 1});
        assertThat(dimensions.get(0) % block[0])
                .as("rows of %s are whole blocks", name)
                .isZero();
        long elements = dimensions.stream().reduce(1L, Math::multiplyExact);
        return new Tensor(name, dimensions, type, file.getLong(), elements / block[0] * block[1]);
    }

    /**
     * Checks that offsets are aligned, that tensors don't overlap, and that gaps are zeros shorter than the alignment.
     */
    private void checkLayout(int alignment) {
        for (Tensor tensor : tensors) {
            assertThat(tensor.offset() % alignment)
                    .as("offset of %s", tensor.name())
                    .isZero();
            assertThat(dataStart + tensor.offset())
                    .as("start of %s", tensor.name())
                    .isEqualTo(file.position());
            file.position((int) (file.position() + tensor.bytes()));
            skipZeros(alignment);
        }
        assertThat(file.remaining()).as("bytes after the last tensor").isZero();
    }

    private void skipZeros(int alignment) {
        while (file.position() % alignment != 0) {
            assertThat(file.get()).as("padding").isZero();
        }
    }

    private String string() throws CharacterCodingException {
        long length = file.getLong();
        assertThat(length).as("length of a string").isBetween(0L, (long) file.remaining());
        ByteBuffer bytes = file.slice(file.position(), (int) length);
        file.position(file.position() + (int) length);
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    private Object value(int type) throws CharacterCodingException {
        return switch (type) {
            case 4, 5 -> file.getInt();
            case 6 -> file.getFloat();
            case 7 -> bool(file.get());
            case 8 -> string();
            case 9 -> array();
            case 10, 11 -> file.getLong();
            case 12 -> file.getDouble();
            default -> throw new AssertionError("value type " + type);
        };
    }

    private static boolean bool(byte value) {
        assertThat(value).isBetween((byte) 0, (byte) 1);
        return value == 1;
    }

    private List<Object> array() throws CharacterCodingException {
        int type = file.getInt();
        long length = file.getLong();
        List<Object> values = new ArrayList<>();
        for (long i = 0; i < length; i++) {
            values.add(value(type));
        }
        return values;
    }
}
