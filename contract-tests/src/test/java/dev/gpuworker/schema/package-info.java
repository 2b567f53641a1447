/** The JSON Schemas of what travels, held against mock and client. */
@org.jspecify.annotations.NullMarked
package dev.gpuworker.schema;
