package dev.gpuworker.real;

import dev.gpuworker.real.WorkerSettings.Setting;

/** A setting is missing or makes no sense. */
public final class WorkerSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WorkerSettingsException(String message) {
        super(message + "\nsee docs/real-worker.md#settings");
    }

    static WorkerSettingsException missing(Setting setting) {
        return new WorkerSettingsException("no " + setting.property() + " was given: set -D" + setting.property()
                + "=…, the environment variable " + setting.variable() + ", or set it in the test");
    }

    static WorkerSettingsException noModel(String model, String why) {
        return new WorkerSettingsException("the model " + model + " " + why);
    }

    static WorkerSettingsException bad(Setting setting, String value) {
        String expected = setting == Setting.GPU_DEVICE
                ? "an index from 0"
                : setting == Setting.DIALECT
                        ? "contract or as-built"
                        : "a duration from 1ms to 168h with its unit, such as 30s";
        return new WorkerSettingsException(setting.property() + " must be " + expected + ", but was '" + value + "'");
    }
}
