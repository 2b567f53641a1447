package dev.gpuworker.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Headless Chromium for tests that read a drawn page. On a machine without it they say that they did not run; under
 * {@code CI=true}, where the build installs it, its absence is a failure.
 */
public final class Browser {
    private static final String HINT =
            "Chromium with its driver is not installed (Debian: chromium and chromium-driver)";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** It warns about a part of the driver that these tests do not use; kept, since loggers are held weakly. */
    private static final Logger NOISE = Logger.getLogger("org.openqa.selenium");

    static {
        NOISE.setLevel(Level.SEVERE);
    }

    private Browser() {}

    /** How a page is looked at. */
    public enum Look {
        /** A desktop, light colours. */
        LIGHT(1280, 900, false),
        /** A desktop, dark colours. */
        DARK(1280, 900, true),
        /** A phone, light colours. */
        PHONE(390, 844, false),
        /** A phone, dark colours. */
        PHONE_DARK(390, 844, true);

        private final int width;
        private final int height;
        private final boolean dark;

        Look(int width, int height, boolean dark) {
            this.width = width;
            this.height = height;
            this.dark = dark;
        }
    }

    /** Starts a browser; the caller quits it. Skips the test, with the reason, if there is none here. */
    public static ChromeDriver start() {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(HINT);
            }
            Assumptions.abort(HINT);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toString());
        options.addArguments(List.of(
                "--headless=new",
                "--no-sandbox", // in a container as root there is none
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .withSilent(true)
                .build();
        ChromeDriver browser = new ChromeDriver(service, options);
        browser.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
        look(browser, Look.LIGHT);
        return browser;
    }

    /** Changes how the browser looks at pages. */
    public static void look(ChromeDriver browser, Look look) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", look.width, "height", look.height, "deviceScaleFactor", 1, "mobile", look.width < 640));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", look.dark ? "dark" : "light"))));
    }

    private static Optional<Path> program(String... names) {
        String path = System.getenv("PATH");
        return Stream.of(names)
                .flatMap(name -> Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
