package dev.gpuworker.mock.model;

import dev.gpuworker.io.FileReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the header of a GGUF file, versions 2 and 3, and checks that the file contains all the data that it announces.
 */
final class GgufReader {
    /** "GGUF" as a little-endian number. */
    private static final long MAGIC = 0x4655_4747L;

    private static final int ALIGNMENT_DEFAULT = 32;

    /** ggml itself stops at 4. */
    private static final int DIMENSIONS_MAX = 8;

    private static final int TENSOR_NAME_BYTES_MAX = 1024;

    /** Name length, dimension count, type and offset. */
    private static final int TENSOR_BYTES_MIN = 8 + 4 + 4 + 8;

    /** Real models have hundreds, the largest thousands. */
    private static final int TENSORS_MAX = 200_000;

    private final String model;
    private final GgufBytes in;

    private GgufReader(String model, GgufBytes in) {
        this.model = model;
        this.in = in;
    }

    static GgufHeader read(Path file) throws ModelLoadException {
        String model = file.toString();
        if (!Files.exists(file)) {
            throw new ModelLoadException(model, "no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelLoadException(model, "not a regular file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new GgufReader(model, new GgufBytes(model, channel)).header();
        } catch (AccessDeniedException e) {
            throw new ModelLoadException(model, "no permission to read the file");
        } catch (IOException e) {
            throw new ModelLoadException(model, "cannot be read: " + FileReason.of(e));
        }
    }

    private GgufHeader header() throws IOException, ModelLoadException {
        int version = version();
        long tensorCount = in.count("the number of tensors", TENSOR_BYTES_MIN);
        if (tensorCount > TENSORS_MAX) {
            throw in.broken(
                    8, "the number of tensors is " + tensorCount + ", but at most " + TENSORS_MAX + " are read");
        }
        var metadata = new GgufMetadata(in);
        metadata.readAll();
        List<GgufTensor> tensors = new ArrayList<>();
        for (long i = 0; i < tensorCount; i++) {
            tensors.add(tensor(i));
        }
        checkDataIsThere(tensors, metadata.alignment().orElse((long) ALIGNMENT_DEFAULT));
        return new GgufHeader(
                version, metadata.numbers(), metadata.texts(), metadata.arrayLengths(), tensors, in.size());
    }

    private int version() throws IOException, ModelLoadException {
        if (in.size() < 4 || in.u32("the magic number") != MAGIC) {
            throw new ModelLoadException(
                    model, "not a GGUF file: it does not begin with \"GGUF\" (" + in.size() + " bytes)");
        }
        long version = in.u32("the version");
        if (version == 2 || version == 3) {
            return (int) version;
        }
        String found = version > 0 && (version & 0xFFFF) == 0 ? "a big-endian file" : "version " + version;
        throw new ModelLoadException(model, "GGUF versions 2 and 3, little-endian, can be read, but this is " + found);
    }

    private GgufTensor tensor(long index) throws IOException, ModelLoadException {
        long at = in.position();
        String name = in.string("the name of tensor " + index, TENSOR_NAME_BYTES_MAX);
        String what = "tensor \"" + name + "\"";
        long dimensions = in.u32("the dimensions of " + what);
        if (dimensions > DIMENSIONS_MAX) {
            throw in.broken(
                    at, what + " has " + dimensions + " dimensions, but at most " + DIMENSIONS_MAX + " are allowed");
        }
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            shape.add(in.i64("the shape of " + what));
        }
        long typeId = in.u32("the type of " + what);
        long offset = in.i64("the offset of " + what);
        if (offset < 0 || shape.stream().anyMatch(length -> length < 0)) {
            throw in.broken(at, what + " has a negative length or offset");
        }
        try {
            long elements = 1;
            for (long length : shape) {
                elements = Math.multiplyExact(elements, length);
            }
            Optional<GgmlType> type = GgmlType.of(typeId);
            long row = shape.isEmpty() ? 1 : shape.get(0);
            if (type.isPresent() && row % type.get().blockElements() != 0) {
                throw in.broken(
                        at,
                        what + " has rows of " + row + " elements, but " + type.get() + " comes in blocks of "
                                + type.get().blockElements());
            }
            OptionalLong bytes = type.isPresent() ? OptionalLong.of(type.get().bytes(elements)) : OptionalLong.empty();
            return new GgufTensor(name, shape, typeId, offset, bytes);
        } catch (ArithmeticException e) {
            throw in.broken(at, what + " has more than 2^63 bytes: shape " + shape);
        }
    }

    private void checkDataIsThere(List<GgufTensor> tensors, long alignment) throws ModelLoadException {
        if (alignment <= 0 || Long.bitCount(alignment) != 1 || alignment > Integer.MAX_VALUE) {
            throw in.broken(in.position(), "general.alignment must be a power of two, but is " + alignment);
        }
        long dataStart = (in.position() + alignment - 1) / alignment * alignment;
        Set<String> names = new HashSet<>();
        for (GgufTensor tensor : tensors) {
            String what = "tensor \"" + tensor.name() + "\"";
            if (!names.add(tensor.name())) {
                throw in.broken(dataStart, what + " appears twice");
            }
            if (tensor.offset() % alignment != 0) {
                throw in.broken(
                        dataStart,
                        what + " begins at offset " + tensor.offset() + ", which is not a multiple of the alignment "
                                + alignment);
            }
            long room = in.size() - dataStart - tensor.offset();
            long needed = tensor.bytes().orElse(0);
            if (room < needed) {
                throw in.broken(
                        in.size(),
                        "truncated: " + what + " needs " + needed + " bytes from byte " + dataStart + " + "
                                + tensor.offset() + " on, but the file has " + in.size());
            }
        }
        checkNoneOverlap(tensors, dataStart);
    }

    private void checkNoneOverlap(List<GgufTensor> tensors, long dataStart) throws ModelLoadException {
        List<GgufTensor> byOffset = tensors.stream()
                .filter(tensor -> tensor.bytes().orElse(1) > 0)
                .sorted(Comparator.comparingLong(GgufTensor::offset))
                .toList();
        for (int k = 1; k < byOffset.size(); k++) {
            GgufTensor before = byOffset.get(k - 1);
            GgufTensor tensor = byOffset.get(k);
            // A tensor of unknown size takes at least one byte.
            if (tensor.offset() < before.offset() + before.bytes().orElse(1)) {
                throw in.broken(
                        dataStart + tensor.offset(),
                        "tensor \"" + tensor.name() + "\" overlaps tensor \"" + before.name() + "\"");
            }
        }
    }
}
