package dev.gpuworker.conformance.http;

/**
 * One header line of a request.
 *
 * @param name as sent
 * @param value as sent
 */
public record Header(String name, String value) {}
