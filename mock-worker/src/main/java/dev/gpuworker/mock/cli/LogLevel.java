package dev.gpuworker.mock.cli;

/** The importance of a log line. */
enum LogLevel {
    INFO,
    WARN,
    ERROR
}
