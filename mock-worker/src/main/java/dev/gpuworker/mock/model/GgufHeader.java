package dev.gpuworker.mock.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contents of a GGUF file's header.
 *
 * @param version 2 or 3
 * @param numbers metadata that are integers or booleans, by key; a short array of integers is kept with its values
 * @param texts metadata that are strings, by key, cut at a bound
 * @param arrayLengths lengths of all arrays, by key
 * @param tensors every tensor of the file
 * @param fileBytes size of the whole file
 */
record GgufHeader(
        int version,
        Map<String, List<Long>> numbers,
        Map<String, String> texts,
        Map<String, Long> arrayLengths,
        List<GgufTensor> tensors,
        long fileBytes) {
    GgufHeader {
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
        arrayLengths = Map.copyOf(arrayLengths);
        tensors = List.copyOf(tensors);
    }

    /** Returns this header with the tensors and bytes of the other parts of a split model. */
    GgufHeader with(List<GgufTensor> allTensors, long allBytes) {
        return new GgufHeader(version, numbers, texts, arrayLengths, allTensors, allBytes);
    }

    /** Returns the number under the key; for an array, its greatest element. */
    Optional<Long> number(String key) {
        return numbers.getOrDefault(key, List.of()).stream().max(Long::compare);
    }
}
