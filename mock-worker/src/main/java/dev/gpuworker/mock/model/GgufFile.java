package dev.gpuworker.mock.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model in GGUF files, version 2 or 3: one file, or all parts of a split one, as llama.cpp names and numbers them.
 * Only headers are read, no tensor data. Immutable, thread-safe.
 */
public final class GgufFile {
    private static final Pattern PART_NAME = Pattern.compile("(.*)-([0-9]{5})-of-([0-9]{5})\\.gguf", Pattern.DOTALL);

    private final String model;
    private final int parts;
    private final GgufHeader header;

    private GgufFile(String model, int parts, GgufHeader header) {
        this.model = model;
        this.parts = parts;
        this.header = header;
    }

    /**
     * Reads the model. For a split model, pass the first part; the others must lie beside it.
     *
     * @throws ModelLoadException if a file or part is missing or broken, if tensors repeat, overlap, are misaligned or
     *     lie outside their file; the message says what and where
     */
    public static GgufFile read(Path file) throws ModelLoadException {
        GgufHeader first = GgufReader.read(file);
        long count = first.number("split.count").orElse(1L);
        if (count <= 1) {
            return new GgufFile(file.toString(), 1, first);
        }
        Path folder = file.toAbsolutePath().resolveSibling("");
        String prefix = prefix(file, first, count);
        List<GgufTensor> tensors = new ArrayList<>(first.tensors());
        long bytes = first.fileBytes();
        for (long number = 2; number <= count; number++) {
            GgufHeader part = part(file, folder.resolve(partName(prefix, number, count)), number, count);
            tensors.addAll(part.tensors());
            bytes += part.fileBytes();
        }
        checkTogether(file, tensors, first.number("split.tensors.count"));
        return new GgufFile(file.toString(), (int) count, first.with(tensors, bytes));
    }

    /** Returns the number of files of the model. */
    public int parts() {
        return parts;
    }

    /**
     * Returns the bytes of all tensors. Empty if the size is unknown: there are no tensors, or one has a type that is
     * newer than this reader.
     */
    public OptionalLong tensorBytes() {
        long sum = 0;
        for (GgufTensor tensor : header.tensors()) {
            if (tensor.bytes().isEmpty()) {
                return OptionalLong.empty();
            }
            sum += tensor.bytes().getAsLong();
        }
        return header.tensors().isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    /**
     * Returns the bytes of all tensors.
     *
     * @throws ModelLoadException if the size is unknown; the message says why
     */
    public long requireTensorBytes() throws ModelLoadException {
        if (header.tensors().isEmpty()) {
            throw new ModelLoadException(model, "the size of the weights is unknown: the file has no tensors");
        }
        for (GgufTensor tensor : header.tensors()) {
            if (tensor.bytes().isEmpty()) {
                throw new ModelLoadException(
                        model,
                        "the size of the weights is unknown: tensor \"" + tensor.name() + "\" has type "
                                + tensor.typeId() + ", which is unknown or was removed from the format");
            }
        }
        return tensorBytes().orElseThrow();
    }

    GgufHeader header() {
        return header;
    }

    private static String prefix(Path file, GgufHeader first, long count) throws ModelLoadException {
        long number = first.number("split.no").orElse(-1L) + 1;
        Path fileName = file.getFileName();
        Matcher name = PART_NAME.matcher(fileName == null ? "" : fileName.toString());
        if (!name.matches() || Long.parseLong(name.group(2)) != number || Long.parseLong(name.group(3)) != count) {
            throw new ModelLoadException(
                    file.toString(),
                    "the file is part " + number + " of " + count + " of a split model, but its name does not end in "
                            + partName("", number, count));
        }
        if (number != 1) {
            throw new ModelLoadException(
                    file.toString(),
                    "the file is part " + number + " of " + count + " of a split model; give the first, "
                            + partName(name.group(1), 1, count));
        }
        return name.group(1);
    }

    private static String partName(String prefix, long number, long count) {
        return String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", prefix, number, count);
    }

    private static GgufHeader part(Path first, Path file, long number, long count) throws ModelLoadException {
        if (!Files.exists(file)) {
            throw new ModelLoadException(
                    first.toString(), "part " + number + " of " + count + " is missing: " + file.getFileName());
        }
        GgufHeader part = GgufReader.read(file);
        long saysNumber = part.number("split.no").orElse(-1L) + 1;
        long saysCount = part.number("split.count").orElse(-1L);
        if (saysNumber != number || saysCount != count) {
            throw new ModelLoadException(
                    first.toString(),
                    file.getFileName() + " must be part " + number + " of " + count + ", but its header says part "
                            + saysNumber + " of " + saysCount);
        }
        return part;
    }

    private static void checkTogether(Path file, List<GgufTensor> tensors, Optional<Long> expected)
            throws ModelLoadException {
        Set<String> names = new HashSet<>();
        for (GgufTensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new ModelLoadException(
                        file.toString(), "tensor \"" + tensor.name() + "\" is in two parts of the split model");
            }
        }
        if (expected.isPresent() && expected.get() != tensors.size()) {
            throw new ModelLoadException(
                    file.toString(),
                    "the parts hold " + tensors.size() + " tensors, but split.tensors.count is " + expected.get());
        }
    }
}
