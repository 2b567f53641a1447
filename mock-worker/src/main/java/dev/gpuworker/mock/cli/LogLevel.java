package dev.gpuworker.mock.cli;

/** How much a log line matters. */
enum LogLevel {
    INFO,
    WARN,
    ERROR
}
