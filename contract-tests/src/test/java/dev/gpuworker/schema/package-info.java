/** The published JSON Schemas, judged by what the mock sends and accepts. */
@NullMarked
package dev.gpuworker.schema;

import org.jspecify.annotations.NullMarked;
