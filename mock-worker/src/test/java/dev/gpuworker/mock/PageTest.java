package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.testing.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The mock's own page, as a browser draws it: by clicking through it. */
@Timeout(120)
class PageTest {
    private static ChromeDriver browser;

    private MockWorker worker;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void open() {
        worker = MockWorker.builder()
                .scenarios(ScenarioYaml.parse("page.yaml", """
                        version: 1
                        scenarios:
                          - name: greeting
                            when: {header: {x-scenario: greeting}}
                            stream: [started, {tokens: {text: "hello from the page", every: 20ms}}, end]
                          - name: held
                            stream: [started, {token: one}, {hold: half-way}, {token: two}, end]
                        """))
                .start();
        show();
    }

    private void show() {
        browser.get(worker.url() + "/mock/");
        await().until(() -> text("status").startsWith("healthy"));
    }

    @AfterEach
    void close() {
        Browser.look(browser, Browser.Look.LIGHT);
        worker.close();
    }

    private static String text(String id) {
        return byId(id).getText();
    }

    private static WebElement byId(String id) {
        return browser.findElement(By.id(id));
    }

    @Test
    void aRunningStreamIsDrawnAndItsGateIsAButton() throws Exception {
        try (RawClient client = RawClient.execute(worker, Jobs.job("job-1"))) {
            WebElement stream = await().until(
                            () -> browser.findElements(By.cssSelector(".stream[data-job=job-1]")),
                            found -> !found.isEmpty())
                    .get(0);
            await().until(() -> stream.getText().contains("running, 1 tokens"));
            assertThat(stream.getText()).contains("held");
            await().until(() -> drawnPixels(stream) > 20);
            assertThat(text("job-counts")).isEqualTo("1 running, 0 waiting");

            WebElement gate = await().until(
                            () -> browser.findElements(By.cssSelector("#gates button")), found -> !found.isEmpty())
                    .get(0);
            assertThat(gate.getText()).isEqualTo("Open the gate half-way");
            gate.sendKeys(Keys.ENTER);

            assertThat(client.drain()).isEqualTo("fin");
            assertThat(client.text()).contains("event: end");
        }
        await().until(() -> byId("no-streams").isDisplayed());
        assertThat(browser.findElements(By.cssSelector("#gates button"))).isEmpty();
    }

    private static long drawnPixels(WebElement stream) {
        Object count = browser.executeScript("""
                const canvas = arguments[0].querySelector('canvas');
                const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                let drawn = 0;
                for (let at = 3; at < data.length; at += 4) if (data[at] > 0) drawn += 1;
                return drawn;
                """, stream);
        return count instanceof Long drawn ? drawn : 0;
    }

    @Test
    void theJournalIsFilteredAndShowsTheBytesOfAJob() throws Exception {
        worker.enqueue(Script.builder().started().token("a\u202eb").end().build());
        worker.enqueue(Script.builder().started().end().build());
        Jobs.post(worker, "/execute", Jobs.job("first"));
        Jobs.post(worker, "/execute", Jobs.job("second"));
        await().until(() -> rows().size() == 2);

        byId("filter-id").sendKeys("fir");
        await().until(() -> rows().size() == 1);
        assertThat(rows().get(0).getText()).contains("first", "ENDED");
        rows().get(0).findElement(By.tagName("button")).click();

        await().until(() -> byId("details").isDisplayed());
        assertThat(text("job-bytes"))
                .contains("event: started\ndata: {\"job_id\":\"first\"", "event: token", "event: end")
                .contains("a\\u202eb");
        byId("filter-id").sendKeys("no such job");
        await().until(() -> text("journal-empty").equals("No job matches these filters."));
    }

    private static List<WebElement> rows() {
        return browser.findElements(By.cssSelector("#journal-rows tr"));
    }

    @Test
    void aClientsMistakeIsShownWithAdvice() throws Exception {
        worker.scenarios(ScenarioYaml.parse(
                "busy.yaml",
                "version: 1\nscenarios: [{name: busy, reply: {status: 503, headers: {Retry-After: \"1\"}}}]"));
        Jobs.post(worker, "/execute", Jobs.job("a"));
        Jobs.post(worker, "/execute", Jobs.job("a"));

        await().until(() -> text("findings").contains("RETRY_AFTER_IGNORED"));

        assertThat(text("findings")).startsWith("error: ");
        assertThat(byId("no-findings").isDisplayed()).isFalse();
    }

