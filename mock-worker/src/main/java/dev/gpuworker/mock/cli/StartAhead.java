package dev.gpuworker.mock.cli;

import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Loads on a second processor what the HTTP library needs from the JDK a moment later: the list of all locales, time
 * zones and a calendar, together a tenth of a cold start. Nothing depends on when this ends.
 */
final class StartAhead {
    private StartAhead() {}

    static void begin() {
        var thread = new Thread(StartAhead::load, "mock-worker-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        Locale.getAvailableLocales();
        TimeZone.getDefault().toZoneId();
        new GregorianCalendar();
    }
}