    @Test
    void theEditorChecksAsOneTypesAndShowsErrorsAtTheirPlace() {
        await().until(() -> text("editor-state").startsWith("Good: 2 scenarios"));
        assertThat(browser.findElements(By.cssSelector("#time-lines .time-line")))
                .hasSize(2);
        WebElement editor = byId("editor");

        String broken = "version: 1\nscenarios:\n  - name: x\n    stream: [started, {tokne: a}, end]";
        type(editor, broken);

        await().until(() -> !browser.findElements(By.cssSelector(".problem")).isEmpty());
        WebElement problem = browser.findElement(By.cssSelector(".problem"));
        assertThat(problem.getText()).contains("line 4, column 24", "did you mean \"token\"?");
        assertThat(byId("use-scenarios").isEnabled()).isFalse();
        problem.click();
        assertThat(browser.executeScript("return editor.value.slice(editor.selectionStart, editor.selectionEnd)"))
                .isEqualTo("tokne");

        type(editor, broken.replace("tokne", "token"));
        await().until(() -> byId("use-scenarios").isEnabled());
        byId("use-scenarios").click();

        await().until(() -> worker.scenarios().scenarios().size() == 1);
        assertThat(worker.scenarios().scenarios().get(0).name()).isEqualTo("x");
    }

    private static void type(WebElement editor, String text) {
        browser.executeScript(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))", editor, text);
    }

    @Test
    void aJobIsSentAndItsStreamWatched() {
        byId("send-prompt").clear();
        byId("send-prompt").sendKeys("hi");
        await().until(() -> browser.findElements(By.cssSelector("#send-scenario option[value=greeting]"))
                        .size()
                == 1);
        browser.findElement(By.cssSelector("#send-scenario option[value=greeting]"))
                .click();

        byId("send-button").click();

        await().until(() -> text("send-state").contains(": end after"));
        assertThat(text("send-text")).isEqualTo("hello from the page");
        assertThat(worker.journal().jobs()).extracting(RecordedJob::scenario).containsExactly("greeting");
    }

    @Test
    void aJobIsCancelledFromThePage() {
        byId("send-button").click();
        await().until(() -> !worker.gates().held().isEmpty());

        byId("cancel-button").click();

        await().until(() -> text("send-state").contains(": error after"));
        assertThat(worker.journal().jobs().get(0).outcome()).isEqualTo(JobOutcome.CANCELLED);
    }

    @Test
    void aWorkerThatDiesIsNotShownAsHealthy() {
        worker.close();

        await().until(() -> text("status").startsWith("the worker does not answer"));
        assertThat(byId("status").getDomAttribute("class")).contains("bad");
    }

    @Test
    void nothingIsLoadedFromElsewhereAndNoScriptFails() {
        Object loaded = browser.executeScript(
                "return performance.getEntriesByType('resource').map(one => new URL(one.name).origin)");

        assertThat((List<?>) loaded)
                .isNotEmpty()
                .allMatch(origin -> worker.url().toString().equals(origin));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as("errors in the console, the policy's included")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Browser.Look.class)
    void textIsReadableAndFitsInEveryLook(Browser.Look look) throws Exception {
        worker.enqueue(Script.builder().started().end().build());
        Jobs.post(worker, "/execute", Jobs.job("a".repeat(200)));
        Browser.look(browser, look);
        show();
        await().until(() -> rows().size() == 1
                && !browser.findElements(By.cssSelector("#time-lines .time-line"))
                        .isEmpty());

        assertThat(browser.executeScript("return document.documentElement.scrollWidth > innerWidth + 1"))
                .as("the page scrolls sideways")
                .isEqualTo(false);
        assertThat((List<?>) browser.executeScript(CONTRASTS))
                .as("text with too little contrast")
                .isEmpty();
    }

    /** Returns each visible text whose contrast with its background is below 4.5:1 (WCAG AA). */
    private static final String CONTRASTS = """
            const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
              .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
            const behind = (one) => {
              for (let at = one; at; at = at.parentElement) {
                const colour = numbers(getComputedStyle(at).backgroundColor);
                if (colour.length < 4 || colour[3] > 0) return colour;
              }
              return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
            };
            return [...document.querySelectorAll('body *')]
              .filter(one => one.checkVisibility() && !one.disabled && [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
              .filter(one => one.tagName !== 'OPTION')
              .map(one => {
                const [a, b] = [light(numbers(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
                return [one.tagName + '.' + one.className + ': ' + one.textContent.trim().slice(0, 40), (a + 0.05) / (b + 0.05)];
              })
              .filter(([, ratio]) => ratio < 4.5)
              .map(([what, ratio]) => what + ' ' + ratio.toFixed(2));
            """;
}
